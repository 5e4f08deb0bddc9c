import { Button, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes, type OrderAnswer } from '#commerce/wire.ts';
import { problemRoutes } from '#intake/problemWire.ts';
import { intakeRoutes, type LineView } from '#intake/wire.ts';
import { lineFindings } from '#investigation/wire.ts';
import { Card, Chip } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { useCodes } from '../../words/codes.ts';
import { usePageWords } from '../../words/pageWords.ts';
import { wordsOf } from '../../words/useWords.ts';
import type { PanelProps } from '../contract.ts';
import { useInvestigationWords } from '../investigation/words.ts';

const zh = {
  title: '问题明细',
  correct: '更正明细',
  help: '每条明细各有数量与问题；数量填 0 表示不涉及。原来的明细会留存。',
  quantity: '数量',
  problem: '问题',
  whole: '整件',
};
const en: typeof zh = {
  title: 'Lines',
  correct: 'Correct the lines',
  help: 'Each line has its own quantity and problem; 0 means that it is not concerned. The lines of before stay to be read.',
  quantity: 'Quantity',
  problem: 'Problem',
  whole: 'whole',
};
const useLineWords = wordsOf<typeof zh>({ zh, en });

/** Until an offer stands on them the lines can be corrected, in each round anew (IN-10, TA-6). */
const changeable = ['verification', 'review', 'materials', 'investigation', 'liability', 'remedy'];

/** What the case is about, line by line: how many, which problem, what was found. */
export function LinesPanel({ theCase }: PanelProps) {
  const words = useLineWords();
  const found = useInvestigationWords();
  const code = useCodes();
  const asked = useAsked(intakeRoutes.report, { params: { caseId: theCase.id } });
  const order = useAsked(commerceRoutes.order, { params: { orderId: theCase.orderId ?? '' } }, { on: theCase.orderId !== null }).data;
  const [open, setOpen] = useState(false);
  const lines = asked.data?.lines ?? [];
  if (lines.length === 0) return null;
  const may = asked.data?.may.correct === true && order !== undefined && changeable.includes(theCase.current?.stage ?? '');
  return (
    <Card title={words.title} id="lines">
      <ul className="stack">
        {lines.map((line) => (
          <li key={line.id} className="row row-between small">
            <span>
              {line.name} ×{line.quantity} <span className="quiet">{code('problems', line.problem)}</span>
            </span>
            {line.finding ? <Chip>{found.findings[lineFindings.find((each) => each === line.finding) ?? 'unknown']}</Chip> : null}
          </li>
        ))}
      </ul>
      {may ? (
        <Button size="small" style={{ marginTop: 8 }} onClick={() => setOpen(true)}>
          {words.correct}
        </Button>
      ) : null}
      {open && order ? <CorrectDialog theCase={theCase} order={order} lines={lines} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

interface Item {
  readonly key: string;
  readonly orderLineId: string;
  readonly partCode: string | null;
  readonly name: string;
  readonly goods: string;
  readonly due: number;
}

function itemsOf(order: OrderAnswer): Item[] {
  return order.lines
    .filter((line) => line.kind !== 'service')
    .flatMap((line) => [
      { key: line.id, orderLineId: line.id, partCode: null, name: line.title, goods: line.title, due: line.quantity },
      ...line.parts.map((part) => ({
        key: `${line.id}/${part.code}`,
        orderLineId: line.id,
        partCode: part.code,
        name: part.name,
        goods: line.title,
        due: part.quantity * line.quantity,
      })),
    ]);
}

function CorrectDialog({
  theCase,
  order,
  lines,
  onClose,
}: Pick<PanelProps, 'theCase'> & { order: OrderAnswer; lines: readonly LineView[]; onClose: () => void }) {
  const words = useLineWords();
  const page = usePageWords();
  const code = useCodes();
  const items = itemsOf(order);
  const playbook = theCase.playbook.name;
  const known = (useAsked(problemRoutes.list).data?.items ?? [])
    .filter((each) => each.active && each.playbooks.some(({ name }) => name === playbook))
    .map((each) => each.code);
  const problems = [...new Set([...lines.map((line) => line.problem), ...known])];
  const of = (item: Item) => lines.find((line) => line.orderLineId === item.orderLineId && line.partCode === item.partCode);
  const [given, setGiven] = useState<Readonly<Record<string, { quantity: number; problem: string }>>>(
    Object.fromEntries(
      items.flatMap((item) => {
        const line = of(item);
        return line ? [[item.key, { quantity: line.quantity, problem: line.problem }]] : [];
      }),
    ),
  );
  const command = useCaseCommand(intakeRoutes.correctLines, theCase, onClose);
  const valueOf = (item: Item) => given[item.key] ?? { quantity: 0, problem: theCase.problem };
  const wanted = items.filter((item) => valueOf(item).quantity > 0);
  const send = (): void =>
    command.send({
      lines: wanted.map((item) => ({
        orderLineId: item.orderLineId,
        ...(item.partCode === null ? {} : { partCode: item.partCode }),
        name: item.name,
        quantity: valueOf(item).quantity,
        problem: valueOf(item).problem,
      })),
    });
  return (
    <Modal
      open
      title={words.correct}
      okText={page.save}
      okButtonProps={{ disabled: wanted.length === 0, loading: command.busy }}
      onOk={send}
      onCancel={onClose}
    >
      <p className="quiet small">{words.help}</p>
      {items.map((item) => (
        <div key={item.key} className="row row-between" style={{ padding: '3px 0' }}>
          <span>{item.partCode === null ? `${item.goods} · ${words.whole}` : item.name}</span>
          <span className="row">
            {valueOf(item).quantity > 0 ? (
              <Select
                size="small"
                aria-label={`${words.problem}: ${item.name}`}
                style={{ width: 150 }}
                value={valueOf(item).problem}
                onChange={(problem: string) => setGiven({ ...given, [item.key]: { ...valueOf(item), problem } })}
                options={problems.map((value) => ({ value, label: code('problems', value) }))}
              />
            ) : null}
            <InputNumber
              size="small"
              aria-label={`${words.quantity}: ${item.name}`}
              min={0}
              max={item.due}
              precision={0}
              style={{ width: 64 }}
              value={valueOf(item).quantity}
              onChange={(quantity) => setGiven({ ...given, [item.key]: { ...valueOf(item), quantity: quantity ?? 0 } })}
            />
          </span>
        </div>
      ))}
      <ProblemNote refused={command.refused} retry={send} />
    </Modal>
  );
}

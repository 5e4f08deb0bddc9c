import { App, Button } from 'antd';
import { useState } from 'react';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes, type OrderAnswer } from '#commerce/wire.ts';
import { problemRoutes } from '#intake/problemWire.ts';
import { intakeRoutes, type Registration } from '#intake/wire.ts';
import { Card, Key, Loading } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useLang } from '../words/useWords.ts';
import { DuplicateNote } from './DuplicateNote.tsx';
import { EarlierCases } from './EarlierCases.tsx';
import { MissingParts } from './MissingParts.tsx';
import {
  type Draft,
  emptyDraft,
  nameTicked,
  registrationOf,
  suggestChannel,
  suggestProblem,
  linesOf,
  tickablesOf,
  tickedOf,
  tickOnce,
} from './report.ts';
import { ReportFields } from './ReportFields.tsx';
import { useIntakeWords } from './words.ts';

interface Props {
  readonly orderId: string | null;
  /** What was pasted: the customer's words, or an order number that nobody knows yet. */
  readonly text: string;
  readonly onDone: (caseId: string) => void;
}

/** Waits for the order, then the form. */
export function NewCaseForm(props: Props) {
  const app = useAppWords();
  const order = useAsked(commerceRoutes.order, { params: { orderId: props.orderId ?? '' } }, { on: props.orderId !== null });
  if (props.orderId === null) return <FormOf {...props} order={null} />;
  if (order.data) return <FormOf {...props} order={order.data} />;
  return order.error ? <ProblemNote refused={order.error} retry={() => void order.refetch()} /> : <Loading label={app.loading} rows={6} />;
}

/**
 * Registers what a customer reported by phone, at the counter or in a chat (IN-2). With a known order, Ctrl+Enter registers
 * and takes the fast lane in one transaction (RE-10); beyond its limits nothing is saved and the ordinary steps are offered.
 */
function FormOf({ order, text, onDone }: Props & { order: OrderAnswer | null }) {
  const words = useIntakeWords();
  const lang = useLang();
  const may = useMay();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<Draft>(() => ({ ...emptyDraft, ...startOf(text, order) }));
  const [fastClosed, setFastClosed] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const tree = useAsked(problemRoutes.list).data?.items ?? [];
  const problems = tree.filter((each) => each.active && each.playbooks.length > 0).map((each) => each.code);
  const asParts = order ? tickablesOf(order, lang) : [];
  const problem = draft.problem ?? suggestProblem(tickedOf(draft, asParts), problems);
  const books = tree.find((each) => each.code === problem)?.playbooks ?? [];
  const name = (books.find((each) => each.name === draft.playbook) ?? books[0])?.name;
  const book = useAsked(caseRoutes.playbook, { params: { name: name ?? '' } }, { on: name !== undefined, keep: true }).data;
  const fields = book?.fields ?? [];
  // A missing part is ticked in the parts list, everything else on the order's lines.
  const parts = problem.startsWith('missing.');
  const linesNeeded = fields.length === 0 ? parts : fields.some((field) => field.id === 'parts' && field.required);
  const items = parts || order === null ? asParts : linesOf(order);
  const ticked = tickedOf(draft, items);
  const names =
    nameTicked(ticked) ||
    draft.free
      .map((line) => line.name)
      .filter(Boolean)
      .join('、');
  const channel = draft.channel ?? suggestChannel(order?.shop.platform);
  const said = draft.words.trim() || (parts && ticked.length > 0 ? words.madeWords(names) : '');
  const fast =
    parts && order !== null && ticked.length > 0 && !fastClosed && may('remedy.offer') && (draft.wish === null || draft.wish === 'resend');
  const done = (answer: { id: string; number: string }): void => {
    void message.success(words.registered(answer.number));
    onDone(answer.id);
  };
  const register = useCommand(intakeRoutes.register, done);
  const fastRegister = useCommand(intakeRoutes.fastRegister, done);
  const busy = register.isPending || fastRegister.isPending;
  const refused = register.error ?? fastRegister.error;
  const send = (way: 'fast' | 'ordinary', despite?: string): void => {
    if (busy) return;
    const missing = (linesNeeded && names === '' ? words.nothingTicked : null) ?? (said === '' ? words.wordsNeeded : null);
    setTold(missing);
    if (missing !== null) return;
    const body: Registration = {
      ...registrationOf(draft, order, items, {
        problem,
        playbook: books.length > 1 ? name : undefined,
        channel,
        words: said,
        wish: draft.wish ?? (way === 'fast' ? 'resend' : null),
        numbers: fields.filter((field) => field.unit).map((field) => field.id),
      }),
      ...(despite ? { despiteDuplicate: { reason: despite } } : {}),
    };
    register.reset();
    fastRegister.reset();
    if (way === 'ordinary') register.mutate({ body });
    else fastRegister.mutate({ body }, { onError: (error) => setFastClosed(error.problem.code === 'fast-lane-not-offered') });
  };
  useKeys({
    'ctrl+enter': () => send(fast ? 'fast' : 'ordinary'),
    'alt+enter': () => send('ordinary'),
    ...Object.fromEntries(items.slice(0, 9).map((item, at) => [String(at + 1), () => setDraft((now) => tickOnce(now, item))])),
  });
  const duplicate = refused?.problem.code === 'duplicate' ? refused : null;
  return (
    <div className="new-grid">
      <div className="stack stack-16">
        <MissingParts order={order} items={items} parts={parts} draft={draft} onDraft={setDraft} />
        <Card title={words.words} aside={words.wordsHelp}>
          <ReportFields
            draft={draft}
            onDraft={setDraft}
            order={order}
            problems={problems}
            problem={problem}
            playbooks={books}
            channel={channel}
            placeholder={said}
            fields={fields}
          />
        </Card>
        {duplicate ? (
          <DuplicateNote
            refused={duplicate}
            channel={channel}
            words={said}
            onOpen={onDone}
            onDespite={(reason) => send('ordinary', reason)}
          />
        ) : (
          <ProblemNote refused={refused} retry={() => send(fast ? 'fast' : 'ordinary')} />
        )}
        {fastClosed ? <output>{words.fastClosed}</output> : null}
        {told ? (
          <p className="amber" role="alert">
            {told}
          </p>
        ) : null}
        <div className="card card-current">
          <div className="card-body stack" style={{ paddingTop: 12 }}>
            {fast ? (
              <p>
                <b>{words.fastTitle}</b> <span className="quiet">{words.fastHelp}</span>
              </p>
            ) : null}
            <div className="row">
              {fast ? (
                <Button type="primary" loading={busy} onClick={() => send('fast')}>
                  {words.fast(nameTicked(ticked))} <Key>Ctrl ↵</Key>
                </Button>
              ) : null}
              <Button type={fast ? 'default' : 'primary'} loading={busy && !fast} onClick={() => send('ordinary')}>
                {fast ? words.registerOrdinary : words.register} <Key>{fast ? 'Alt ↵' : 'Ctrl ↵'}</Key>
              </Button>
            </div>
          </div>
        </div>
      </div>
      <EarlierCases order={order} orderNo={draft.orderNo} problem={problem} onOpen={onDone} />
    </div>
  );
}

/** A bare number becomes the order number, anything else the customer's words. */
function startOf(text: string, order: OrderAnswer | null): Partial<Draft> {
  if (text === '') return {};
  return order === null && /^[\w#./:-]{6,64}$/.test(text) ? { orderNo: text } : { words: text };
}

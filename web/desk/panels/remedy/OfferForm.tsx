import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { Key, Loading } from '../../../ui/parts.tsx';
import { sayFen } from '../../../ui/money.ts';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { PlainChoice } from '../../case/PlainChoice.tsx';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps, Step } from '../contract.ts';
import { OptionCard } from './OptionCard.tsx';
import { useRemedyWords } from './words.ts';

type Proposal = Answer<typeof remedyRoutes.proposal>;

/** What the policy allows, as cards with keys 1–4; what was already given stands in front (RE-13). */
export function OfferForm(props: PanelProps & { step: Step }) {
  const app = useAppWords();
  const asked = useAsked(remedyRoutes.proposal, { params: { caseId: props.theCase.id } });
  return (
    <>
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data ? <Offer {...props} proposal={asked.data} /> : null}
      <PlainChoice theCase={props.theCase} step={props.step} refresh={props.refresh} />
    </>
  );
}

function Offer({ theCase, proposal, refresh }: PanelProps & { step: Step; proposal: Proposal }) {
  const words = useRemedyWords();
  const when = useWhen();
  const command = useCaseCommand(remedyRoutes.offer, theCase);
  const { options } = proposal;
  const allowed = options.filter((each) => each.allowed);
  const [picked, setPicked] = useState<readonly string[]>(() => allowed.slice(0, 4).map((each) => each.key));
  const [set, setSet] = useState<Readonly<Record<string, number>>>({});
  const [message, setMessage] = useState('');
  const [told, setTold] = useState(false);
  const toggle = (key: string | undefined): void => {
    if (!key || !allowed.some((each) => each.key === key)) return;
    setPicked(picked.includes(key) ? picked.filter((each) => each !== key) : [...picked, key].slice(-4));
  };
  const send = (): void => {
    setTold(picked.length === 0);
    if (picked.length === 0) return;
    const chosen = options.filter((each) => picked.includes(each.key));
    command.send({
      options: chosen.map((each) => ({
        key: each.key,
        ...(set[each.key] === undefined ? {} : each.fen === null ? { points: set[each.key] } : { fen: set[each.key] }),
      })),
      message,
    });
  };
  useKeys({ ...Object.fromEntries(options.slice(0, 9).map((each, at) => [String(at + 1), () => toggle(each.key)])), 'ctrl+enter': send });
  if (options.length === 0)
    return (
      <p>
        <b>{words.none}</b> <span className="quiet">{words.noneHelp}</span>
      </p>
    );
  return (
    <div className="stack">
      <p className="quiet small">
        {words.policy(proposal.policy.code)} {proposal.policy.example ? `（${words.example}）` : ''} ·{' '}
        {words.valid(when(proposal.validUntil))} · {words.silence(proposal.silenceMeans)}
      </p>
      {proposal.given.length > 0 ? (
        <p className="problem small">
          <b>{words.given}</b>：{proposal.given.map((each) => `${each.words}${each.fen === null ? '' : ` ${sayFen(each.fen)}`}`).join('；')}
        </p>
      ) : null}
      {proposal.warnings.map((warning) => (
        <p key={warning} className="amber">
          {warning}
        </p>
      ))}
      <div className="answers">
        {options.map((option, at) => (
          <OptionCard
            key={option.key}
            option={option}
            n={at + 1}
            pressed={picked.includes(option.key)}
            onPress={() => toggle(option.key)}
            {...amountOf(option.fen !== null, set[option.key])}
          />
        ))}
      </div>
      {options
        .filter((option) => picked.includes(option.key) && option.most !== null && (option.fen !== null || option.points !== null))
        .map((option) => (
          <div key={option.key} className="row">
            <span>{option.title}</span>
            <InputNumber
              aria-label={`${option.fen === null ? words.pointsGiven : words.amount}: ${option.title}`}
              min={option.fen === null ? 1 : 0.01}
              max={option.fen === null ? (option.most ?? 0) : (option.most ?? 0) / 100}
              precision={option.fen === null ? 0 : 2}
              value={option.fen === null ? (set[option.key] ?? option.points) : (set[option.key] ?? option.fen) / 100}
              onChange={(value) => setSet({ ...set, [option.key]: option.fen === null ? (value ?? 1) : Math.round((value ?? 0) * 100) })}
            />
            <span className="quiet small">{words.most(option.fen === null ? String(option.most) : sayFen(option.most ?? 0))}</span>
          </div>
        ))}
      <Input.TextArea
        aria-label={words.message}
        placeholder={words.message}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={1000}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
      />
      {told ? (
        <p className="amber" role="alert">
          {words.chooseSome}
        </p>
      ) : null}
      <div>
        <Button type="primary" loading={command.busy} onClick={send}>
          {words.send} <Key>Ctrl ↵</Key>
        </Button>
      </div>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}

function amountOf(isMoney: boolean, set: number | undefined): { fen?: number; points?: number } {
  if (set === undefined) return {};
  return isMoney ? { fen: set } : { points: set };
}

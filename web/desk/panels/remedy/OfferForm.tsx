import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { Key, Loading } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { PlainChoice } from '../../case/PlainChoice.tsx';
import { usePageWords } from '../../words/pageWords.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps, Step } from '../contract.ts';
import { AmountRow } from './AmountRow.tsx';
import { useApprovalWords } from './approvalWords.ts';
import { OptionCard } from './OptionCard.tsx';
import { OutsideOffer, type OutsideOption } from './OutsideOffer.tsx';
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
  const page = usePageWords();
  const approval = useApprovalWords();
  const when = useWhen();
  const command = useCaseCommand(remedyRoutes.offer, theCase);
  const { options } = proposal;
  const allowed = options.filter((each) => each.allowed);
  const [picked, setPicked] = useState<readonly string[]>(() => allowed.slice(0, 4).map((each) => each.key));
  const [set, setSet] = useState<Readonly<Record<string, number>>>({});
  const [message, setMessage] = useState('');
  const [told, setTold] = useState(false);
  const [outside, setOutside] = useState<readonly OutsideOption[]>([]);
  const [note, setNote] = useState('');
  const [answers, setAnswers] = useState(proposal.proposed !== null);
  const toggle = (key: string | undefined): void => {
    if (!key || !(proposal.mayAsk ? options : allowed).some((each) => each.key === key)) return;
    setPicked(picked.includes(key) ? picked.filter((each) => each !== key) : [...picked, key].slice(-4));
  };
  const needs =
    outside.length > 0 ||
    options.some((each) => picked.includes(each.key) && (!each.allowed || (each.most !== null && (set[each.key] ?? 0) > each.most)));
  const send = (): void => {
    const count = picked.length + outside.length;
    setTold(count === 0 || count > 4);
    if (count === 0 || count > 4) return;
    const chosen = options.filter((each) => picked.includes(each.key));
    command.send({
      options: chosen.map((each) => ({
        key: each.key,
        ...(set[each.key] === undefined ? {} : each.settable === 'points' ? { points: set[each.key] } : { fen: set[each.key] }),
      })),
      outside: outside.map(({ remedy, fen, points }) => ({
        remedy,
        ...(fen === null ? {} : { fen }),
        ...(points === null ? {} : { points }),
      })),
      ...(answers && proposal.proposed ? { answersChoice: proposal.proposed.choiceId } : {}),
      ...(needs ? { note } : {}),
      message,
    });
  };
  useKeys({ ...Object.fromEntries(options.slice(0, 9).map((each, at) => [String(at + 1), () => toggle(each.key)])), 'ctrl+enter': send });
  if (options.length === 0 && !proposal.mayAsk)
    return (
      <p>
        <b>{words.none}</b> <span className="quiet">{words.noneHelp}</span>
      </p>
    );
  return (
    <div className="stack">
      <p className="quiet small">
        {words.policy(proposal.policy.code)}
        {proposal.policy.example ? words.exampleOf : ''} · {words.valid(when(proposal.validUntil))} · {words.silence(proposal.silenceMeans)}
      </p>
      {proposal.given.length > 0 ? (
        <p className="problem small">
          <b>{words.given}</b>
          {page.colon}
          {proposal.given.map((each) => each.words).join(page.comma)}
        </p>
      ) : null}
      {proposal.legal === 'none' || proposal.legal === 'offer-by-policy' ? null : (
        <p className="amber" role="note">
          {approval.legal.title}
          {page.colon}
          {proposal.legal === 'open' ? approval.legal.open : approval.legal.decisions[proposal.legal]}
        </p>
      )}
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
            mayAsk={proposal.mayAsk}
            {...amountOf(option.settable === 'fen', set[option.key])}
          />
        ))}
      </div>
      {options
        .filter((option) => picked.includes(option.key) && option.settable !== null)
        .map((option) => (
          <AmountRow
            key={option.key}
            option={option}
            set={set[option.key]}
            mayAsk={proposal.mayAsk}
            onSet={(value) => setSet({ ...set, [option.key]: value })}
          />
        ))}
      {proposal.proposed ? (
        <Checkbox checked={answers} onChange={(event) => setAnswers(event.target.checked)}>
          {approval.answers(proposal.proposed.proposal)}
        </Checkbox>
      ) : null}
      {proposal.mayAsk ? <OutsideOffer outside={outside} onChange={setOutside} /> : null}
      {needs ? (
        <Input.TextArea
          aria-label={approval.noteField}
          placeholder={approval.noteField}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
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
          {needs ? approval.submit : words.send} <Key>Ctrl ↵</Key>
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

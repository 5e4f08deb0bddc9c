import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { choiceRoutes, choiceChannels } from '#remedy/choiceWire.ts';
import { remedyRoutes, type OfferView } from '#remedy/wire.ts';
import { Key, Loading } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { PlainChoice } from '../../case/PlainChoice.tsx';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps, Step } from '../contract.ts';
import { OptionCard } from './OptionCard.tsx';
import { useRemedyWords } from './words.ts';

type Kind = 'option' | 'declined' | 'proposal' | 'unwanted';

/** What the customer said to the offer, recorded by key (RE-3). */
export function ChoiceForm(props: PanelProps & { step: Step }) {
  const app = useAppWords();
  const asked = useAsked(remedyRoutes.offers, { params: { caseId: props.theCase.id } });
  const offer = asked.data?.items.find((each) => each.state === 'open');
  return (
    <>
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {offer ? <Choose {...props} offer={offer} /> : null}
      {asked.data && !offer ? <PlainChoice theCase={props.theCase} step={props.step} refresh={props.refresh} /> : null}
    </>
  );
}

function Choose({ theCase, offer, refresh }: PanelProps & { step: Step; offer: OfferView }) {
  const words = useRemedyWords();
  const when = useWhen();
  const command = useCaseCommand(choiceRoutes.choose, theCase);
  const [kind, setKind] = useState<Kind>('option');
  const [n, setN] = useState<number | null>(offer.options.length === 1 ? (offer.options[0]?.n ?? null) : null);
  const [proposal, setProposal] = useState('');
  const [channel, setChannel] = useState<(typeof choiceChannels)[number]>(
    theCase.channel === 'counter' ? 'counter' : theCase.channel === 'phone' ? 'phone' : 'chat',
  );
  const [told, setTold] = useState(false);
  const pick = (option: number): void => {
    setKind('option');
    setN(option);
    setTold(false);
  };
  const send = (): void => {
    const incomplete = (kind === 'option' && n === null) || (kind === 'proposal' && proposal.trim() === '');
    setTold(incomplete);
    if (incomplete) return;
    const what =
      kind === 'option' && n !== null
        ? { option: n }
        : kind === 'proposal'
          ? { proposal }
          : kind === 'declined'
            ? { declined: true as const }
            : { unwanted: true as const };
    command.send({ offerId: offer.id, channel, ...what });
  };
  useKeys({ ...Object.fromEntries(offer.options.map((each) => [String(each.n), () => pick(each.n)])), 'ctrl+enter': send });
  return (
    <div className="stack">
      <p className="quiet small">
        {words.valid(when(offer.validUntil))} · {words.silence(offer.silenceMeans)}
      </p>
      <div className="answers">
        {offer.options.map((option) => (
          <OptionCard
            key={option.n}
            option={{ ...option, allowed: true }}
            n={option.n}
            pressed={kind === 'option' && n === option.n}
            onPress={() => pick(option.n)}
          />
        ))}
      </div>
      <div className="row">
        {(['declined', 'proposal', 'unwanted'] as const).map((each) => (
          <Button
            key={each}
            aria-pressed={kind === each}
            type={kind === each ? 'primary' : 'default'}
            ghost={kind === each}
            onClick={() => setKind(each)}
          >
            {words[each]}
          </Button>
        ))}
        <Select
          aria-label={words.channel}
          value={channel}
          onChange={setChannel}
          options={choiceChannels
            .filter((each) => each !== 'api' && each !== 'portal')
            .map((value) => ({ value, label: words.channels[value] }))}
        />
      </div>
      {kind === 'proposal' ? (
        <Input.TextArea
          aria-label={words.proposalText}
          placeholder={words.proposalText}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={proposal}
          onChange={(event) => setProposal(event.target.value)}
        />
      ) : null}
      {told ? (
        <p className="amber" role="alert">
          {kind === 'proposal' ? words.proposalText : words.choice}
        </p>
      ) : null}
      <div>
        <Button type="primary" loading={command.busy} onClick={send}>
          {kind === 'option' ? words.record : words.recordOther} <Key>Ctrl ↵</Key>
        </Button>
      </div>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}

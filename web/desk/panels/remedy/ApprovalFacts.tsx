import type { ApprovalView } from '#remedy/approvalWire.ts';
import { sayFen } from '../../../ui/money.ts';
import { Chip, Facts } from '../../../ui/parts.tsx';
import { usePageWords } from '../../words/pageWords.ts';
import { useWhen } from '../../words/useWhen.ts';
import { useApprovalWords } from './approvalWords.ts';

/** What an approver needs to know before deciding: options with their rows, sum, why, and how like cases went (RE-7, LI-5). */
export function ApprovalFacts({ item }: { item: ApprovalView }) {
  const words = useApprovalWords();
  const page = usePageWords();
  const when = useWhen();
  return (
    <div className="stack">
      <ol>
        {item.options.map((option, at) => (
          // Two options may read alike; their order is theirs for good.
          // biome-ignore lint/suspicious/noArrayIndexKey: an offer that was handed in never changes
          <li key={at}>
            {option.details} <span className="quiet small">{option.cites}</span>
          </li>
        ))}
      </ol>
      {item.outlier ? (
        <p className="amber">
          <b>{words.outlier}</b>
          {page.colon}
          {item.outlier}
        </p>
      ) : null}
      <Facts
        items={[
          [words.why, item.why.join(page.comma)],
          [
            words.most,
            item.sumFen === item.mostFen ? sayFen(item.mostFen) : `${sayFen(item.mostFen)} · ${words.together(sayFen(item.sumFen))}`,
          ],
          [words.asker, `${item.asker} · ${when(item.askedAt)}`],
          item.message ? [words.message, item.message] : null,
          item.note ? [words.note, item.note] : null,
          item.decider
            ? [
                words.by,
                [item.decider, item.onBehalfOf ? words.behalf(item.onBehalfOf) : '', item.reason ?? ''].filter(Boolean).join(' · '),
              ]
            : null,
        ]}
      />
      {item.state === 'waiting' ? null : <Chip tone={item.state === 'approved' ? 'green' : 'grey'}>{words.states[item.state]}</Chip>}
      {item.state === 'waiting' && item.onBehalfOf ? <p className="quiet small">{words.behalf(item.onBehalfOf)}</p> : null}
    </div>
  );
}

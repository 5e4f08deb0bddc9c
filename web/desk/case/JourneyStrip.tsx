import type { CaseView } from '#case/wire.ts';
import { sayStretch } from '../../ui/time.ts';
import { useCodes } from '../words/codes.ts';
import { useLang } from '../words/useWords.ts';
import { useCaseWords } from './words.ts';

/** What usually lies ahead, by stage; the flow chart shows every branch. */
const usual = ['verification', 'review', 'investigation', 'liability', 'remedy', 'choice', 'fulfilment', 'confirmation'];

/** The stages of this round with how long each took; then what is usually still to come. */
export function JourneyStrip({ theCase, now }: { theCase: CaseView; now: number }) {
  const words = useCaseWords();
  const code = useCodes();
  const lang = useLang();
  const passed = stagesOf(theCase);
  const last = passed.at(-1);
  const ahead =
    theCase.closedAt || !last
      ? []
      : usual.slice(
          Math.max(usual.indexOf(last.stage), usual.indexOf(passed.findLast((each) => usual.includes(each.stage))?.stage ?? '')) + 1,
        );
  return (
    // A strip that scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol className="journey" aria-label={words.journey} tabIndex={0}>
      {passed.map((each, at) => {
        const isNow = at === passed.length - 1 && !theCase.closedAt;
        const took = sayStretch((each.leftAt ? Date.parse(each.leftAt) : now) - Date.parse(each.enteredAt), lang);
        return (
          <li key={each.enteredAt + each.stage} className={isNow ? 'now' : ''} aria-current={isNow ? 'step' : undefined}>
            <div className="journey-title">
              {isNow ? null : <span className="green">✓ </span>}
              {code('stages', each.stage)}
            </div>
            <div className="journey-under">{each.byRule ? words.byRule : isNow ? `${words.now} · ${took}` : took}</div>
          </li>
        );
      })}
      {ahead.map((stage) => (
        <li key={stage} className="quiet">
          <div className="journey-title">{code('stages', stage)}</div>
        </li>
      ))}
      {theCase.closedAt ? (
        <li className="now">
          <div className="journey-title">{code('stages', 'closure')}</div>
          <div className="journey-under">{code('outcomes', theCase.outcome)}</div>
        </li>
      ) : null}
    </ol>
  );
}

interface Passed {
  readonly stage: string;
  readonly enteredAt: string;
  leftAt: string | null;
  byRule: boolean;
}

/** Consecutive steps of one stage as one; of earlier rounds nothing. */
function stagesOf(theCase: CaseView): Passed[] {
  const stages: Passed[] = [];
  for (const row of theCase.journey.filter((each) => each.round === theCase.round)) {
    const last = stages.at(-1);
    if (last?.stage === row.stage) {
      last.leftAt = row.leftAt;
      last.byRule = row.byRule;
    } else stages.push({ stage: row.stage, enteredAt: row.enteredAt, leftAt: row.leftAt, byRule: row.byRule });
  }
  return stages;
}

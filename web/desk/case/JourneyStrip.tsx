import type { CaseView } from '#case/wire.ts';
import { sayStretch } from '../../ui/time.ts';
import { useCodes } from '../words/codes.ts';
import { useLang } from '../words/useWords.ts';
import { useCaseWords } from './words.ts';

/** The stages of this round with how long each took; then those still to come by this case's playbook. */
export function JourneyStrip({ theCase, now }: { theCase: CaseView; now: number }) {
  const words = useCaseWords();
  const code = useCodes();
  const lang = useLang();
  const passed = stagesOf(theCase);
  const ahead = stagesAhead(theCase);
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
      {ahead.map(({ stage, titles }) => (
        <li key={`${stage}.${titles[0]}`} className="quiet">
          <div className="journey-title">{code('stages', stage)}</div>
          {titles.length > 1 ? <div className="journey-under">{titles.join(' · ')}</div> : null}
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

/** Steps to come, consecutive ones of a stage together; what belongs to the present stage isn't ahead. */
function stagesAhead(theCase: CaseView): { stage: string; titles: string[] }[] {
  const stages: { stage: string; titles: string[] }[] = [];
  let before = theCase.stage;
  for (const { stage, title } of theCase.ahead) {
    if (stage !== before) stages.push({ stage, titles: [title] });
    else stages.at(-1)?.titles.push(title);
    before = stage;
  }
  return stages;
}

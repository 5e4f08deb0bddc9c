import { useState } from 'react';
import type { CaseView } from '#case/wire.ts';
import { Card } from '../../ui/parts.tsx';
import { sayStretch, sayWhen } from '../../ui/time.ts';
import { useLang } from '../words/useWords.ts';
import { useCaseWords } from './words.ts';

type Clock = CaseView['clocks'][number];

/** Every clock: how long in large, why in small, line by line (CL-5). Those that ended fold away. */
export function ClocksPanel({ theCase, now }: { theCase: CaseView; now: number }) {
  const words = useCaseWords();
  const running = theCase.clocks.filter((clock) => clock.endedAt === null).sort(byDue);
  const binding = running.filter(isBinding);
  const others = running.filter((clock) => !isBinding(clock));
  const ended = theCase.clocks.filter((clock) => clock.endedAt !== null && clock.state !== 'dropped' && isBinding(clock));
  const [allShown, setAllShown] = useState(false);
  const [othersShown, setOthersShown] = useState(false);
  return (
    <Card title={words.clocks} aside={words.clocksCount(running.length)} id="clocks">
      {running.length === 0 ? <p className="quiet">{words.noClocks}</p> : null}
      {binding.map((clock, at) => (
        <RunningClock key={clock.id} clock={clock} now={now} first={at === 0} />
      ))}
      {others.length > 0 ? (
        <div className="clock">
          <button type="button" className="plain" aria-expanded={othersShown} onClick={() => setOthersShown(!othersShown)}>
            {words.otherClocks(others.map((clock) => clock.title))} {othersShown ? '▴' : '▾'}
          </button>
          {othersShown ? others.map((clock) => <RunningClock key={clock.id} clock={clock} now={now} first={false} />) : null}
        </div>
      ) : null}
      {ended.length > 0 ? (
        <div className="clock">
          <button type="button" className="plain" aria-expanded={allShown} onClick={() => setAllShown(!allShown)}>
            {words.doneClocks(ended.length)} {allShown ? '▴' : '▾'}
          </button>
          {allShown ? ended.map((clock) => <EndedClock key={clock.id} clock={clock} />) : null}
        </div>
      ) : null}
    </Card>
  );
}

function RunningClock({ clock, now, first }: { clock: Clock; now: number; first: boolean }) {
  const words = useCaseWords();
  const lang = useLang();
  const [why, setWhy] = useState(first);
  const left = clock.dueAt ? Date.parse(clock.dueAt) - now : 0;
  const over = clock.dueAt !== null && left < 0;
  const tone = clock.state === 'paused' ? 'quiet' : over ? 'red' : left < 4 * 3_600_000 ? 'amber' : 'green';
  const whole = clock.dueAt ? Date.parse(clock.dueAt) - Date.parse(clock.startedAt) : 0;
  const gone = whole > 0 ? Math.min(100, Math.max(2, ((whole - left) / whole) * 100)) : 0;
  const stretch = sayStretch(left, lang);
  return (
    <div className="clock">
      <div className="row row-between">
        <span className="strong">{clock.title}</span>
        <span className={`clock-left ${tone}`}>
          {clock.state === 'paused' ? words.paused : over ? words.over(stretch) : words.left(stretch)}
        </span>
      </div>
      {clock.state === 'paused' ? null : (
        <div className={`clock-bar ${tone}`} aria-hidden="true">
          <span style={{ width: `${gone}%` }} />
        </div>
      )}
      <div className="row row-between small quiet">
        <span>{[clock.dueAt ? sayWhen(clock.dueAt, now, lang) : '', clock.source].filter(Boolean).join(' · ')}</span>
        <button type="button" className="plain small" aria-expanded={why} onClick={() => setWhy(!why)}>
          {words.why} {why ? '▴' : '▾'}
        </button>
      </div>
      {why ? (
        <ul className="small quiet" style={{ marginTop: 4 }}>
          {clock.why.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {clock.mayPause ? null : <li>{words.neverPaused}</li>}
        </ul>
      ) : null}
      {clock.unpublishedYears.length > 0 ? <p className="small amber">{words.unpublished(clock.unpublishedYears.join('、'))}</p> : null}
    </div>
  );
}

function EndedClock({ clock }: { clock: Clock }) {
  const words = useCaseWords();
  const lang = useLang();
  const took = clock.endedAt ? sayStretch(Date.parse(clock.endedAt) - Date.parse(clock.startedAt), lang) : '';
  return (
    <div className="row row-between small">
      <span>{clock.title}</span>
      <span className={clock.breached ? 'red' : 'green'}>{clock.breached ? words.metLate : words.met(took)}</span>
    </div>
  );
}

/** Reminders, silence and giving up wait by themselves; the others bind us. */
function isBinding(clock: Clock): boolean {
  return clock.purpose === 'deadline' || clock.purpose === 'limit' || clock.purpose === 'task';
}

function byDue(a: Clock, b: Clock): number {
  const rest = (clock: Clock): number => (clock.state === 'paused' || !clock.dueAt ? Infinity : Date.parse(clock.dueAt));
  return rest(a) === rest(b) ? 0 : rest(a) - rest(b);
}

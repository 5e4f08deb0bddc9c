import { Input, Select } from 'antd';
import { useState } from 'react';
import { fileRoutes } from '#case/fileWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { damageDegrees, photoRoutes, photoVerdicts } from '#investigation/photoWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { Key } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps, Step } from '../contract.ts';
import { PhotoStage } from './PhotoStage.tsx';
import { usePhotoWords } from './photoWords.ts';

type Verdict = (typeof photoVerdicts)[number];
type Degree = (typeof damageDegrees)[number];
interface Seen {
  readonly verdict: Verdict;
  readonly degree: Degree;
}

const untouched: Seen = { verdict: 'cant-tell', degree: 'none' };
const isDamage = (verdict: Verdict): boolean => verdict !== 'not-damaged' && verdict !== 'cant-tell';

/** The photo review (IV-5): the pictures large, line by line a verdict and a degree by keys 1 to 4; more photos can be asked for. */
export function PhotoReviewForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const words = usePhotoWords();
  const when = useWhen();
  const command = useCaseCommand(photoRoutes.review, theCase);
  const on = { params: { caseId: theCase.id } };
  const lines = useAsked(intakeRoutes.report, on).data?.lines ?? [];
  const pictures = (useAsked(fileRoutes.list, on).data?.items ?? []).filter((item) => item.type.startsWith('image/'));
  const materials = useAsked(triageRoutes.materials, on).data?.checklist ?? [];
  const earlier = useAsked(photoRoutes.reviews, on).data?.items ?? [];
  const [seen, setSeen] = useState<Readonly<Record<string, Seen>>>({});
  const [at, setAt] = useState(0);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState<{ material: string | undefined; note: string }>({ material: undefined, note: '' });
  const seenOf = (lineId: string): Seen => seen[lineId] ?? untouched;
  const put = (lineId: string, change: Seen): void => setSeen({ ...seen, [lineId]: change });
  const here = lines[Math.min(at, lines.length - 1)];
  const degree = (value: Degree): void => {
    if (!here) return;
    const before = seenOf(here.id).verdict;
    const verdict = value === 'none' ? 'not-damaged' : isDamage(before) ? before : 'damaged-in-transit';
    put(here.id, { verdict, degree: value });
    setAt((n) => Math.min(n + 1, lines.length - 1));
  };
  useKeys({
    ...Object.fromEntries(damageDegrees.map((value, n) => [String(n + 1), () => degree(value)])),
    n: () => setAt((at + 1) % Math.max(lines.length, 1)),
  });
  const waits = (answer: string): boolean => answer === 'more-photos';
  const material = asked.material ?? materials[0]?.material ?? '';
  // Keys 1 to 4 are the degree's here; answers are chosen by Tab or the mouse.
  const answers = step.answers.map((each) => ({ ...each, key: null }));
  return (
    <div className="stack">
      <PhotoStage caseId={theCase.id} items={pictures} />
      <p className="quiet small">{words.keys}</p>
      {lines.map((line, n) => (
        <div
          key={line.id}
          className="stack"
          aria-current={line.id === here?.id ? 'true' : undefined}
          style={line.id === here?.id ? { outline: '2px solid var(--accent, #9a3324)', outlineOffset: 3, borderRadius: 4 } : undefined}
        >
          <button type="button" className="plain" style={{ textAlign: 'left' }} onClick={() => setAt(n)}>
            {line.name} {line.model} ×{line.quantity}
          </button>
          <span className="row" style={{ flexWrap: 'wrap' }}>
            <Select
              aria-label={`${words.verdict}: ${line.name}`}
              style={{ width: 130 }}
              value={seenOf(line.id).verdict}
              onChange={(verdict) => put(line.id, { verdict, degree: isDamage(verdict) ? seenOf(line.id).degree : 'none' })}
              options={photoVerdicts.map((value) => ({ value, label: words.verdicts[value] }))}
            />
            <fieldset
              className="answers"
              aria-label={`${words.degree}: ${line.name}`}
              style={{ display: 'flex', gap: 6, flexWrap: 'wrap', border: 0, margin: 0, padding: 0 }}
            >
              {damageDegrees.map((value, k) => (
                <button
                  key={value}
                  type="button"
                  className="answer"
                  aria-pressed={line.id in seen && seenOf(line.id).degree === value}
                  onClick={() =>
                    put(line.id, {
                      verdict:
                        value === 'none'
                          ? 'not-damaged'
                          : isDamage(seenOf(line.id).verdict)
                            ? seenOf(line.id).verdict
                            : 'damaged-in-transit',
                      degree: value,
                    })
                  }
                >
                  {words.degrees[value]}
                  {line.id === here?.id ? <Key>{k + 1}</Key> : null}
                </button>
              ))}
            </fieldset>
          </span>
        </div>
      ))}
      <StepAnswers
        answers={answers}
        busy={command.busy}
        lacks={({ answer }) => {
          if (waits(answer) && asked.note.trim() === '') return words.askMissing;
          return lines.some((line) => isDamage(seenOf(line.id).verdict) && seenOf(line.id).degree === 'none') ? words.degreeMissing : null;
        }}
        onSend={(answer, reason) =>
          command.send({
            answer,
            // A line that nobody judged isn't said to have been.
            lines: lines.filter((line) => line.id in seen).map((line) => ({ lineId: line.id, ...seenOf(line.id) })),
            photos: pictures.map((picture) => picture.fileId),
            note,
            ...(reason ? { reason } : {}),
            ...(waits(answer) ? { materials: [{ material, note: asked.note.trim() }] } : {}),
          })
        }
      >
        {(chosen) => (
          <div className="stack">
            {chosen && waits(chosen.answer) ? (
              <div className="row">
                <Select
                  aria-label={words.ask}
                  style={{ width: 220 }}
                  value={material}
                  onChange={(value) => setAsked({ ...asked, material: value })}
                  options={materials.map((each) => ({ value: each.material, label: each.title }))}
                />
                <Input
                  className="grow"
                  aria-label={words.askNote}
                  placeholder={words.askNote}
                  maxLength={500}
                  value={asked.note}
                  onChange={(event) => setAsked({ ...asked, note: event.target.value })}
                />
              </div>
            ) : null}
            <label className="field">
              <span>{words.note}</span>
              <Input.TextArea
                autoSize={{ minRows: 1, maxRows: 6 }}
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            </label>
          </div>
        )}
      </StepAnswers>
      <ProblemNote refused={command.refused} reload={refresh} />
      {earlier.length > 0 ? (
        <div className="small">
          <p className="quiet">{words.earlier}</p>
          {earlier.map((review) => (
            <p key={review.id}>
              {review.label} · {words.degrees[review.degree]}{' '}
              <span className="quiet">{words.by(review.reviewer ?? '', when(review.at))}</span> {review.note}
            </p>
          ))}
        </div>
      ) : null}
    </div>
  );
}

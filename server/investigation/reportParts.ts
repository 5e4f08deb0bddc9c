import { type ReportPart, type ReportProvider, type ReportRow, playbookOf, type TheCase } from '#case/contract.ts';
import { presentChange } from '#commerce/contract.ts';
import { namesOf } from '#staff/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { checksOf } from './checkStore.ts';
import { informationTicks } from './checkWire.ts';
import { findingsOf } from './findingStore.ts';
import { presentProof } from './proofRoutes.ts';
import { proofOfCase } from './proofOfCase.ts';
import { questionsOf } from './questionStore.ts';
import { evidenceWithHashes } from './reportStore.ts';
import { reportWords } from './reportWords.ts';

/** What this stage writes into the report (IV-6): findings, evidence with its hashes, questions and answers, change proof, checks. */
export const investigationReport: ReportProvider = {
  load: async (on, theCase, lang) => {
    const parts = await Promise.all([
      findingsPart(on, theCase, lang),
      proofPart(on, theCase, lang),
      checksPart(on, theCase, lang),
      questionsPart(on, theCase, lang),
      evidencePart(on, theCase, lang),
    ]);
    return [await headPart(on, theCase, lang), ...parts.filter((part) => part.rows.length > 0)];
  },
};

async function headPart(on: Reader, theCase: TheCase, lang: Lang): Promise<ReportPart> {
  const words = reportWords[lang];
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const owner = theCase.ownerId ? (await namesOf(on, [theCase.ownerId])).get(theCase.ownerId) : undefined;
  const rows: ReportRow[] = [
    { label: words.number, text: theCase.number },
    { label: words.matter, text: playbook.title[lang] },
    { label: words.order, text: theCase.orderNo ?? words.none },
    { label: words.received, text: '', at: theCase.receivedAt },
    { label: words.reported, text: theCase.summary },
    { label: words.owner, text: owner ?? words.none },
    { label: words.round, text: String(theCase.round) },
    {
      label: words.standing,
      text: theCase.outcome
        ? (words.outcomes[theCase.outcome] ?? theCase.outcome)
        : (playbook.steps[theCase.step]?.title[lang] ?? theCase.step),
    },
  ];
  return { title: words.head, rows };
}

async function findingsPart(on: Reader, theCase: TheCase, lang: Lang): Promise<ReportPart> {
  const words = reportWords[lang];
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const rows = (await findingsOf(on, theCase.id)).toReversed().map((row): ReportRow => {
    const label = playbook.steps[row.step]?.answers[row.answer]?.label[lang] ?? row.answer;
    const by = row.byRule ? words.byRule : (row.by ?? words.none);
    return { label: words.roundOf(row.round), text: `${label}${row.text ? `: ${row.text}` : ''} (${by})`, at: row.at };
  });
  return { title: words.findings, rows };
}

async function proofPart(on: Reader, theCase: TheCase, lang: Lang): Promise<ReportPart> {
  const words = reportWords[lang];
  const loaded = await proofOfCase(on, theCase);
  // A parcel's scans alone prove nothing about a change.
  if (!loaded?.entries.some((entry) => entry.kind === 'asked' || entry.kind === 'made')) return { title: words.proof, rows: [] };
  const proof = presentProof(loaded);
  const verdict: ReportRow = { label: words.verdict, text: words.lost[proof.lost] ?? proof.lost, marked: proof.lost !== 'none' };
  const safety: ReportRow[] = proof.safety
    ? [
        {
          label: words.safety,
          text: [
            words.makers[proof.safety.madeBy] ?? proof.safety.madeBy,
            words.sources[proof.safety.source] ?? proof.safety.source,
            proof.safety.account,
          ]
            .filter(Boolean)
            .join(' · '),
          marked: true,
        },
      ]
    : [];
  const sides = loaded.changes.map(presentChange).map(
    (change): ReportRow => ({
      label: words.fields[change.field] ?? change.field,
      text: `${change.old ?? '—'} → ${change.new ?? '—'}${change.label ? ` · ${words.labels[change.label] ?? ''}` : ''}`,
    }),
  );
  const line = proof.entries.map(
    (entry): ReportRow => ({
      label: words.kinds[entry.kind] ?? entry.kind,
      text: [
        entry.field ? (words.fields[entry.field] ?? entry.field) : '',
        words.sources[entry.source ?? ''] ?? entry.source ?? '',
        entry.place ?? '',
        entry.kind === 'printed' ? (words.labels[entry.text] ?? '') : entry.text,
      ]
        .filter((each) => each !== '')
        .join(' · '),
      at: new Date(entry.at),
      marked: entry.lost,
    }),
  );
  return { title: words.proof, rows: [verdict, ...safety, ...sides, ...line] };
}

async function checksPart(on: Reader, theCase: TheCase, lang: Lang): Promise<ReportPart> {
  const words = reportWords[lang];
  const rows = (await checksOf(on, theCase.id)).toReversed().map(
    (row): ReportRow => ({
      label: words.verdicts[row.verdict] ?? row.verdict,
      text: informationTicks
        .map((name) => `${row[name] ? '✓' : '✗'} ${words.ticks[name]}${row.notes?.[name] ? ` (${row.notes[name]})` : ''}`)
        .join('; '),
      at: row.at,
    }),
  );
  return { title: words.checks, rows };
}

async function questionsPart(on: Reader, theCase: TheCase, lang: Lang): Promise<ReportPart> {
  const words = reportWords[lang];
  const rows = (await questionsOf(on, theCase.id)).flatMap((row): ReportRow[] => {
    const asked: ReportRow = {
      label: words.asked(words.parties[row.party] ?? row.party),
      text: lang === 'zh' ? row.askZh : row.askEn,
      at: row.askedAt,
    };
    const answer: ReportRow = row.answer
      ? { label: words.answered, text: row.answer, ...(row.answeredAt ? { at: row.answeredAt } : {}) }
      : { label: words.answered, text: row.state === 'withdrawn' ? words.withdrawn : words.open, marked: row.state === 'late' };
    return [asked, answer];
  });
  return { title: words.questions, rows };
}

async function evidencePart(on: Reader, theCase: TheCase, lang: Lang): Promise<ReportPart> {
  const words = reportWords[lang];
  const rows = (await evidenceWithHashes(on, theCase.id)).map(
    (row, at): ReportRow => ({
      label: `${at + 1}`,
      text: `${row.type ?? words.unknownType} · ${Math.ceil(row.size / 1024)} KB · SHA-256 ${row.sha256 ?? words.none}`,
      at: row.addedAt,
    }),
  );
  return { title: words.evidence, rows };
}

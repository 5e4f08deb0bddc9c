import { type Playbook, playbookOf, type TheCase } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import type { Answer } from '#platform/wire.ts';
import { confirmationsOf, type SurveyRow, surveysOf } from './feedbackStore.ts';
import type { feedbackRoutes, SurveyView } from './wire.ts';

/** What the customer confirmed and how they rated it, and what can be recorded now. */
export async function presentFeedback(on: Reader, theCase: TheCase, lang: Lang): Promise<Answer<typeof feedbackRoutes.read>> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const confirmations = await confirmationsOf(on, theCase.id);
  const label = (step: string, answer: string) => playbook.steps[step]?.answers[answer]?.label[lang] ?? answer;
  return {
    confirmations: confirmations.map(({ step, ...row }) => ({ ...row, label: label(step, row.answer), at: row.at.toISOString() })),
    surveys: (await surveysOf(on, theCase.id)).map(presentSurvey),
    answers: answersNow(playbook, theCase, lang),
  };
}

/** A survey as the desk shows it. */
export function presentSurvey(row: SurveyRow): SurveyView {
  const { speed, result, attitude } = row;
  return {
    id: row.id,
    round: row.round,
    state: row.state,
    askAt: row.askAt.toISOString(),
    askedAt: row.askedAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    channel: row.channel,
    answer:
      speed !== null && result !== null && attitude !== null ? { speed, result, attitude, reasons: row.reasons, words: row.words } : null,
  };
}

function answersNow(playbook: Playbook, theCase: TheCase, lang: Lang): Answer<typeof feedbackRoutes.read>['answers'] {
  const step = theCase.closedAt ? undefined : playbook.steps[theCase.step];
  if (step?.act !== 'confirmation') return [];
  return Object.entries(step.answers).map(([answer, edge]) => ({
    answer,
    label: edge.label[lang],
    needsReason: edge.reason === 'required',
  }));
}

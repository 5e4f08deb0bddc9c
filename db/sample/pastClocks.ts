import { day, hour } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { iso, type Put, type Told } from './pastWorld.ts';

/** The clocks that a person looks back at: the first review and the completion, met or late. */
export function putClocks(told: Told, put: Put): void {
  const { playbook, ids, given, moments, road } = told;
  const names = ['firstReview', 'answer', 'completion'].filter((name) => playbook.clocks[name]);
  for (const name of names) {
    const rule = playbook.clocks[name];
    if (!rule) continue;
    const early = name === 'firstReview';
    const due = given.at + (early ? day : 11 * day);
    const ended = (early ? moments[1] : moments[road.stations.length]) ?? due;
    put('clocks', {
      id: newId(given.at),
      case_id: ids.case,
      round: 1,
      name,
      purpose: 'deadline',
      step: road.stations[0]?.step ?? '',
      title_zh: rule.title.zh,
      title_en: rule.title.en,
      source: rule.source,
      within: rule.within,
      may_pause: rule.mayPause,
      ladder: playbook.ladder,
      state: 'met',
      started_at: iso(given.at),
      due_at: iso(due),
      breached_at: ended > due ? iso(due) : null,
      ended_at: iso(ended),
    });
  }
}

/** The survey that was sent a day later, and answered by some (FB-1). */
export function putSurvey(told: Told, put: Put): void {
  const { given, ids, number, playbook, moments } = told;
  const closed = moments.at(-1) ?? given.closedAt;
  if (!playbook.survey) return;
  const { score } = given;
  const answered = score === null ? null : iso(closed + (25 + given.luck * 20) * hour);
  const other = score === null ? null : Math.max(1, Math.min(5, score + (given.luck > 0.7 ? 1 : 0)));
  put('surveys', {
    id: newId(closed),
    case_id: ids.case,
    case_number: number,
    shop_id: ids.shop,
    round: 1,
    state: score === null ? 'asked' : 'answered',
    message: playbook.survey.say,
    ask_at: iso(closed + day),
    asked_at: iso(closed + day),
    speed: given.breached && score !== null ? 1 : score,
    result: score,
    attitude: other,
    channel: score === null ? null : 'portal',
    answered_at: answered,
    by_kind: score === null ? null : 'customer',
    by_id: score === null ? null : ids.customer,
  });
}

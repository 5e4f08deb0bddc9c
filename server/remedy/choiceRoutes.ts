import { changedOf, lockCase, readCase } from '#case/contract.ts';
import { type AskedCommand, command, type Route } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer, Body } from '#platform/wire.ts';
import { choiceRoutes as wire } from './choiceWire.ts';
import { type ChoiceGiven, recordChoice, repeatsChoice } from './chooseRemedy.ts';

export const choiceRoutes: readonly Route[] = [command(wire.choose, (asked) => choose(asked))];

async function choose(asked: AskedCommand<typeof wire.choose>): Promise<Result<Answer<typeof wire.choose>>> {
  const given = givenIn(asked.body);
  if (!given) return refuse('one-choice', { field: 'option' });
  const { caseId } = asked.params;
  const seen = await readCase(asked.tx, asked.actor, caseId, 'remedy.choose');
  if (!seen.ok) return seen;
  const before = await repeatsChoice(asked.tx, caseId, given);
  if (before) return ok({ ...changedOf(seen.value), choiceId: before });
  const locked = await lockCase(asked, caseId, asked.expectedVersion, 'remedy.choose');
  if (!locked.ok) return locked;
  const done = await recordChoice(asked, locked.value, given);
  return done.ok ? ok({ ...changedOf(done.value.theCase), choiceId: done.value.choiceId }) : done;
}

/** What was said, when exactly one thing was. */
function givenIn(body: Body<typeof wire.choose>): ChoiceGiven | undefined {
  const { offerId, channel, option, declined, proposal, unwanted } = body;
  const said: ChoiceGiven[] = [];
  if (option !== undefined) said.push({ offerId, channel, kind: 'option', n: option });
  if (declined) said.push({ offerId, channel, kind: 'declined' });
  if (proposal !== undefined) said.push({ offerId, channel, kind: 'proposal', proposal });
  if (unwanted) said.push({ offerId, channel, kind: 'unwanted' });
  return said.length === 1 ? said[0] : undefined;
}

import { checkText, type MessageRow, messagesOfCase, presentMessages, splitText } from '#channels/contract.ts';
import { type AskedCommand, command, read, type Route } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { RouteSpec } from '#platform/wire.ts';
import type { Action } from '#staff/contract.ts';
import { fillWords } from './placeholders.ts';
import { attestMessage, copyMessage, logCall, sendAnotherWay, takeReply, writeMessage } from './talk.ts';
import { wayFor, withoutLinks } from './talkSay.ts';
import { holdCase } from './talkTold.ts';
import { talkRoutes } from './talkWire.ts';
import { readCase, type TheCase } from './theCase.ts';

export const talkRouteAnswers: readonly Route[] = [
  read(talkRoutes.thread, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    if (!found.ok) return found;
    const way = await wayFor(asked.db, found.value, asked.now);
    if (!way.ok) return way;
    const rows = await messagesOfCase(asked.db, found.value.id);
    return ok({
      items: await presentMessages(asked.db, rows, asked.actor, asked.lang),
      channel: way.value.channel,
      reachable: [...way.value.reachable],
    });
  }),
  command(talkRoutes.write, (asked) => onHeld(asked, 'message.send', (theCase) => writeMessage(asked, theCase, asked.body))),
  read(talkRoutes.check, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId, 'message.send');
    if (!found.ok) return found;
    const way = await wayFor(asked.db, found.value, asked.now, asked.body.channel);
    if (!way.ok) return way;
    // A link is made only when the message is: here its place is shown.
    const shown = withoutLinks(`${asked.house.config.publicUrl}/c/…`, way.value);
    const text = await fillWords(asked.db, found.value, asked.body.body, way.value.lang, asked.now, { link: shown });
    const { rules } = way.value;
    return ok({
      text,
      parts: rules ? splitText(text, rules.limit) : [text],
      found: checkText(text, { outside: rules !== null && !rules.link }),
    });
  }),
  command(talkRoutes.copy, (asked) => onHeld(asked, 'message.send', (theCase) => copyMessage(asked, theCase, asked.params.messageId))),
  command(talkRoutes.attest, (asked) =>
    onHeld(asked, 'message.attest', (theCase) => attestMessage(asked, theCase, asked.params.messageId, asked.body)),
  ),
  command(talkRoutes.anotherWay, (asked) =>
    onHeld(asked, 'message.send', (theCase) => sendAnotherWay(asked, theCase, asked.params.messageId, asked.body.channel)),
  ),
  command(talkRoutes.call, async (asked) => {
    const held = await holdCase(asked, asked.params.caseId, 'message.attest');
    if (!held.ok) return held;
    const { messageId, outcome, note, callAt } = asked.body;
    if (callAt && new Date(callAt) < asked.now) return refuse('call-in-past', { field: 'callAt' });
    const logged = await logCall(asked, held.value, { messageId, outcome, note, ...(callAt ? { callAt: new Date(callAt) } : {}) });
    return logged.ok ? ok({ items: await presentMessages(asked.tx, logged.value, asked.actor, asked.lang) }) : logged;
  }),
  command(talkRoutes.reply, (asked) => {
    const { at, ...given } = asked.body;
    return onHeld(asked, 'message.attest', (theCase) => takeReply(asked, theCase, { ...given, ...(at ? { at: new Date(at) } : {}) }));
  }),
];

/** Holds the case that a command names, runs it, and answers the message as the desk shows it. */
async function onHeld<S extends RouteSpec>(asked: AskedCommand<S>, action: Action, run: (theCase: TheCase) => Promise<Result<MessageRow>>) {
  const held = await holdCase(asked, (asked.params as { caseId: string }).caseId, action);
  if (!held.ok) return held;
  const done = await run(held.value);
  if (!done.ok) return done;
  const [view] = await presentMessages(asked.tx, [done.value], asked.actor, asked.lang);
  return view ? ok(view) : refuse('not-found');
}

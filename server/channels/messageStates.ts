import { stateTable } from '#platform/stateTable.ts';
import { never } from '#platform/result.ts';
import type { ChannelName, MessageState } from './wire.ts';

/**
 * What can happen to a message that goes out. `see`: the customer has seen it on the portal, whichever way it
 * was to go; `replace`: it goes another way instead.
 */
export type MessageEvent = 'wait' | 'accept' | 'refuse' | 'bounce' | 'again' | 'copy' | 'attest' | 'reach' | 'miss' | 'see' | 'replace';

/**
 * Mail is delivered when the mail server has taken it: SMTP tells no more. A bounce that comes back later makes it failed.
 * Nothing is ever uncertain: the same Message-ID is sent again.
 */
const email = stateTable<'queued' | 'waiting-setup' | 'delivered' | 'failed' | 'shown' | 'replaced', MessageEvent>({
  name: 'message by e-mail',
  initial: 'queued',
  moves: {
    queued: { wait: 'waiting-setup', accept: 'delivered', refuse: 'failed', replace: 'replaced' },
    'waiting-setup': { wait: 'waiting-setup', accept: 'delivered', refuse: 'failed', replace: 'replaced' },
    delivered: { bounce: 'failed' },
    failed: { again: 'queued', see: 'shown', replace: 'replaced' },
    shown: {},
    // A letter that was on its way all the same.
    replaced: { accept: 'delivered' },
  },
  ends: ['delivered', 'failed', 'shown', 'replaced'],
});

const byhand = stateTable<'to-copy' | 'copied' | 'attested' | 'shown' | 'replaced', MessageEvent>({
  name: 'message by hand',
  initial: 'to-copy',
  moves: {
    'to-copy': { copy: 'copied', attest: 'attested', see: 'shown', replace: 'replaced' },
    copied: { copy: 'copied', attest: 'attested', see: 'shown', replace: 'replaced' },
    attested: { copy: 'attested' },
    shown: { copy: 'shown' },
    replaced: {},
  },
  ends: ['attested', 'shown', 'replaced'],
});

const phone = stateTable<'to-call' | 'no-answer' | 'called' | 'shown' | 'replaced', MessageEvent>({
  name: 'message by phone',
  initial: 'to-call',
  moves: {
    'to-call': { reach: 'called', miss: 'no-answer', see: 'shown', replace: 'replaced' },
    'no-answer': { reach: 'called', miss: 'no-answer', see: 'shown', replace: 'replaced' },
    called: {},
    shown: {},
    replaced: {},
  },
  ends: ['called', 'shown', 'replaced'],
});

const portal = stateTable<'waiting' | 'shown' | 'replaced', MessageEvent>({
  name: 'message on the portal',
  initial: 'waiting',
  moves: { waiting: { see: 'shown', replace: 'replaced' }, shown: {}, replaced: {} },
  ends: ['waiting', 'shown', 'replaced'],
});

/** The state table of a channel's outgoing messages, in the terms of all channels. */
export function statesOf(channel: ChannelName) {
  switch (channel) {
    case 'email':
      return wide(email);
    case 'byhand':
      return wide(byhand);
    case 'phone':
      return wide(phone);
    case 'portal':
      return wide(portal);
    default:
      return never(channel);
  }
}

/** How the customer was told when a message is in this state; null: not (yet). */
export function toldBy(state: MessageState): 'delivered' | 'attested' | 'called' | 'shown' | null {
  return state === 'delivered' || state === 'attested' || state === 'called' || state === 'shown' ? state : null;
}

interface AnyStates {
  readonly initial: MessageState;
  readonly states: readonly MessageState[];
  judge(from: MessageState, event: MessageEvent): ReturnType<typeof email.judge> | { readonly ok: true; readonly to: MessageState };
}

/** Each table refuses states that aren't its own, so it may be asked about any. */
function wide(table: {
  initial: MessageState;
  states: readonly MessageState[];
  judge: (from: never, event: MessageEvent) => ReturnType<AnyStates['judge']>;
}): AnyStates {
  return { initial: table.initial, states: table.states, judge: (from, event) => table.judge(from as never, event) };
}

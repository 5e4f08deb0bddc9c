import type { ChannelName } from './wire.ts';

/** Ways in which a customer can be reached now: what is masked, expired or not known is left out. */
export interface Ways {
  readonly email?: string;
  readonly phone?: string;
  readonly nick?: string;
}

/** Whether a way is open. Every message can be seen on the portal; by hand needs a nick or a case that came by that chat. */
export function isOpen(channel: ChannelName, ways: Ways, caseChannel: string): boolean {
  switch (channel) {
    case 'email':
      return ways.email !== undefined;
    case 'phone':
      return ways.phone !== undefined;
    case 'byhand':
      return ways.nick !== undefined || caseChannel === 'byhand';
    case 'portal':
      return true;
    default:
      return channel satisfies never;
  }
}

/**
 * The way on which a message goes (TA-1): the preferred one, the chat that the case came by, e-mail, a call, the portal;
 * the first that is open. People are called only by messages that must reach them (a clock waits for it, or the case waits
 * for them): nobody wants a call for an acknowledgement.
 */
export function chooseWay(given: { preferred: string; caseChannel: string; ways: Ways; mustReach: boolean }): ChannelName {
  const { preferred, caseChannel, ways, mustReach } = given;
  const wanted: readonly (ChannelName | null)[] = [preferredWay(preferred), caseChannel === 'byhand' ? 'byhand' : null, 'email', 'phone'];
  const open = wanted.find((way) => way !== null && isOpen(way, ways, caseChannel) && (way !== 'phone' || mustReach));
  return open ?? 'portal';
}

/** SMS and WeChat aren't connected yet: who prefers them is reached by the next way. */
function preferredWay(preferred: string): ChannelName | null {
  if (preferred === 'email') return 'email';
  if (preferred === 'phone' || preferred === 'sms') return 'phone';
  return preferred === 'chat' ? 'byhand' : null;
}

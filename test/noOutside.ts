import { Socket } from 'node:net';

// Tests reach this machine only: a connection to anywhere else fails at once and names the host, instead of passing on
// a developer's machine and failing (or, worse, telling somebody something) elsewhere.
const connect = Socket.prototype.connect;

// Test files of one worker share it: once is enough.
if (connect.name !== 'guarded')
  Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]) {
    const host = hostOf(args);
    if (host === undefined || host === 'localhost' || host === '::1' || host.startsWith('127.')) {
      return Reflect.apply(connect, this, args) as Socket;
    }
    throw new Error(`a test may not connect to ${host}: use a double on this machine (test/doubles)`);
  };

/** net.connect passes its normalised arguments as one list: [[options, callback]]; others pass them flat. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null && 'host' in first) return typeof first.host === 'string' ? first.host : undefined;
  return typeof first === 'number' && typeof second === 'string' ? second : undefined;
}

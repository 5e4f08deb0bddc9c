import { describe, expect, it } from 'vitest';
import { type Change, changeProof, type LostAt, type ProofGiven, type Request } from './changeProof.ts';

const at = (time: string) => new Date(`2026-11-16T${time}:00+08:00`);
const change = (more: Partial<Change> = {}): Change => ({
  id: 'c1',
  field: 'address',
  source: 'erp',
  madeBy: 'buyer',
  account: null,
  askedAt: at('20:12'),
  madeAt: at('20:14'),
  warehouseAt: null,
  carrierAt: null,
  printedAt: at('20:31'),
  label: null,
  delivered: null,
  ...more,
});
const asked = (time: string): Request => ({ at: at(time), field: 'address', where: 'message', how: 'byhand', ref: 'm1' });
const proof = (more: Partial<ProofGiven>) =>
  changeProof({ requests: [], changes: [], scans: [], shippedAt: at('22:00'), signedAt: null, ...more });

describe('where a change of shipping information was lost', () => {
  const cases: [string, Partial<ProofGiven>, LostAt][] = [
    ['asked before the label, never acknowledged', { changes: [change({ label: 'old' })] }, 'ours'],
    ['asked before the label, acknowledged only after it', { changes: [change({ label: 'old', warehouseAt: at('20:40') })] }, 'ours'],
    ['acknowledged, and the label carries the old', { changes: [change({ label: 'old', warehouseAt: at('20:20') })] }, 'warehouse'],
    ['the label is right, and it went to the old place', { changes: [change({ label: 'new', delivered: 'old' })] }, 'carrier'],
    ['the label is right, and it went elsewhere', { changes: [change({ label: 'new', delivered: 'elsewhere' })] }, 'carrier'],
    ['the label is right, and it went there', { changes: [change({ label: 'new', delivered: 'new' })] }, 'none'],
    ['the label is right, and it is on its way', { changes: [change({ label: 'new' })] }, 'unknown'],
    [
      'the carrier took it over after the label, and it went to the old',
      { changes: [change({ delivered: 'old', carrierAt: at('23:00') })] },
      'carrier',
    ],
    ['asked only after the label was printed', { changes: [change({ askedAt: at('20:50'), madeAt: at('20:55'), label: 'old' })] }, 'late'],
    [
      'nobody asked, and staff changed it',
      { changes: [change({ askedAt: null, madeBy: 'staff', label: 'new', delivered: 'new' })] },
      'unasked',
    ],
    ['nobody asked, and a system changed it', { changes: [change({ askedAt: null, madeBy: 'system' })] }, 'unasked'],
    [
      'the buyer changed it on the platform',
      { changes: [change({ askedAt: null, madeBy: 'buyer', label: 'new', delivered: 'new' })] },
      'none',
    ],
    [
      'staff changed it as a message had asked',
      { requests: [asked('20:12')], changes: [change({ askedAt: null, madeBy: 'staff', label: 'new', delivered: 'new' })] },
      'none',
    ],
    ['a message asked, and no system knows of it', { requests: [asked('20:12')] }, 'ours'],
    ['a message asked when it was on its way, and no system knows of it', { requests: [asked('23:12')] }, 'late'],
    ['a message asked for something that hasn’t gone out', { requests: [asked('23:12')], shippedAt: null }, 'ours'],
    ['nothing is known', {}, 'unknown'],
  ];
  it.each(cases)('%s', (_name, given, lost) => {
    expect(proof(given).lost).toBe(lost);
  });

  it('one unasked change outweighs others that went well, and says who did it by which account', () => {
    const told = proof({
      changes: [
        change({ label: 'new', delivered: 'new' }),
        change({ id: 'c2', field: 'phone', askedAt: null, madeBy: 'staff', source: 'oms', account: 'kefu09' }),
      ],
    });
    expect(told).toMatchObject({ lost: 'unasked', safety: { madeBy: 'staff', source: 'oms', account: 'kefu09' } });
    expect(told.entries.filter((entry) => entry.lost)).toMatchObject([{ kind: 'made', ref: 'c2' }]);
  });

  it('stands on one time line, each with its side, and marks the broken link', () => {
    const told = proof({
      requests: [asked('20:12')],
      changes: [change({ askedAt: null, madeBy: 'staff', warehouseAt: at('20:20'), label: 'old' })],
      scans: [{ at: at('23:30'), waybill: '77', place: '松川市', text: '已揽收' }],
      signedAt: new Date('2026-11-18T10:00:00+08:00'),
    });
    expect(told.entries.map(({ kind, side, lost }) => `${side} ${kind}${lost ? ' !' : ''}`)).toEqual([
      'customer asked',
      'us made',
      'warehouse warehouse',
      'warehouse printed !',
      'warehouse shipped',
      'carrier scan',
      'carrier signed',
    ]);
  });
});

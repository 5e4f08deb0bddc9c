import { day, hour, minute } from '#platform/clock.ts';
import { all, type Reader, sql } from '#platform/db.ts';

/** What the tracking double is told of a parcel (test/doubles/tracking.md); the newest scan first. */
interface TrackedSample {
  readonly com: string;
  readonly num: string;
  readonly state: string;
  readonly data: readonly { readonly ftime: string; readonly context: string; readonly areaName?: string; readonly statusCode: string }[];
}

/** The source's codes for our states. */
const codes: Readonly<Record<string, string>> = {
  created: '101',
  collected: '1',
  'in-transit': '0',
  delivering: '5',
  signed: '3',
  problem: '2',
  returned: '4',
  lost: '2',
};

interface Row {
  readonly waybill: string;
  readonly carrier: string;
  readonly state: string;
  readonly shippedAt: Date | null;
  readonly signedAt: Date | null;
  readonly scanAt: Date | null;
  readonly text: string | null;
  readonly place: string | null;
  readonly scans: readonly { at: string; text: string; place: string | null; code: string | null }[];
}

/**
 * What the tracking source of the demo knows: the parcels of the sample as they stand, each with where it has been. One that moved
 * within two days has come a step further than we know, so that asking for it tells something; one that nobody scanned stays silent.
 */
export async function trackingFeed(on: Reader, now: Date): Promise<TrackedSample[]> {
  const rows = await all(
    sql<Row>`select p.waybill, lower(k.code) as carrier, p.state, p.shipped_at as "shippedAt", p.signed_at as "signedAt", p.scan_at as "scanAt", p.scan_text as text,
        p.scan_place as place, coalesce((select jsonb_agg(jsonb_build_object('at', s.at, 'text', s.text, 'place', s.place, 'code', s.code) order by s.at)
          from parcel_scans s where s.parcel_id = p.id), '[]') as scans
      from parcels p join carriers k on k.id = p.carrier_id where p.shipped_at is not null`,
    on,
  );
  return rows.map((row) => sampleOf(row, now));
}

interface Stop {
  readonly at: Date;
  readonly text: string;
  readonly place: string | null;
  readonly code: string;
}

/** Pure. */
function sampleOf(row: Row, now: Date): TrackedSample {
  const stops = [...knownStops(row)].sort((a, b) => b.at.getTime() - a.at.getTime());
  const [last] = stops;
  const moves = row.state === 'in-transit' && last !== undefined && now.getTime() - last.at.getTime() < 2 * day;
  const next: Stop[] = moves
    ? [{ at: new Date(now.getTime() - 20 * minute), text: '已到达派送营业点，等待派送', place: last.place, code: '0' }]
    : [];
  const told = [...next, ...stops];
  return {
    com: row.carrier,
    num: row.waybill,
    state: told[0]?.code ?? codes[row.state] ?? '0',
    data: told.map(({ at, text, place, code }) => ({
      ftime: chineseTime(at),
      context: text,
      ...(place ? { areaName: place } : {}),
      statusCode: code,
    })),
  };
}

function knownStops(row: Row): Stop[] {
  if (row.scans.length > 0)
    return row.scans.map(({ at, text, place, code }) => ({ at: new Date(at), text, place, code: code ?? codes[row.state] ?? '0' }));
  const { shippedAt, signedAt, scanAt } = row;
  const stops: Stop[] = shippedAt ? [{ at: shippedAt, text: '已揽收', place: null, code: '1' }] : [];
  if (scanAt && row.text) stops.push({ at: scanAt, text: row.text, place: row.place, code: codes[row.state] ?? '0' });
  if (signedAt && signedAt.getTime() !== scanAt?.getTime()) {
    stops.push({ at: new Date(signedAt.getTime() - 90 * minute), text: '正在派送', place: row.place, code: '5' });
    stops.push({ at: signedAt, text: '已签收', place: row.place, code: '3' });
  }
  return stops;
}

/** The source tells Chinese wall time without a zone. */
function chineseTime(at: Date): string {
  return new Date(at.getTime() + 8 * hour).toISOString().slice(0, 19).replace('T', ' ');
}

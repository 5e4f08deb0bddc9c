import { parse } from 'csv-parse/sync';
import { carrierById, listCarriers } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer, Body } from '#platform/wire.ts';
import { placeIn } from './area.ts';
import { type PlaceRow, placesOf, savePlace } from './tariffStore.ts';
import type { answersRoutes, PlaceView } from './wire.ts';
import { placeGiven } from './viewWire.ts';

/** Which carriers deliver to an address, and with what conditions (EX-1). A carrier that keeps no places isn't named. */
export async function lookUpArea(
  on: Reader,
  asked: { address: string; carrierId?: string | undefined },
  lang: Lang,
): Promise<Answer<typeof answersRoutes.area>['items']> {
  const places = await placesOf(on, asked.carrierId);
  const carriers = (await listCarriers(on)).filter((each) => places.some((place) => place.carrierId === each.id));
  return carriers.map((carrier) => {
    const found = placeIn(
      asked.address,
      places.filter((each) => each.carrierId === carrier.id),
    );
    return {
      carrier: { id: carrier.id, name: lang === 'zh' ? carrier.name : carrier.nameEn },
      delivered: found?.delivered ?? ('unknown' as const),
      place: found ? (lang === 'zh' ? found.place : found.placeEn || found.place).replaceAll('/', ' ') : null,
      zone: found?.zone ?? null,
      note: found ? (lang === 'zh' ? found.noteZh : found.noteEn) : '',
    };
  });
}

export function presentPlace(row: PlaceRow, lang: Lang): PlaceView {
  const { carrierZh, carrierEn, ...rest } = row;
  return { ...rest, carrier: lang === 'zh' ? carrierZh : carrierEn };
}

/** Saves one place. Refuses `not-found` for a carrier that isn't there. */
export async function putPlace(command: Command, given: Body<typeof answersRoutes.putPlace>, lang: Lang): Promise<Result<PlaceView>> {
  if (!(await carrierById(command.tx, given.carrierId))) return refuse('not-found', { field: 'carrierId' });
  const saved = await savePlace(command, given);
  await writeEvents(command, [{ kind: 'area.saved', data: { carrier: given.carrierId, places: 1 } }]);
  return saved ? ok(presentPlace(saved, lang)) : refuse('not-found');
}

const states: Readonly<Record<string, PlaceView['delivered']>> = {
  可派送: 'yes',
  派送: 'yes',
  是: 'yes',
  yes: 'yes',
  部分: 'limited',
  部分派送: 'limited',
  limited: 'limited',
  不派送: 'no',
  否: 'no',
  no: 'no',
};

/** Takes a list of places; each bad row is told with its line, the good ones are saved. Refuses `file-unreadable`, `not-found`. */
export async function importPlaces(
  command: Command,
  given: Body<typeof answersRoutes.importPlaces>,
): Promise<Result<Answer<typeof answersRoutes.importPlaces>>> {
  if (!(await carrierById(command.tx, given.carrierId))) return refuse('not-found', { field: 'carrierId' });
  const rows = rowsOf(given.csv);
  if (rows === null) return refuse('file-unreadable', { field: 'csv' });
  const refused: { line: number; why: string }[] = [];
  let saved = 0;
  for (const [at, [place = '', placeEn = '', zone = '', state = '', note = '', noteEn = '']] of rows.slice(0, 5000).entries()) {
    if (at === 0 && /地点|place/i.test(place)) continue;
    const row = placeGiven.safeParse({
      carrierId: given.carrierId,
      place: place.trim(),
      placeEn: placeEn.trim(),
      zone: zone.trim(),
      delivered: states[state.trim().toLowerCase()],
      noteZh: note.trim(),
      noteEn: noteEn.trim(),
    });
    if (!row.success) {
      refused.push({ line: at + 1, why: row.error.issues.map((issue) => String(issue.path[0] ?? '')).join(', ') });
      continue;
    }
    await savePlace(command, row.data);
    saved += 1;
  }
  await writeEvents(command, [{ kind: 'area.saved', data: { carrier: given.carrierId, places: saved } }]);
  return ok({ saved, refused });
}

function rowsOf(csv: string): string[][] | null {
  const text = csv.replace(/^\uFEFF/, '');
  const delimiter = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  } catch {
    return null;
  }
}

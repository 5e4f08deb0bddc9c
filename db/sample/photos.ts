import sharp from 'sharp';
import { fileRoutes } from '#case/fileWire.ts';
import { caseRoutes } from '#case/wire.ts';
import type { SampleLeader } from './signedIn.ts';

/** What a drawn picture shows: there are no photographs in the sample, and nothing of anybody's is in it. */
export type Scene = 'mouldy-cakes' | 'broken-bowls' | 'cracked-door' | 'wet-box';

const frame = (inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#cfc6b8"/>${inner}</svg>`;
const cake = (x: number, y: number, edge: string): string =>
  `<circle cx="${x}" cy="${y}" r="70" fill="${edge}"/><circle cx="${x}" cy="${y}" r="58" fill="#e8c98a"/><circle cx="${x}" cy="${y}" r="14" fill="#b5485d"/>`;

const scenes: Readonly<Record<Scene, string>> = {
  'mouldy-cakes': frame(
    cake(130, 140, '#b98b4a') +
      cake(320, 140, '#5f8a3a') +
      cake(510, 140, '#b98b4a') +
      cake(220, 320, '#5f8a3a') +
      cake(420, 320, '#b98b4a'),
  ),
  'broken-bowls': frame(
    '<path d="M90 220 a110 110 0 0 0 200 60 l-60 -40 l20 -50 z" fill="#8fb3a6"/><path d="M310 190 l90 -10 l-30 120 z" fill="#8fb3a6"/><path d="M420 220 a110 110 0 0 0 170 60 l-40 -70 z" fill="#7da094"/>',
  ),
  'cracked-door': frame(
    '<rect x="190" y="50" width="260" height="380" fill="#a67c52"/><path d="M200 380 l60 -40 l-20 -30 l70 -60" stroke="#3d2a18" stroke-width="6" fill="none"/>',
  ),
  'wet-box': frame(
    '<rect x="140" y="120" width="360" height="260" fill="#b08d5b"/><path d="M140 300 q90 -60 180 0 t180 -10 v90 h-360 z" fill="#7c6242"/><rect x="300" y="120" width="40" height="260" fill="#d8c08f"/>',
  ),
};

/** Adds a drawn picture to a case as its photo, by the ordinary upload. */
export async function addPhoto(leader: SampleLeader, caseId: string, who: string, scene: Scene): Promise<void> {
  const bytes = await sharp(Buffer.from(scenes[scene])).jpeg().toBuffer();
  const { id } = await leader.ok(who, fileRoutes.begin, { body: { name: `${scene}.jpg`, size: bytes.length } });
  await leader.send(who, `/api/v1/files/${id}?offset=0`, bytes);
  await leader.ok(who, fileRoutes.finish, { params: { fileId: id } });
  const { version } = await leader.ok('guxi', caseRoutes.read, { params: { caseId } });
  await leader.ok(who, fileRoutes.attach, { params: { caseId }, version, body: { files: [id], material: 'photos' } });
}

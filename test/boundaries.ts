/** Who may import whom (architecture.md). The checks read text, so that they can be shown a planted violation. */
export interface SourceFile {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As a path from the root (`server/case/contract.ts`), or the name of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Lowest first; stages on one line don't know each other. */
const ranks: readonly (readonly string[])[] = [
  ['platform'],
  ['staff', 'customers'],
  ['commerce', 'channels'],
  ['case'],
  ['answers', 'intake'],
  ['triage'],
  ['investigation'],
  ['liability'],
  ['remedy'],
  ['fulfilment'],
  ['appeal'],
  ['feedback'],
  ['insight'],
  ['training'],
  ['portal'],
];

/** The program's own entries, which put the modules together. */
const entries = ['server/main.ts', 'server/cli.ts', 'server/sample.ts'];

const isTest = (path: string): boolean => /\.test\.tsx?$|\.fixture\.ts$/.test(path);
const stageOf = (path: string): string | undefined => /^server\/([^/]+)\//.exec(path)?.[1];
const rankOf = (stage: string): number => ranks.findIndex((row) => row.includes(stage));

export function importsOf(file: SourceFile): Import[] {
  const text = file.text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = [...text.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^'"`;]*?)\s*from\s*['"]([^'"]+)['"]/gm)].map(
    ([, type, names = '', from = '']): Import => ({ target: resolve(file.path, from), typeOnly: type !== undefined || onlyTypes(names) }),
  );
  const bare = [...text.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm), ...text.matchAll(/(?<!typeof )\bimport\(\s*['"]([^'"]+)['"]/g)];
  return [...found, ...bare.map(([, from = '']): Import => ({ target: resolve(file.path, from), typeOnly: false }))];
}

/** Every violation as one sentence with the file's path. */
export function violations(files: readonly SourceFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  return files.flatMap((file) => [...lengthFaults(file), ...placeFaults(file), ...importFaults(file), ...pureFaults(file, known)]);
}

function importFaults(file: SourceFile): string[] {
  return importsOf(file).flatMap((each) => {
    const fault = importFault(file.path, each);
    return fault === null ? [] : [`${file.path} imports ${each.target}: ${fault}`];
  });
}

function importFault(path: string, { target, typeOnly }: Import): string | null {
  if (path.startsWith('web/')) return webFault(path, target, typeOnly);
  const from = stageOf(path);
  const to = stageOf(target);
  // A test that speaks to the whole product does so through any stage's routes.
  if (isTest(path) && /[wW]ire\.ts$/.test(target)) return null;
  if (target.startsWith('web/')) return path.startsWith('test/') ? null : 'the server knows no screen';
  if (target.startsWith('test/')) return isTest(path) || /^(test|bench)\//.test(path) ? null : 'only tests and bench know test/';
  if (!target.startsWith('server/') || path.startsWith('test/') || path.startsWith('bench/')) return null;
  if (entries.includes(target)) return entries.includes(path) ? null : 'only the entries know main.ts';
  if (entries.includes(path))
    return to === 'platform' || /\/(module|contract|wire)\.ts$/.test(target) ? null : 'an entry knows module.ts and contract.ts';
  if (from === undefined || to === undefined || from === to) return null;
  if (rankOf(from) < 0 || rankOf(to) < 0) return 'a folder without a rank';
  if (rankOf(to) >= rankOf(from)) return 'an import points down the rank';
  if (to === 'platform') return /^server\/platform\/[^/]+\.ts$/.test(target) ? null : 'only top-level files of platform';
  if (target.endsWith('/contract.ts')) return null;
  const wires = /[wW]ire\.ts$/.test(path) && /[wW]ire\.ts$/.test(target);
  return wires ? null : 'other folders know contract.ts only';
}

/** The desk: values of wire.ts, types of contract.ts; the portal: types only. Screens of one stage don't know those of another. */
function webFault(path: string, target: string, typeOnly: boolean): string | null {
  const area = path.split('/')[1] ?? '';
  if (target.startsWith('web/')) {
    const [, otherArea, other] = target.split('/');
    if (otherArea !== area && otherArea !== 'ui') return 'desk, portal and ui: only ui is shared';
    const [own, theirs] = [path.split('/')[2] ?? '', other ?? ''];
    const stages = area === 'desk' && own !== theirs && rankOf(own) >= 0 && rankOf(theirs) >= 0;
    return stages ? 'stages of the desk do not import each other; pages compose them' : null;
  }
  if (!target.startsWith('server/')) return null;
  if (area === 'ui') return 'ui knows no domain';
  const to = stageOf(target);
  if (typeOnly && (to === 'platform' || /\/(contract|[a-zA-Z]*[wW]ire)\.ts$/.test(target))) return null;
  if (area === 'portal') return 'the portal takes types only';
  if (to === 'platform' || /\/[a-zA-Z]*[wW]ire\.ts$/.test(target)) return null;
  return 'the desk takes values of wire.ts and types of contract.ts';
}

/** What a screen loads as a value (wire.ts, pure files of platform) drags in nothing of the server: zod at most. */
function pureFaults(file: SourceFile, known: ReadonlyMap<string, SourceFile>): string[] {
  const starts = isWire(file.path) ? [file.path] : file.path.startsWith('web/') ? serverValues(file) : [];
  return starts.flatMap((start) =>
    closure(start, known).flatMap((each) => impurities(each).map((name) => `${file.path} drags in ${name} through ${each.path}`)),
  );
}

const isWire = (path: string): boolean => /^server\/[^/]+\/wire\.ts$/.test(path);
const serverValues = (file: SourceFile): string[] => valuesOf(file).filter((target) => target.startsWith('server/'));
const valuesOf = (file: SourceFile): string[] => importsOf(file).flatMap((each) => (each.typeOnly ? [] : [each.target]));
const impurities = (file: SourceFile): string[] => valuesOf(file).filter((target) => !target.startsWith('server/') && target !== 'zod');

function closure(start: string, known: ReadonlyMap<string, SourceFile>, seen = new Set<string>()): SourceFile[] {
  const file = known.get(start);
  if (!file || seen.has(start)) return [];
  seen.add(start);
  return [file, ...serverValues(file).flatMap((next) => closure(next, known, seen))];
}

/** Things that have one place. */
const places: readonly { what: string; text: RegExp; at: RegExp }[] = [
  { what: 'pg', text: /from 'pg'/, at: /^server\/platform\/|^test\/|^bench\// },
  {
    what: 'calls to other systems',
    text: /\bfetch\(|from 'node:(https?|net|tls)'|from 'nodemailer'/,
    at: /^server\/platform\/|^server\/channels\/|^server\/fulfilment\/(refund|intercept)\.ts$|^server\/commerce\/pullTracking\.ts$/,
  },
  { what: 'processes', text: /from 'node:child_process'/, at: /^server\/platform\/|^server\/cli\.ts$/ },
  // A partner's signature is fresh by the machines' clocks, whatever time the business has.
  {
    what: "the machine's time (use now)",
    text: /new Date\(\)|Date\.now\(\)/,
    at: /^server\/platform\/|^server\/cli\.ts$|^server\/fulfilment\/(payment|intercept)Wire\.ts$/,
  },
];

function placeFaults(file: SourceFile): string[] {
  const barrel = /^export \* from/m.test(file.text) ? [`${file.path} is a barrel: name what is exported`] : [];
  if (!file.path.startsWith('server/') || isTest(file.path)) return barrel;
  const found = places.filter((place) => place.text.test(file.text) && !place.at.test(file.path));
  return [...barrel, ...found.map((place) => `${file.path} holds ${place.what}, which has its own place`)];
}

function lengthFaults(file: SourceFile): string[] {
  const lines = file.text.split('\n').length - 1;
  return lines > 300 ? [`${file.path} has ${lines} lines; 300 are the most`] : [];
}

function onlyTypes(names: string): boolean {
  const braces = /^\{([^}]*)\}$/.exec(names.trim());
  if (!braces) return false;
  const each = (braces[1] ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}

function resolve(path: string, from: string): string {
  if (from.startsWith('#')) return `server/${from.slice(1)}`;
  if (!from.startsWith('.')) return from;
  const parts = path.split('/').slice(0, -1);
  for (const step of from.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

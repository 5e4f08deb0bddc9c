import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** How playwright starts the browser; the shape of its launch options. */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const modules = join(import.meta.dirname, '../node_modules');
const packed = join(modules, '@sparticuz/chromium/bin');
const fonts = join(modules, '@expo-google-fonts/noto-sans-sc');
const system = '/usr/bin/chromium';

// Our own flags: no telephone calls home, no first-run pages, and one that works as root in a container.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--lang=zh-CN',
];

/** The system's Chromium when there is one, else the one that npm brought (unpacked once); both with the Chinese font from npm. */
export async function browserLaunch(): Promise<BrowserLaunch> {
  const env = { ...ownEnvironment(), ...(await fontEnvironment()) };
  if (existsSync(system)) return { executablePath: system, args, env };
  if (process.platform === 'linux' && existsSync(join(packed, 'chromium.br'))) {
    const folder = await unpacked();
    return { executablePath: join(folder, 'chromium'), args, env: { ...env, LD_LIBRARY_PATH: join(folder, 'lib') } };
  }
  throw new Error(
    `no browser for the tests: neither ${system} nor the package @sparticuz/chromium is there. Run npm ci, or install Chromium (apt install chromium)`,
  );
}

async function unpacked(): Promise<string> {
  const folder = join(modules, '.cache/amends/chromium-153.0.0');
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), createWriteStream(join(making, 'chromium')));
  await chmod(join(making, 'chromium'), 0o755);
  for (const libraries of ['al2023.tar.br', 'swiftshader.tar.br']) await untar(join(packed, libraries), making);
  await rename(making, folder).catch(async (error: unknown) => {
    await rm(making, { recursive: true, force: true });
    // Another process was quicker.
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

async function untar(file: string, into: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', into], { stdio: ['pipe', 'inherit', 'inherit'] });
  const closed = once(tar, 'close');
  // tar has all it wants at the archive's end and may close before the padding is written; its own code is what counts.
  await pipeline(createReadStream(file), createBrotliDecompress(), tar.stdin).catch((error: NodeJS.ErrnoException) => {
    if (!['ERR_STREAM_PREMATURE_CLOSE', 'EPIPE'].includes(error.code ?? '')) throw error;
  });
  const [code] = (await closed) as [number | null];
  if (code !== 0) throw new Error(`tar could not unpack ${file}`);
}

/** A bare Debian has no Chinese glyphs: fontconfig is pointed at the font from npm, beside the system's own. */
async function fontEnvironment(): Promise<Record<string, string>> {
  const folder = join(modules, '.cache/amends/fonts');
  await mkdir(folder, { recursive: true });
  const dirs = [join(fonts, '400Regular'), join(fonts, '700Bold'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  const prefer = (name: string, font: string) =>
    `<match target="pattern"><test name="family"><string>${name}</string></test><edit name="family" mode="prepend" binding="strong"><string>${font}</string></edit></match>`;
  const rules = [
    ...['sans-serif', 'system-ui', 'serif'].map((name) => prefer(name, 'Noto Sans SC')),
    prefer('monospace', 'DejaVu Sans Mono'),
    '<match target="pattern"><edit name="family" mode="append_last" binding="strong"><string>Noto Sans SC</string></edit></match>',
  ];
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<cachedir>${join(folder, 'cache')}</cachedir>${rules.join('')}</fontconfig>\n`,
  );
  return { FONTCONFIG_PATH: folder, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}

function ownEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(kept), TMPDIR: tmpdir(), LANG: 'C.UTF-8', TZ: 'Asia/Shanghai' };
}

#!/usr/bin/env node
// Completes package-lock.json: a registry that lacks some platforms' builds leaves their names out of the
// lockfile, and `npm ci` then ends with EUSAGE "Missing: … from lock file". Every optional dependency without
// an entry gets one with version, os, cpu and libc, but no address and no integrity.
// `bin/lock --check` changes nothing and fails when there is something to add.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = addMissing(lock.packages);

if (added.length === 0) console.log('package-lock.json is complete');
else if (process.argv.includes('--check')) {
  console.error(`package-lock.json lacks ${added.length} entries; run bin/lock:\n  ${added.join('\n  ')}`);
  process.exitCode = 1;
} else {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${added.length} entries:\n  ${added.join('\n  ')}`);
}

function addMissing(packages) {
  const names = [];
  for (const [where, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isPresent(packages, where, name)) continue;
      const version = range.replace(/^[~^]/, '');
      const dev = entry.dev || entry.devOptional ? { dev: true } : {};
      packages[`node_modules/${name}`] = { version, ...platformOf(name), ...dev, optional: true };
      names.push(`${name}@${version}`);
    }
  }
  return names;
}

/** As npm resolves: in the package's own node_modules, then in each folder above it. */
function isPresent(packages, where, name) {
  for (let at = where; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

function platformOf(name) {
  const words = name.split(/[/@._-]+/);
  const os = pick(words, {
    darwin: 'darwin',
    linux: 'linux',
    linuxmusl: 'linux',
    win32: 'win32',
    windows: 'win32',
    freebsd: 'freebsd',
    openbsd: 'openbsd',
    netbsd: 'netbsd',
    android: 'android',
    openharmony: 'openharmony',
    sunos: 'sunos',
    aix: 'aix',
  });
  const cpu = pick(words, {
    x64: 'x64',
    arm64: 'arm64',
    arm: 'arm',
    armv7: 'arm',
    ia32: 'ia32',
    x32: 'ia32',
    riscv64: 'riscv64',
    ppc64: 'ppc64',
    ppc64le: 'ppc64',
    s390x: 's390x',
    loong64: 'loong64',
    wasm32: 'wasm32',
  });
  const libc = pick(words, { musl: 'musl', linuxmusl: 'musl', gnu: 'glibc', gnueabihf: 'glibc', musleabihf: 'musl' });
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) };
}

function pick(words, table) {
  for (const word of words) if (table[word]) return table[word];
  return undefined;
}

// What the scripts in this folder share. Plain JavaScript that runs on any Node from 20 on: it installs and finds the
// Node 24 that everything else runs on.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const needed = [24, 12];

/** Two languages in one line each: whoever starts the program the first time reads one of them. */
export function say(zh, en) {
  console.log(`· ${zh}  ${en}`);
}

export function fail(zh, en, code = 1) {
  console.error(`\n${zh}\n${en}\n`);
  process.exit(code);
}

/** Installs what package-lock.json names when node_modules is missing or was made from another lockfile. */
export async function ensureInstalled() {
  const lock = hashOf([join(root, 'package-lock.json')]);
  const marker = join(root, 'node_modules/.amends-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  say('正在安装依赖（首次约一分钟）……', 'Installing (about a minute the first time) …');
  const started = Date.now();
  const beat = setInterval(() => say(`仍在安装，已 ${seconds(started)} 秒`, `still installing, ${seconds(started)} s so far`), 10_000);
  // Without scripts: the lockfile's tarballs are all there is. engine warnings concern npm's own old Node, not ours.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { env: process.env });
  clearInterval(beat);
  if (code !== 0)
    fail('安装失败，原因见上；网络恢复后请重试。', 'The installation failed for the reason above. Try again once the network is back.');
  writeFileSync(marker, lock);
  say(`安装完成，用时 ${seconds(started)} 秒`, `installed in ${seconds(started)} s`);
}

/** The Node that runs the program: the pinned one from node_modules, or this one when it is new enough. */
export function nodeBinary() {
  const pinned = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return process.execPath;
  return fail(
    `此系统（${process.platform} ${process.arch}）需要自行安装 Node ${needed.join('.')} 或更新版本，当前是 ${process.versions.node}。`,
    `On this system (${process.platform} ${process.arch}) install Node ${needed.join('.')} or newer yourself; this is ${process.versions.node}.`,
  );
}

/** The environment in which `node` and the tools of node_modules are the pinned ones. */
export function toolEnvironment(more = {}, from = process.env) {
  const path = [dirname(nodeBinary()), join(root, 'node_modules/.bin'), from.PATH ?? ''].join(delimiter);
  return { ...from, PATH: path, ...more };
}

/** Runs a command in the project's folder with our output; gives its exit code. */
export function run(command, args, options = {}) {
  return new Promise((settle, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options, env: options.env ?? toolEnvironment() });
    child.on('error', reject);
    child.on('close', (code, signal) => settle(signal ? 1 : code));
  });
}

/**
 * Becomes, as far as one program can, `node <args>` on the pinned Node, in the caller's folder (paths in args are the caller's):
 * signals are handed on once, the exit code is taken over.
 */
export async function become(args, more = {}) {
  const env = toolEnvironment({ NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/amends-compiled'), ...more });
  const child = spawn(nodeBinary(), args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    let passed = false;
    process.on(signal, () => {
      // The terminal sends Ctrl-C to both of us: the child has it already, and a second one would cut its clean end short.
      if (passed || (signal === 'SIGINT' && process.stdin.isTTY)) return;
      passed = true;
      child.kill(signal);
    });
  }
  // npm hands signals to a shell between us, which ends without telling: told to end, `npm start` would leave us running.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  const code = await new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => settle(exit ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  process.exit(code);
}

/** One hash over the names and contents of these files and of every file in these folders. */
export function hashOf(paths, only = () => true) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesIn).filter(only))
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

export function makeFolder(path) {
  mkdirSync(path, { recursive: true });
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(dirname(path), { withFileTypes: true }).find((entry) => join(dirname(path), entry.name) === path);
  if (!entries?.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .flatMap((name) => filesIn(join(path, name)));
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}

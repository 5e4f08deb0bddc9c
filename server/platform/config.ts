import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (usually port 465); otherwise STARTTLS when the server offers it. */
  readonly secure: boolean;
  readonly user?: string;
  readonly password?: string;
  readonly from: string;
}

export interface Config {
  readonly demo: boolean;
  readonly host: string;
  /** 0: any free port (tests). */
  readonly port: number;
  /** Where `work` alone answers for its health; absent: nowhere. */
  readonly workHealthPort?: number;
  /** What links in letters begin with; without a slash at the end. */
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absent: the built-in PostgreSQL in `dataDir`. */
  readonly databaseUrl?: string;
  /** For LISTEN and migrations behind a pooler; otherwise the same as databaseUrl. */
  readonly databaseDirectUrl?: string;
  /** Absent: messages wait, visibly, until it is set up. */
  readonly mail?: MailConfig;
  /** Absent: refunds wait for a person. */
  readonly payment?: { readonly url: string; readonly secret: string };
  /** Absent: nobody is asked where parcels are. Without `salt` nothing is subscribed and no callback is believed. */
  /** Absent: carriers are asked by sheet or phone to stop or turn a parcel. */
  readonly intercept?: { readonly url: string; readonly key: string; readonly secret: string; readonly salt: string };
  readonly tracking?: { readonly url: string; readonly customer: string; readonly key: string; readonly salt?: string };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Which proxies' X-Forwarded-… are believed, as Fastify takes it. */
  readonly trustProxy: boolean | number | string;
  /** Absent: one is made and kept in `dataDir` (see secretKeysOf). Several machines share one by setting it. */
  readonly secretKey?: string;
  /** Keys that were in use before: they open what they sealed and seal nothing more. */
  readonly oldSecretKeys?: readonly string[];
}

/** One fault of the settings, in words for the operator. Never holds the value of a secret. */
export interface ConfigFault {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

export type ReadConfig = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly ConfigFault[] };

const projectRoot = join(import.meta.dirname, '../..');

interface Variable<S extends z.ZodType> {
  readonly schema: S;
  readonly zh: string;
  readonly en: string;
}

const flag = z.enum(['0', '1', 'true', 'false', 'yes', 'no']).transform((text) => text === '1' || text === 'true' || text === 'yes');
const flagWords = { zh: '只能是 true 或 false', en: 'must be true or false' };
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const postgresWords = {
  zh: '应为 postgres://用户:密码@主机:端口/数据库 形式的地址',
  en: 'must be an address like postgres://user:password@host:port/database',
};
const webUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const webWords = { zh: '应为以 http:// 或 https:// 开头的完整地址', en: 'must be a whole address that begins with http:// or https://' };
const portNumber = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65535);
const portWords = { zh: '应为 0 到 65535 之间的端口号', en: 'must be a port number from 0 to 65535' };
const text = z.string();
const textWords = { zh: '应为文字', en: 'must be text' };

const variables = {
  AMENDS_DEMO: { schema: flag.optional(), ...flagWords },
  HOST: {
    schema: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    zh: '应为主机名或 IP 地址',
    en: 'must be a host name or an IP address',
  },
  PORT: { schema: portNumber.default(7800), ...portWords },
  WORK_HEALTH_PORT: { schema: portNumber.optional(), ...portWords },
  PUBLIC_URL: { schema: webUrl.optional(), ...webWords },
  DATA_DIR: { schema: text.optional(), ...textWords },
  DATABASE_URL: { schema: postgresUrl.optional(), ...postgresWords },
  DATABASE_DIRECT_URL: { schema: postgresUrl.optional(), ...postgresWords },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    zh: '应为 smtp://用户:密码@主机:端口 形式的地址',
    en: 'must be an address like smtp://user:password@host:port',
  },
  SMTP_HOST: { schema: text.optional(), ...textWords },
  SMTP_PORT: { schema: portNumber.optional(), ...portWords },
  SMTP_USER: { schema: text.optional(), ...textWords },
  SMTP_PASSWORD: { schema: text.optional(), ...textWords },
  SMTP_SECURE: { schema: flag.optional(), ...flagWords },
  SMTP_FROM: {
    schema: z.string().regex(/@/).optional(),
    zh: '应为发件邮箱，例如 售后 <help@example.com>',
    en: 'must be the sender, for example Help <help@example.com>',
  },
  PAYMENT_URL: { schema: webUrl.optional(), ...webWords },
  PAYMENT_SECRET: { schema: z.string().min(16).optional(), zh: '至少要有 16 个字符', en: 'must have at least 16 characters' },
  TRACKING_URL: { schema: webUrl.optional(), ...webWords },
  TRACKING_CUSTOMER: { schema: text.optional(), ...textWords },
  TRACKING_KEY: { schema: text.optional(), ...textWords },
  INTERCEPT_URL: { schema: webUrl.optional(), ...webWords },
  INTERCEPT_KEY: { schema: text.optional(), ...textWords },
  INTERCEPT_SECRET: { schema: text.optional(), ...textWords },
  INTERCEPT_SALT: { schema: z.string().min(8).optional(), zh: '至少要有 8 个字符', en: 'must have at least 8 characters' },
  TRACKING_SALT: { schema: z.string().min(8).optional(), zh: '至少要有 8 个字符', en: 'must have at least 8 characters' },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    zh: '只能是 fatal、error、warn、info、debug、trace 或 silent',
    en: 'must be fatal, error, warn, info, debug, trace or silent',
  },
  TRUST_PROXY: { schema: text.default('false'), ...textWords },
  SECRET_KEY: { schema: z.string().min(32).optional(), zh: '至少要有 32 个字符', en: 'must have at least 32 characters' },
  SECRET_KEY_OLD: {
    schema: z
      .string()
      .transform((text) => text.split(',').map((each) => each.trim()))
      .pipe(z.array(z.string().min(32)))
      .optional(),
    zh: '应为以前用过的 SECRET_KEY，多个用逗号分隔，每个至少 32 个字符',
    en: 'must be SECRET_KEYs of before, with commas between them, at least 32 characters each',
  },
} satisfies Record<string, Variable<z.ZodType>>;

type Name = keyof typeof variables;
type Values = { [N in Name]: z.output<(typeof variables)[N]['schema']> };

/** Reads every setting from these variables (an empty one counts as absent) and gives the config, or all faults at once. Pure. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ReadConfig {
  const names = Object.keys(variables) as Name[];
  const faults: ConfigFault[] = [];
  const values: Partial<Record<Name, unknown>> = {};
  for (const name of names) {
    const given = env[name]?.trim();
    const { schema, zh, en } = variables[name];
    const read = schema.safeParse(given === '' ? undefined : given);
    if (read.success) values[name] = read.data;
    else faults.push({ name, zh, en });
  }
  faults.push(...faultsBetween((name) => Boolean(env[name]?.trim())));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config: assemble(values as Values) };
}

/** The config from `.env` and the environment (which wins). Prints every fault in both languages and ends the program with code 2 when there are any. */
export async function loadConfig(): Promise<Config> {
  const file = await readFile(join(projectRoot, '.env'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const read = readConfig({ ...parseEnv(file), ...process.env });
  if (read.ok) return read.config;
  process.stderr.write(`${describeFaults(read.faults)}\n`);
  return process.exit(2);
}

/** All faults of the settings in plain words, one line each. */
export function describeFaults(faults: readonly ConfigFault[]): string {
  const lines = faults.map((fault) => `  ${fault.name}: ${fault.zh}\n  ${' '.repeat(fault.name.length)}  ${fault.en}`);
  return [
    '设置有误，程序没有启动。请在环境变量或 .env 中更正：',
    'The settings have faults; nothing was started. Mend them in the environment or in .env:',
    ...lines,
  ].join('\n');
}

/**
 * The installation's secrets, the one in use first: SECRET_KEY, or one made on first use and kept in the data folder (0600);
 * then the old ones. One from the data folder still opens what it sealed after a SECRET_KEY was set.
 */
export async function secretKeysOf(config: Config): Promise<readonly [string, ...string[]]> {
  const file = join(config.dataDir, 'secret.key');
  const old = config.oldSecretKeys ?? [];
  if (config.secretKey) {
    const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return [config.secretKey, ...old, ...(kept.trim() ? [kept.trim()] : [])];
  }
  await makeDataDir(config.dataDir);
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return [(await readFile(file, 'utf8')).trim(), ...old];
}

/** Makes the data folder: others may pass through it (PostgreSQL's user must reach its own folder inside), but not list it. */
async function makeDataDir(dataDir: string): Promise<void> {
  const made = await mkdir(dataDir, { recursive: true });
  if (made !== undefined) await chmod(dataDir, 0o711);
}

function faultsBetween(has: (name: Name) => boolean): ConfigFault[] {
  const needs = (name: Name, other: string): ConfigFault => ({
    name,
    zh: `设置了 ${other} 时必须一并设置`,
    en: `is needed as well when ${other} is set`,
  });
  const mail = has('SMTP_URL') ? 'SMTP_URL' : has('SMTP_HOST') ? 'SMTP_HOST' : undefined;
  return [
    ...(mail && !has('SMTP_FROM') ? [needs('SMTP_FROM', mail)] : []),
    ...(has('SMTP_URL') && has('SMTP_HOST')
      ? [{ name: 'SMTP_URL', zh: '不能与 SMTP_HOST 同时设置', en: 'can not be set together with SMTP_HOST' }]
      : []),
    ...(has('SMTP_USER') && !has('SMTP_PASSWORD') ? [needs('SMTP_PASSWORD', 'SMTP_USER')] : []),
    ...(has('PAYMENT_URL') && !has('PAYMENT_SECRET') ? [needs('PAYMENT_SECRET', 'PAYMENT_URL')] : []),
    ...(['INTERCEPT_KEY', 'INTERCEPT_SECRET', 'INTERCEPT_SALT'] as const).flatMap((name) =>
      has('INTERCEPT_URL') && !has(name) ? [needs(name, 'INTERCEPT_URL')] : [],
    ),
    ...(has('TRACKING_URL') && !has('TRACKING_CUSTOMER') ? [needs('TRACKING_CUSTOMER', 'TRACKING_URL')] : []),
    ...(has('TRACKING_URL') && !has('TRACKING_KEY') ? [needs('TRACKING_KEY', 'TRACKING_URL')] : []),
    ...(has('DATABASE_DIRECT_URL') && !has('DATABASE_URL') ? [needs('DATABASE_URL', 'DATABASE_DIRECT_URL')] : []),
  ];
}

function assemble(values: Values): Config {
  const demo = values.AMENDS_DEMO ?? false;
  const anywhere = values.HOST === '0.0.0.0' || values.HOST === '::';
  const mail = mailOf(values);
  return {
    demo,
    host: values.HOST,
    port: values.PORT,
    ...(values.WORK_HEALTH_PORT === undefined ? {} : { workHealthPort: values.WORK_HEALTH_PORT }),
    publicUrl:
      values.PUBLIC_URL ?? `http://${anywhere ? '127.0.0.1' : values.HOST.includes(':') ? `[${values.HOST}]` : values.HOST}:${values.PORT}`,
    dataDir: resolve(projectRoot, values.DATA_DIR ?? (demo ? 'data-demo' : 'data')),
    ...(values.DATABASE_URL
      ? { databaseUrl: values.DATABASE_URL, databaseDirectUrl: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL }
      : {}),
    ...(mail ? { mail } : {}),
    ...(values.PAYMENT_URL && values.PAYMENT_SECRET ? { payment: { url: values.PAYMENT_URL, secret: values.PAYMENT_SECRET } } : {}),
    ...trackingOf(values),
    ...interceptOf(values),
    logLevel: values.LOG_LEVEL,
    trustProxy: proxyOf(values.TRUST_PROXY),
    ...(values.SECRET_KEY ? { secretKey: values.SECRET_KEY } : {}),
    ...(values.SECRET_KEY_OLD ? { oldSecretKeys: values.SECRET_KEY_OLD } : {}),
  };
}

function mailOf(values: Values): MailConfig | undefined {
  const from = values.SMTP_FROM;
  if (from === undefined) return undefined;
  if (values.SMTP_URL) {
    const url = new URL(values.SMTP_URL);
    const secure = url.protocol === 'smtps:';
    const sign = url.username ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) } : {};
    return { host: url.hostname, port: Number(url.port) || (secure ? 465 : 587), secure, from, ...sign };
  }
  if (!values.SMTP_HOST) return undefined;
  const secure = values.SMTP_SECURE ?? values.SMTP_PORT === 465;
  const sign = values.SMTP_USER && values.SMTP_PASSWORD ? { user: values.SMTP_USER, password: values.SMTP_PASSWORD } : {};
  return { host: values.SMTP_HOST, port: values.SMTP_PORT ?? (secure ? 465 : 587), secure, from, ...sign };
}

function interceptOf({
  INTERCEPT_URL: url,
  INTERCEPT_KEY: key,
  INTERCEPT_SECRET: secret,
  INTERCEPT_SALT: salt,
}: Values): Pick<Config, 'intercept'> {
  return url && key && secret && salt ? { intercept: { url, key, secret, salt } } : {};
}

function trackingOf({
  TRACKING_URL: url,
  TRACKING_CUSTOMER: customer,
  TRACKING_KEY: key,
  TRACKING_SALT: salt,
}: Values): Pick<Config, 'tracking'> {
  return url && customer && key ? { tracking: { url, customer, key, ...(salt ? { salt } : {}) } } : {};
}

function proxyOf(given: string): boolean | number | string {
  if (given === 'true' || given === 'false') return given === 'true';
  return /^\d+$/.test(given) ? Number(given) : given;
}

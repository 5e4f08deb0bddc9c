import type { RefusalTable } from './result.ts';

/** Words for what the operator meets at the terminal: starting, backing up, restoring. */
export const embeddedRefusals: RefusalTable = {
  'embedded.alreadyRunning': {
    status: 409,
    zh: { agent: ({ pid }) => `Amends 已在使用这个数据目录（进程 ${String(pid)}）。请直接使用它，或先停止它，或用 DATA_DIR 另指定目录。` },
    en: {
      agent: ({ pid }) =>
        `Amends is running on this data already (process ${String(pid)}). Use it, stop it first, or set another DATA_DIR.`,
    },
  },
  'embedded.orphan': {
    status: 409,
    zh: { agent: ({ pid }) => `上次遗留的 PostgreSQL（进程 ${String(pid)}）没有退出。请执行 kill -INT ${String(pid)}，稍候再启动。` },
    en: {
      agent: ({ pid }) =>
        `The PostgreSQL left by the last run (process ${String(pid)}) does not end. Run: kill -INT ${String(pid)}, wait a little, start again.`,
    },
  },
  'backup.external': {
    status: 422,
    zh: {
      agent: '这个数据库不由本程序管理，请用它自己的工具备份：pg_basebackup、pg_dump，或服务商的快照；另外请一并备份 DATA_DIR 里的文件。',
    },
    en: {
      agent:
        "This database is not run by this program: back it up with its own tools (pg_basebackup, pg_dump or the provider's snapshots), and the files in DATA_DIR with it.",
    },
  },
  'backup.targetTaken': {
    status: 409,
    zh: { agent: ({ target }) => `${String(target)} 已存在，请换一个新的目录名。` },
    en: { agent: ({ target }) => `${String(target)} exists already: name a new folder.` },
  },
  'restore.notABackup': {
    status: 422,
    zh: { agent: ({ target }) => `${String(target)} 里没有 manifest.json，不是完整的备份。` },
    en: { agent: ({ target }) => `There is no manifest.json in ${String(target)}: it is no complete backup.` },
  },
  'restore.incomplete': {
    status: 422,
    zh: { agent: ({ expected, found }) => `备份应有 ${String(expected)} 个文件，只找到 ${String(found)} 个或大小不符，没有恢复。` },
    en: {
      agent: ({ expected, found }) =>
        `The backup should hold ${String(expected)} files; ${String(found)} were found, or their sizes differ. Nothing was restored.`,
    },
  },
  'restore.dataDirTaken': {
    status: 409,
    zh: { agent: ({ dataDir }) => `${String(dataDir)} 里已有数据。请用 DATA_DIR 指定一个空目录，或先移走旧数据。` },
    en: {
      agent: ({ dataDir }) => `There is data in ${String(dataDir)}. Set DATA_DIR to an empty folder, or move the old data away first.`,
    },
  },
};

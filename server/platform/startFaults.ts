import { EmbeddedUnfit } from './embeddedNative.ts';
import { MigrationFault } from './migrate.ts';

/** The address that the settings ask for can't be listened on. */
export class ListenFault extends Error {}

interface SystemError {
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
  readonly message: string;
  /** One fault per address that was tried. */
  readonly errors?: readonly Error[];
}

/**
 * A fault of the machine or the set-up that stops a start, in words for the operator (Chinese, then English) with the way
 * out. Undefined: not one of these, so a fault of ours, to be shown whole. Never holds a password.
 */
export function explainStartFault(error: unknown, dataDir: string): string | undefined {
  if (error instanceof MigrationFault || error instanceof EmbeddedUnfit || error instanceof ListenFault) return error.message;
  if (!(error instanceof Error)) return undefined;
  const fault = error as SystemError;
  if (fault.path !== undefined) return ofFolder(fault.code, fault.path, dataDir);
  return ofDatabase(fault);
}

/** What to say when listening failed. Undefined: none of the known reasons. */
export function explainListenFault(error: unknown, host: string, port: number): string | undefined {
  switch ((error as SystemError).code) {
    case 'EADDRINUSE':
      return `端口 ${port} 已被占用：请设置 PORT 换一个，或先停止占用它的程序。\nPort ${port} is in use: set PORT to another, or stop what is using it.`;
    case 'EACCES':
      return `没有权限使用端口 ${port}：请把 PORT 设为 1024 以上的端口。\nPort ${port} may not be used by this user: set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `本机没有地址 ${host}：请更正 HOST（0.0.0.0 表示全部地址）。\nThis machine has no address ${host}: mend HOST (0.0.0.0 means every address).`;
    default:
      return undefined;
  }
}

function ofFolder(code: string | undefined, path: string, dataDir: string): string | undefined {
  if (!path.startsWith(dataDir) && !dataDir.startsWith(path)) return undefined;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `无法写入数据目录 ${path}：请检查权限，或用 DATA_DIR 另指定目录。\nThe data folder ${path} can not be written to: check its permissions, or set another DATA_DIR.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${path} 不是目录：请用 DATA_DIR 另指定目录。\n${path} is no folder: set another DATA_DIR.`;
    case 'ENOSPC':
      return `磁盘已满：${path}。请腾出空间后再启动。\nThe disk is full: ${path}. Make room, then start again.`;
    default:
      return undefined;
  }
}

function ofDatabase(fault: SystemError): string | undefined {
  const message = fault.errors?.[0]?.message ?? fault.message;
  switch (fault.code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case '57P03':
    case '53300':
      return `无法连接数据库：${message}。请检查 DATABASE_URL，并确认 PostgreSQL 已启动。\nThe database can not be reached: ${message}. Check DATABASE_URL and that PostgreSQL is running.`;
    case '28P01':
    case '28000':
      return `数据库拒绝登录：${message}。请检查 DATABASE_URL 中的用户与密码。\nThe database refuses the sign-in: ${message}. Check the user and the password in DATABASE_URL.`;
    case '3D000':
      return `没有这个数据库：${message}。请先创建（ENCODING 'UTF8'，区域设置如 C.UTF-8）。\nThere is no such database: ${message}. Create it first (ENCODING 'UTF8', a locale such as C.UTF-8).`;
    default:
      return undefined;
  }
}

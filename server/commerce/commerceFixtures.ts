import type { Command } from '#platform/command.ts';
import { all, type Database, inTransaction, sql } from '#platform/db.ts';
import type { Shop } from './contract.ts';
import { savePlace, saveShop } from './shopsStore.ts';

// For the tests of this folder only.

export const testNow = new Date('2026-11-20T12:00:00Z');

export function commandAt<T>(db: Database, work: (command: Command) => Promise<T>, now: Date = testNow): Promise<T> {
  return inTransaction(db, (tx) => work({ tx, now, actor: { kind: 'system', id: 'system' }, cause: 'test' }));
}

export function makeShop(db: Database, code: string, more: Partial<Shop> = {}): Promise<Shop> {
  return commandAt(db, (command) =>
    saveShop(command, {
      code,
      name: `${code} 店`,
      nameEn: code,
      platform: 'taobao',
      entity: '栖禾商贸',
      zone: 'Asia/Shanghai',
      lang: 'zh',
      orderForm: '\\d{18,19}',
      signature: '',
      replyFrom: null,
      phone: '',
      hours: null,
      payWords: undefined,
      claimDays: 30,
      active: true,
      ...more,
    }),
  );
}

export async function makePlaces(db: Database): Promise<void> {
  await commandAt(db, async (command) => {
    await savePlace(command, 'warehouses', { code: 'north', name: '澜江北仓', nameEn: 'Lanjiang North', email: null, active: true });
    await savePlace(command, 'carriers', { code: 'xunchuan', name: '迅川快递', nameEn: 'Xunchuan Express', email: null, active: true });
  });
}

export function eventsOf(db: Database): Promise<{ kind: string; data: { orderIds?: string[] } }[]> {
  return all(sql<{ kind: string; data: { orderIds?: string[] } }>`select kind, data from events order by id`, db);
}

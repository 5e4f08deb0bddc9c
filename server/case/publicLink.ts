import type { House } from '#platform/module.ts';

let address = '';

/** What links in letters begin with; kept at start, because letters are written where no request is. */
export function keepPublicUrl(house: Pick<House, 'config'>): Promise<void> {
  address = house.config.publicUrl;
  return Promise.resolve();
}

/** A customer's link: `c` to a case, `s` to its survey. */
export function linkTo(page: 'c' | 's', secret: string): string {
  if (address === '') throw new Error('links need the public address: the case module was not prepared');
  return `${address}/${page}/${secret}`;
}

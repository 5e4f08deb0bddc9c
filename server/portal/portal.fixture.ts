import sharp from 'sharp';
import { expect } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import type { Story, Told } from '../../test/stories/telling.ts';
import { type Page, type Visitor, visitorOf } from './visitor.fixture.ts';

let next = 26112800000001;
export const nextOrderNo = (): string => String((next += 1));

/** An order of one cabinet; the tails that prove it: phone 0031, extension 1207, waybill of its number. */
export async function freshOrder(story: Story): Promise<string> {
  const orderNo = nextOrderNo();
  await story.order(orderNo, {
    contact: {
      receiver: '林**',
      phone: '17000000031',
      phoneKind: 'virtual',
      extension: '1207',
      nick: `买家${orderNo}`,
      buyerId: `b-${orderNo}`,
    },
  });
  return orderNo;
}

export async function freshCase(story: Story): Promise<{ told: Told; orderNo: string }> {
  const orderNo = await freshOrder(story);
  return { told: await story.report({ orderNo, handles: [] }), orderNo };
}

/** The link that an agent gives the customer. */
export async function linkOf(story: Story, told: Told): Promise<string> {
  const { url } = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: told.id } });
  return new URL(url).pathname;
}

export async function opened(story: Story, told: Told, lang: 'zh' | 'en' = 'zh'): Promise<{ visitor: Visitor; page: Page; link: string }> {
  const visitor = visitorOf(story.desk.app, lang);
  const link = await linkOf(story, told);
  return { visitor, link, page: await visitor.get(link) };
}

export async function proven(visitor: Visitor, orderNo: string, tail = '1207', playbook = 'missing-parts'): Promise<Page> {
  const start = await visitor.get(`/report/${playbook}`);
  return start.send('/identity', { orderNo, tail });
}

export async function picked(visitor: Visitor, orderNo: string, typed: Record<string, string> = {}): Promise<Page> {
  const parts = await proven(visitor, orderNo);
  expect(parts.path).toBe('/report/missing-parts/parts');
  return parts.send('/parts', { [hingeField(parts)]: '2', howLost: '柜门装到一半少两个铰链，螺丝倒是多一包。', go: 'next', ...typed });
}

export function hingeField(page: Page): string {
  return /name="(q:[^"]+:HJ-35)"/.exec(page.html)?.[1] ?? '';
}

export const photo = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();

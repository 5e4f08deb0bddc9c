import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersRoutes } from '#answers/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { newId } from '#platform/ids.ts';
import { type Desk, openDesk } from '../../test/desk.ts';
import { shippedPlaybook } from '../../test/walks/playbooksWalked.ts';
import { termsPart } from './termsPart.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  const operations = desk.as('operations');
  await operations.ok(answersRoutes.importPlaces, {
    body: { carrierId: desk.cast.carrier, csv: '澜江市/望岳区,Lanjiang/Wangyue,本地,可派送\n松川市/北渡镇,Songchuan/Beidu,外围,部分,周五' },
  });
  const price = {
    serviceZh: '标准件',
    serviceEn: 'Standard',
    origin: '*',
    destination: '*',
    firstG: 1000,
    firstFen: 1200,
    furtherG: 1000,
    furtherFen: 400,
    volumeDivisor: 6000,
    daysLeast: 2,
    daysMost: 3,
    source: '示例价目表',
    validFrom: '2026-01-01',
  };
  await operations.ok(answersRoutes.putTariff, { params: { tariffId: newId() }, body: { ...price, carrierId: desk.cast.carrier } });
  await operations.ok(answersRoutes.putArticle, {
    params: { articleId: newId() },
    body: {
      topic: 'claim',
      titleZh: '丢件怎么赔',
      titleEn: 'Lost parcels',
      bodyZh: '先查找，再按保价或实际损失赔付。',
      bodyEn: 'We search first.',
      source: '运营示例',
      validFrom: '2026-01-01',
    },
  });
  await operations.ok(commerceRoutes.putOrder, {
    params: { shop: 'qimu', orderNo: '26119900000002' },
    body: {
      state: 'shipped',
      contact: { receiver: '王小明', phone: '19900000077', address: '松川市北渡镇渡口街 8 号' },
      lines: [{ lineNo: '1', title: '耳机', quantity: 1, priceFen: 100 }],
      parcels: [
        {
          waybill: 'XC269000000777',
          carrier: 'xunchuan',
          state: 'in-transit',
          shippedAt: '2026-11-20T01:00:00Z',
          scan: { at: '2026-11-20T02:00:00Z', text: '到达，签收人：王小明', place: '松川分拨中心' },
        },
      ],
    },
  });
});
afterAll(() => desk.close());

const open = (query: Record<string, string>, lang = 'zh') =>
  desk.app.inject({ url: `/answers?${new URLSearchParams({ ...query, lang }).toString()}`, headers: { accept: 'text/html' } });

describe('the answers page, for anybody and without script (EX-1, EX-2)', () => {
  it('tracks a parcel and shows nothing of whose it is', async () => {
    const page = await open({ waybill: '您的快件 XC269000000777 正在途中' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('XC26******0777');
    expect(page.body).toContain('松川分拨中心');
    expect(page.body).not.toMatch(/王小明|19900000077|渡口街|<script>/);
  });

  it('says where a number is not known, at its field', async () => {
    const page = await open({ waybill: 'XC000000000000' });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('aria-invalid="true"');
  });

  it('reckons a fee and marks what nobody verified, in both languages', async () => {
    expect((await open({ from: '望岳', to: '北渡镇', kg: '6' })).body).toMatch(/¥32\.00[\s\S]*示例，未核实/);
    expect((await open({ from: 'Wangyue', to: 'Beidu', kg: '6' }, 'en')).body).toMatch(/¥32\.00[\s\S]*not verified/);
    expect((await open({ from: '望岳', to: '北渡镇', kg: 'x' })).statusCode).toBe(422);
  });

  it('answers area and questions, and escapes what was typed', async () => {
    expect((await open({ address: '松川市北渡镇' })).body).toContain('部分可送');
    const page = await open({ q: '丢件<b>' });
    expect(page.body).toContain('先查找');
    expect(page.body).not.toContain('丢件<b>');
  });

  it('leads on to a case by one click, with what was asked (EX-2, IN-3)', async () => {
    const ways = (page: { body: string }) =>
      [...page.body.matchAll(/href="\/report\/([^"?]+)\?([^"]*)"/g)].map(([, name = '', query = '']) => ({
        name,
        query: new URLSearchParams(query.replaceAll('&amp;', '&')),
      }));
    const tracked = ways(await open({ waybill: 'XC269000000777' }));
    expect(tracked.map((each) => each.name)).toEqual(expect.arrayContaining(['express-claim', 'express-complaint', 'express-enquiry']));
    expect(tracked[0]?.query.get('orderNo')).toBe('XC269000000777');
    const [fee] = ways(await open({ from: '望岳', to: '北渡镇', kg: '6' }));
    expect([fee?.name, fee?.query.get('weight'), fee?.query.get('problem')]).toEqual(['express-enquiry', '6000', 'enquiry.fee']);
    const start = await desk.app.inject({
      url: `/report/express-enquiry?${fee?.query.toString() ?? ''}`,
      headers: { accept: 'text/html' },
    });
    expect(start.body).toMatch(/name="from" value="望岳"/);
    // A number that nobody knows leads on as well, but says nothing of a parcel.
    expect(ways(await open({ waybill: 'XC000000000000' })).every((each) => !each.query.has('orderNo'))).toBe(true);
  });

  it('publishes what carriers’ terms and authorities’ times are, with their source, marked until verified (CL-8, EX-11)', async () => {
    const operations = desk.as('operations');
    const days = { lostDays: 5, claimDays: 30, damageDays: 7, acceptanceDays: 2, decisionDays: 10, paymentDays: 7, uninsuredTimes: 5 };
    const source = { sourceZh: '迅川合同', sourceEn: 'Xunchuan contract' };
    await operations.ok(answersRoutes.putTerms, {
      params: { carrierId: desk.cast.carrier },
      body: { ...days, ...source, validFrom: '2026-01-01' },
    });
    const visit = { secret: '', token: '', known: true, lang: 'zh' as const };
    const published = await termsPart(desk.house.db, shippedPlaybook('express-claim'), visit, desk.clock.now());
    expect(published?.text).toMatch(/受理 2 天内，核定 10 天内，支付 7 天内[\s\S]*来源: 迅川合同 \(示例，未核实\)/);
  });

  it('takes a voice only from its own form', async () => {
    const voted = await desk.app.inject({
      method: 'POST',
      url: '/answers/votes',
      payload: 'article=x&useful=yes',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(voted.statusCode).toBe(403);
  });
});

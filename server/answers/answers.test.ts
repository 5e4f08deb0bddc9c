import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commerceRoutes } from '#commerce/wire.ts';
import { newId } from '#platform/ids.ts';
import { type Desk, openDesk } from '../../test/desk.ts';
import { answersRoutes } from './wire.ts';

let desk: Desk;
let jiangling: string;
beforeAll(async () => {
  desk = await openDesk();
  const operations = desk.as('operations');
  const saved = await operations.ok(commerceRoutes.putCarrier, {
    params: { code: 'jiangling' },
    body: { name: '江岭速运', nameEn: 'Jiangling Express', email: null, active: true },
  });
  jiangling = saved.id;
});
afterAll(() => desk.close());

const article = (more: object = {}) => ({
  topic: 'time-limit' as const,
  titleZh: '寄到北渡要几天',
  titleEn: 'How long to Beidu',
  bodyZh: '望岳发往北渡镇一般 2 到 3 天。',
  bodyEn: 'From Wangyue to Beidu it usually takes two or three days.',
  askedZh: '北渡多久能到\n几天送到',
  askedEn: 'delivery time',
  source: '运营示例',
  validFrom: '2026-01-01',
  ...more,
});

describe('kept knowledge (EX-1)', () => {
  it('is found by the words of a question, the best first, in both languages', async () => {
    const operations = desk.as('operations');
    const days = newId();
    await operations.ok(answersRoutes.putArticle, { params: { articleId: days }, body: article() });
    await operations.ok(answersRoutes.putArticle, {
      params: { articleId: newId() },
      body: article({
        titleZh: '怎么保价',
        titleEn: 'Insurance',
        bodyZh: '寄件时声明价值。',
        bodyEn: 'Declare the value.',
        askedZh: '',
        askedEn: '',
      }),
    });
    const asked = await desk.as('agent').ok(answersRoutes.articles, { query: { q: '我的件到北渡要多久' } });
    expect(asked.items[0]).toMatchObject({ id: days, verified: false, inForce: true });
    const english = await desk.as('agent').ok(answersRoutes.articles, { query: { q: 'insurance' } });
    expect(english.items.map((each) => each.titleEn)).toEqual(['Insurance']);
  });

  it('shows what is in force only, and the rest to those who keep it', async () => {
    const id = newId();
    await desk.as('operations').ok(answersRoutes.putArticle, {
      params: { articleId: id },
      body: article({ titleZh: '去年的时效', validFrom: '2025-01-01', validUntil: '2025-12-31' }),
    });
    const ids = async (all: boolean) =>
      (await desk.as('agent').ok(answersRoutes.articles, { query: { q: '去年的时效', ...(all ? { all: 'true' } : {}) } })).items.map(
        (each) => each.id,
      );
    expect(await ids(false)).not.toContain(id);
    expect(await ids(true)).toContain(id);
    expect(
      await desk
        .as('operations')
        .refused(answersRoutes.putArticle, { params: { articleId: id }, body: article({ validUntil: '2025-01-01' }) }),
    ).toMatchObject({ code: 'dates-turned', status: 422 });
  });

  it('counts one voice of a reader, and an agent may not write', async () => {
    const id = newId();
    await desk.as('operations').ok(answersRoutes.putArticle, { params: { articleId: id }, body: article() });
    const vote = (who: 'agent' | 'agent2', useful: boolean) =>
      desk.as(who).ok(answersRoutes.voteArticle, { params: { articleId: id }, body: { useful } });
    await vote('agent', true);
    expect(await vote('agent', false)).toEqual({ useful: 0, useless: 1 });
    expect(await vote('agent2', true)).toEqual({ useful: 1, useless: 1 });
    expect(await desk.as('agent').refused(answersRoutes.putArticle, { params: { articleId: id }, body: article() })).toMatchObject({
      status: 403,
    });
  });
});

describe('area and fee (EX-1)', () => {
  it('takes a list of places, and says which rows it could not', async () => {
    const csv =
      '地点,英文,分区,派送,说明\n澜江市/望岳区,Lanjiang/Wangyue,本地,可派送,\n松川市/北渡镇,Songchuan/Beidu,外围,部分,每周二、五派送\n远山县,Yuanshan,外围,也许,\n白鹭市/孤屿,Bailu/Guyu,外围,不派送,无航班';
    const done = await desk.as('operations').ok(answersRoutes.importPlaces, { body: { carrierId: jiangling, csv } });
    expect(done).toEqual({ saved: 3, refused: [{ line: 4, why: 'delivered' }] });
    const { items } = await desk.as('agent').ok(answersRoutes.area, { query: { address: '松川市北渡镇渡口街 8 号' } });
    expect(items).toEqual([
      { carrier: { id: jiangling, name: '江岭速运' }, delivered: 'limited', place: '松川市 北渡镇', zone: '外围', note: '每周二、五派送' },
    ]);
  });

  it('reckons a fee from the price in force, and says how', async () => {
    const price = {
      carrierId: jiangling,
      serviceZh: '标准件',
      serviceEn: 'Standard',
      origin: '本地',
      destination: '外围',
      firstG: 1000,
      firstFen: 1200,
      furtherG: 1000,
      furtherFen: 400,
      volumeDivisor: 6000,
      insuredPerMille: 5,
      insuredLeastFen: 100,
      daysLeast: 2,
      daysMost: 3,
      source: '示例价目表',
      validFrom: '2026-01-01',
    };
    const operations = desk.as('operations');
    await operations.ok(answersRoutes.putTariff, { params: { tariffId: newId() }, body: price });
    expect(await operations.refused(answersRoutes.putTariff, { params: { tariffId: newId() }, body: price })).toMatchObject({
      code: 'tariff-stands',
    });
    const quote = await desk
      .as('agent')
      .ok(answersRoutes.quote, { body: { from: '澜江市望岳区', to: '北渡镇', weightG: 6000, insuredFen: 35_900 } });
    expect(quote.items).toHaveLength(1);
    expect(quote.items[0]).toMatchObject({
      freightFen: 3200,
      insuranceFen: 180,
      totalFen: 3380,
      chargedG: 6000,
      daysMost: 3,
      verified: false,
      delivered: 'limited',
    });
    expect(quote.items[0]?.why.join()).toContain('续重 5 × 1 千克 × ¥4.00');
    expect(await desk.as('agent').refused(answersRoutes.quote, { body: { from: '望岳', to: '不知道的地方', weightG: 500 } })).toMatchObject(
      {
        code: 'place-not-known',
        field: 'to',
      },
    );
    expect(await desk.as('agent').refused(answersRoutes.quote, { body: { from: '望岳', to: '白鹭市孤屿', weightG: 500 } })).toMatchObject({
      code: 'no-tariff',
    });
  });
});

describe('where a parcel is, without a case (EX-2)', () => {
  it('is found in a pasted text, and tells nobody whose it is', async () => {
    const at = (days: number): string => new Date(desk.clock.now().getTime() - days * 86_400_000).toISOString();
    await desk.as('operations').ok(commerceRoutes.putOrder, {
      params: { shop: 'qimu', orderNo: '26119900000001' },
      body: {
        state: 'shipped',
        lines: [{ lineNo: '1', title: '耳机', quantity: 1, priceFen: 35_900 }],
        parcels: [
          {
            waybill: 'JL269000000001',
            carrier: 'jiangling',
            warehouse: 'north',
            state: 'delivering',
            shippedAt: at(1),
            scan: { at: at(0), text: '派送员：李师傅 19900000012 正在派送', place: '望岳网点' },
          },
        ],
      },
    });
    const found = await desk.as('agent').ok(answersRoutes.tracking, { query: { q: '麻烦查下 jl269000000001 到哪了' } });
    expect(found).toMatchObject({
      waybill: 'JL26******0001',
      state: 'delivering',
      stateWords: '派送中',
      place: '望岳网点',
      expected: '预计今天送达',
    });
    expect(JSON.stringify(found)).not.toMatch(/李师傅|19900000012|JL269000000001/);
    expect(await desk.as('agent').refused(answersRoutes.tracking, { query: { q: '你好' } })).toMatchObject({ code: 'no-waybill-in-text' });
    expect(await desk.as('agent').refused(answersRoutes.tracking, { query: { q: 'JL999999999999' } })).toMatchObject({
      code: 'waybill-not-known',
      status: 404,
    });
  });
});

describe("carriers' terms (CL-8)", () => {
  it('hold from a day on; what held before stays, and nothing unverified is shown as verified', async () => {
    const terms = {
      lostDays: 5,
      claimDays: 30,
      damageDays: 7,
      acceptanceDays: 2,
      decisionDays: 15,
      paymentDays: 7,
      uninsuredTimes: 5,
      sourceZh: '示例',
      sourceEn: 'example',
    };
    const put = (validFrom: string, lostDays: number) =>
      desk.as('operations').ok(answersRoutes.putTerms, { params: { carrierId: jiangling }, body: { ...terms, lostDays, validFrom } });
    await put('2026-01-01', 5);
    await put('2026-06-01', 7);
    await put('2027-01-01', 3);
    const { items } = await desk.as('agent').ok(answersRoutes.terms);
    expect(items.map(({ validFrom, lostDays, inForce, verified }) => [validFrom, lostDays, inForce, verified])).toEqual([
      ['2027-01-01', 3, false, false],
      ['2026-06-01', 7, true, false],
      ['2026-01-01', 5, false, false],
    ]);
    expect(
      await desk
        .as('agent')
        .refused(answersRoutes.putTerms, { params: { carrierId: jiangling }, body: { ...terms, validFrom: '2026-02-01' } }),
    ).toMatchObject({
      status: 403,
    });
  });
});

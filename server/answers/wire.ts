import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';
import {
  areaAnswer,
  articleGiven,
  articleView,
  externalView,
  placeGiven,
  placeView,
  quoteGiven,
  quoteView,
  tariffGiven,
  tariffView,
  termsGiven,
  termsView,
  trackingView,
  authorityGiven,
  authorityView,
} from './viewWire.ts';

export {
  authorities,
  topics,
  type ArticleView,
  type ExternalView,
  type PlaceView,
  type TariffView,
  type TermsView,
  type TrackingView,
} from './viewWire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const casePath = z.object({ caseId: id });
const query = z.object({ q: freeText(200).default(''), carrierId: id.optional() });

export const answersRoutes = {
  articles: route({
    method: 'GET',
    path: '/api/v1/answers/articles',
    summary: words('知识库检索', 'Search the kept knowledge'),
    permission: 'answers.read',
    /** `all`: also what isn't in force, for those who keep it. */
    query: listQuery.extend({ q: freeText(200).default(''), all: z.stringbool().default(false) }),
    answer: listOf(articleView),
  }),
  putArticle: route({
    method: 'PUT',
    path: '/api/v1/answers/articles/:articleId',
    summary: words('保存知识条目', 'Save an article'),
    permission: 'answers.edit',
    params: z.object({ articleId: id }),
    /** Refuses `dates-turned` when it ends before it begins. */
    body: articleGiven,
    answer: articleView,
  }),
  retireArticle: route({
    method: 'DELETE',
    path: '/api/v1/answers/articles/:articleId',
    summary: words('停用知识条目', 'Retire an article'),
    permission: 'answers.edit',
    params: z.object({ articleId: id }),
    answer: z.object({ id }),
  }),
  voteArticle: route({
    method: 'POST',
    path: '/api/v1/answers/articles/:articleId/votes',
    summary: words('这条有用吗', 'Was this useful'),
    permission: 'answers.read',
    params: z.object({ articleId: id }),
    body: z.object({ useful: z.boolean() }),
    answer: z.object({ useful: z.int(), useless: z.int() }),
  }),
  quote: route({
    method: 'POST',
    path: '/api/v1/answers/quotes',
    summary: words('运费试算', 'Reckon a fee'),
    permission: 'answers.read',
    /** Refuses `place-not-known` for an address that no place of the carrier fits, `no-tariff`. */
    body: quoteGiven,
    answer: quoteView,
  }),
  area: route({
    method: 'GET',
    path: '/api/v1/answers/area',
    summary: words('派送范围查询', 'Whether an address is delivered to'),
    permission: 'answers.read',
    query: z.object({ address: someText(200), carrierId: id.optional() }),
    answer: z.object({ items: z.array(areaAnswer) }),
  }),
  tracking: route({
    method: 'GET',
    path: '/api/v1/answers/tracking',
    summary: words('运单查询（不建工单）', 'Where a parcel is, without a case'),
    permission: 'answers.read',
    /** Anything that holds a waybill number. Refuses `no-waybill-in-text`, `waybill-not-known`. */
    query: z.object({ q: someText(400) }),
    answer: trackingView,
    limit: 120,
  }),
  tariffs: route({
    method: 'GET',
    path: '/api/v1/answers/tariffs',
    summary: words('运价表', 'Tariffs'),
    permission: 'answers.read',
    query,
    answer: z.object({ items: z.array(tariffView) }),
  }),
  putTariff: route({
    method: 'PUT',
    path: '/api/v1/answers/tariffs/:tariffId',
    summary: words('保存运价', 'Save a tariff'),
    permission: 'answers.edit',
    params: z.object({ tariffId: id }),
    /** Refuses `tariff-stands` for a second one of the same way and day, `dates-turned`. */
    body: tariffGiven,
    answer: tariffView,
  }),
  places: route({
    method: 'GET',
    path: '/api/v1/answers/places',
    summary: words('派送范围', 'Delivery areas'),
    permission: 'answers.read',
    query: listQuery.extend({ q: freeText(100).default(''), carrierId: id.optional() }),
    answer: listOf(placeView),
  }),
  putPlace: route({
    method: 'PUT',
    path: '/api/v1/answers/places',
    summary: words('保存派送地点', 'Save a place'),
    permission: 'answers.edit',
    body: placeGiven,
    answer: placeView,
  }),
  importPlaces: route({
    method: 'POST',
    path: '/api/v1/answers/places/imports',
    summary: words('导入派送范围（CSV）', 'Import delivery areas (CSV)'),
    permission: 'answers.edit',
    /** Columns 地点, 英文, 分区, 派送 (可派送 / 部分 / 不派送), 说明. Bad rows are refused with their line, the rest is taken. Refuses `file-unreadable`. */
    body: z.object({ carrierId: id, csv: z.string().min(1).max(2_000_000) }),
    answer: z.object({ saved: z.int(), refused: z.array(z.object({ line: z.int(), why: z.string() })) }),
    limit: 20,
  }),
  terms: route({
    method: 'GET',
    path: '/api/v1/answers/terms',
    summary: words('快递条款与外部投诉答复期限', "Carriers' terms and authorities' answer times"),
    permission: 'answers.read',
    answer: z.object({ items: z.array(termsView), authorities: z.array(authorityView) }),
  }),
  putTerms: route({
    method: 'PUT',
    path: '/api/v1/answers/terms/:carrierId',
    summary: words('保存快递条款', "Save a carrier's terms"),
    permission: 'answers.edit',
    params: z.object({ carrierId: id }),
    body: termsGiven,
    answer: termsView,
  }),
  putAuthority: route({
    method: 'PUT',
    path: '/api/v1/answers/authorities/:authority',
    summary: words('保存外部投诉答复期限', "Save an authority's answer time"),
    permission: 'answers.edit',
    params: z.object({ authority: z.string().max(60) }),
    body: authorityGiven,
    answer: authorityView,
  }),
  external: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/external-complaint',
    summary: words('外部投诉登记', 'The external complaint of a case'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({ item: externalView.nullable() }),
  }),
  registerExternal: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/external-complaint',
    summary: words('登记外部投诉', 'Register an external complaint'),
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    /** Refuses `not-at-this-act`, `authority-number-known` (data.number), `received-in-future`. `answerDue`: as the authority wrote; else the setting. */
    body: z.object({
      authority: z.enum(['12305', '12315', '12345']),
      authorityNo: someText(60),
      receivedAt: instant,
      answerDue: instant.optional(),
      demand: freeText(4000).default(''),
    }),
    answer: changedCase,
  }),
  answerExternal: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/external-answers',
    summary: words('登记对主管部门的答复', 'Record the answer to the authority'),
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    /** Refuses `not-at-this-act`. `valid`: our responsibility was established (有效). */
    body: z.object({ verdict: z.enum(['valid', 'invalid']), answer: someText(4000), answeredAt: instant.optional() }),
    answer: changedCase,
  }),
} as const;

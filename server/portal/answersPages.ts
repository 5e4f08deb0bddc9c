import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ArticleView, articlesFor, lookUpArea, presentArticle, quoteFee, todayOf, trackParcel, vote } from '#answers/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { hashSecret } from '#platform/ids.ts';
import { refuse } from '#platform/result.ts';
import { waysOn } from './answersWays.ts';
import { answersWords } from './answersWords.ts';
import { type Door, faultOf, houseName, limited, openForm, runCommand, typedOf } from './door.ts';
import { type Fault, faultBox, field, hidden } from './fields.ts';
import { type Html, html } from './html.ts';
import { page, sendPage } from './page.ts';
import { sayTime } from './say.ts';
import { type Visit, visitOf } from './visit.ts';
import { wordsOf } from './words.ts';

/** Looking up is cheap for us and tempting for who collects numbers: this many a minute and address. */
const lookUps = 30;
const longest = 400;

type Typed = Readonly<Record<string, string>>;
interface Asking {
  readonly door: Door;
  readonly visit: Visit;
  readonly typed: Typed;
  readonly now: Date;
}
interface Answered {
  readonly body: Html | null;
  readonly faults: readonly Fault[];
}
const nothing: Answered = { body: null, faults: [] };

/** `/answers`: tracking, fee, area and kept knowledge for anybody, without script and without a case (EX-1, EX-2). */
export function mountAnswers(scope: FastifyInstance, door: Door): void {
  scope.get('/answers', limited(lookUps), async (request, reply) => show(door, request, reply));
  scope.post('/answers/votes', limited(lookUps), async (request, reply) => {
    const { visit, own } = openForm(door, request, reply);
    const { article = '', useful = '' } = typedOf(request.body);
    if (own && /^[0-9a-f-]{36}$/.test(article))
      await runCommand(door, request, systemActor, (command) =>
        vote(command, article, `visit:${hashSecret(visit.secret)}`, useful === 'yes'),
      );
    return own
      ? reply.redirect('/answers?thanks=1', 303)
      : sendPage(reply, page(visit, { ...(await frameOf(door, visit)), body: html`` }), 403);
  });
}

async function frameOf(door: Door, visit: Visit) {
  const words = answersWords[visit.lang];
  return { title: words.title, shop: await houseName(door, visit), path: '/answers', demo: door.house.config.demo, open: true };
}

async function show(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitOf(door.house, request, reply);
  const words = answersWords[visit.lang];
  const frame = wordsOf(visit.lang);
  const typed = Object.fromEntries(Object.entries(typedOf(request.query)).map(([name, value]) => [name, value.slice(0, longest).trim()]));
  const asking = { door, visit, typed, now: door.house.clock.now() };
  const tracking = typed['waybill'] ? await track(asking) : nothing;
  const fee = typed['from'] || typed['to'] ? await reckon(asking) : nothing;
  const area = typed['address'] ? await areaOf(asking) : nothing;
  const knowledge = await known(asking);
  const { waybill = '', from = '', to = '', address = '', q = '' } = typed;
  const grams = gramsOf(typed['kg'] ?? '');
  const weight = grams === null ? {} : { weight: String(grams) };
  const ways = {
    tracking:
      waybill && (await waysOn(door, visit, { problem: 'enquiry.time-limit', waybill, known: { howLost: words.askParcel(waybill) } })),
    fee:
      (from || to) &&
      (await waysOn(door, visit, { problem: 'enquiry.fee', known: { from, to, ...weight, howLost: words.askFee(from, to) } })),
    area: address && (await waysOn(door, visit, { problem: 'enquiry.area', known: { to: address, howLost: words.askArea(address) } })),
    knowledge: await waysOn(door, visit, { problem: 'enquiry.other', known: q ? { howLost: q } : {} }),
  };
  const faults = [...tracking.faults, ...fee.faults];
  const drawn = { values: typed, faults };
  const form = (title: string, fields: readonly Html[], answered: Answered, way: Html | string | null): Html =>
    html`<section class="panel"><h2>${title}</h2><form method="get" action="/answers">${fields}<button class="button" type="submit">${words.find}</button></form>${answered.body && html`<div role="status">${answered.body}</div>`}${way}</section>`;
  const body = html`<section class="hero"><h1>${words.title}</h1><p>${words.lead}</p></section>
    ${typed['thanks'] && html`<p role="status" class="panel">${words.thanks}</p>`}
    ${faultBox(frame, faults)}
    ${form(words.track, [field(frame, drawn, { name: 'waybill', label: words.waybill, help: words.waybillHelp, max: longest })], tracking, ways.tracking)}
    ${form(
      words.fee,
      [
        field(frame, drawn, { name: 'from', label: words.from, help: words.placeHelp }),
        field(frame, drawn, { name: 'to', label: words.to }),
        field(frame, drawn, { name: 'kg', label: words.kg, inputmode: 'decimal', value: '1', max: 10 }),
        field(frame, drawn, { name: 'insured', label: words.insured, inputmode: 'decimal', optional: true, max: 12 }),
      ],
      fee,
      ways.fee,
    )}
    ${form(words.area, [field(frame, drawn, { name: 'address', label: words.address, help: words.placeHelp })], area, ways.area)}
    ${form(words.ask, [field(frame, drawn, { name: 'q', label: words.question, optional: true })], knowledge, ways.knowledge)}`;
  return sendPage(reply, page(visit, { ...(await frameOf(door, visit)), body }), faults.length > 0 ? 422 : 200);
}

async function track({ door, visit, typed, now }: Asking): Promise<Answered> {
  const words = answersWords[visit.lang];
  const found = await trackParcel(door.house.db, typed['waybill'] ?? '', now, visit.lang);
  if (!found.ok) return { body: null, faults: [faultOf(door, visit, found.refused, 'waybill')] };
  const seen = found.value;
  const rows: (readonly [string, string | null])[] = [
    [seen.waybill, [seen.carrier, seen.stateWords].filter(Boolean).join(' · ')],
    [words.place, seen.place],
    [words.lastScan, seen.scanAt && `${sayTime(new Date(seen.scanAt), 'Asia/Shanghai', visit.lang)} ${seen.scanText ?? ''}`],
    [words.expected, seen.expected ?? seen.whyNot],
  ];
  return {
    body: html`<dl class="review">${rows.map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    faults: [],
  };
}

async function reckon({ door, visit, typed, now }: Asking): Promise<Answered> {
  const words = answersWords[visit.lang];
  const grams = gramsOf(typed['kg'] ?? '');
  const insured = typed['insured'] ? Math.round(Number(typed['insured']) * 100) : 0;
  if (grams === null) return { body: null, faults: [{ field: 'kg', words: words.notNumber }] };
  if (!(insured >= 0 && insured <= 10_000_000)) return { body: null, faults: [{ field: 'insured', words: words.notNumber }] };
  const missing = (['from', 'to'] as const).find((name) => !typed[name]);
  const asked = { from: typed['from'] ?? '', to: typed['to'] ?? '', weightG: grams, ...(insured > 0 ? { insuredFen: insured } : {}) };
  const quote = missing ? refuse('place-not-known', { field: missing }) : await quoteFee(door.house.db, asked, now, visit.lang);
  if (!quote.ok) return { body: null, faults: [faultOf(door, visit, quote.refused)] };
  const items = quote.value.items.map(
    (
      each,
    ) => html`<li><strong>¥${(each.totalFen / 100).toFixed(2)}</strong> ${each.carrier.name} ${each.service}, ${words.days(each.daysLeast, each.daysMost)}
      <p class="quiet">${each.why.map((line) => html`${line}<br>`)}${words.source}: ${each.source}${!each.verified && ` (${words.example})`}</p></li>`,
  );
  return { body: html`<ul>${items}</ul>`, faults: [] };
}

/** Grams of what was typed in kilograms; null: no weight between nothing and a ton. */
function gramsOf(kg: string): number | null {
  const grams = Math.round(Number(kg.normalize('NFKC')) * 1000);
  return grams > 0 && grams <= 1_000_000 ? grams : null;
}

async function areaOf({ door, visit, typed }: Asking): Promise<Answered> {
  const words = answersWords[visit.lang];
  const items = await lookUpArea(door.house.db, { address: typed['address'] ?? '' }, visit.lang);
  if (items.length === 0) return { body: html`<p>${words.delivered['unknown']}</p>`, faults: [] };
  const rows = items.map(
    (each) => html`<li>${each.carrier.name}: <strong>${words.delivered[each.delivered]}</strong> ${each.place} ${each.note}</li>`,
  );
  return { body: html`<ul>${rows}</ul>`, faults: [] };
}

/** A question's answers, or without one those that helped most. */
async function known({ door, visit, typed, now }: Asking): Promise<Answered> {
  const words = answersWords[visit.lang];
  const q = typed['q'] ?? '';
  const rows = await articlesFor(door.house.db, { q, all: false, open: true, today: todayOf(now) }, null, 5);
  if (rows.length === 0) return { body: q === '' ? null : html`<p>${words.noAnswer}</p>`, faults: [] };
  return { body: html`${rows.map((row) => articleOf(presentArticle(row), visit))}`, faults: [] };
}

function articleOf(article: ArticleView, visit: Visit): Html {
  const words = answersWords[visit.lang];
  const zh = visit.lang === 'zh';
  const button = (value: string, label: string) =>
    html`<button class="link-button" type="submit" name="useful" value="${value}">${label}</button>`;
  return html`<details><summary>${zh ? article.titleZh : article.titleEn}</summary><p>${zh ? article.bodyZh : article.bodyEn}</p>
    <p class="quiet">${words.source}: ${zh ? article.source : article.sourceEn || article.source}${!article.verified && ` (${words.example})`}</p>
    <form method="post" action="/answers/votes">${hidden({ csrf: visit.token, article: article.id })}<span class="quiet">${words.wasUseful}</span> ${button('yes', words.useful)} ${button('no', words.useless)}</form></details>`;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readCase } from '#case/contract.ts';
import { shopById } from '#commerce/contract.ts';
import { answerSurvey, type SurveyAnswer, surveyOf } from '#feedback/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { newId } from '#platform/ids.ts';
import { refuse } from '#platform/result.ts';
import { type Door, faultOf, houseName, limited, limits, notOwnForm, openForm, runOnce, statusOf, typedOf } from './door.ts';
import { faultBox, field, hidden, idOf, tickBox, type Typed, untouched } from './fields.ts';
import { type Html, html } from './html.ts';
import { page, plainBody, sendPage } from './page.ts';
import { textFault } from './reportForm.ts';
import { deadLink } from './statusRoutes.ts';
import { customerOf } from './statusView.ts';
import { type Visit, visitOf } from './visit.ts';
import { wordsOf } from './words.ts';

const asks = ['speed', 'result', 'attitude'] as const;

/** The survey behind its one-time link (FB-1); letters carry the short address. */
export function mountSurvey(scope: FastifyInstance, door: Door): void {
  for (const base of ['/s/:secret', '/survey/:secret']) {
    scope.get(base, limited(limits.read), async (request, reply) => {
      const visit = visitOf(door.house, request, reply);
      const found = await surveyOf(door.house.db, secretOf(request), door.house.clock.now());
      if (!found.ok) return deadLink(door, visit, reply, found.refused.code === 'survey-unknown' ? 'unknown' : 'expired');
      return found.value.state === 'answered' ? thanks(door, visit, request, reply, false) : draw(door, visit, request, reply, untouched);
    });
    scope.post(base, limited(limits.write), (request, reply) => take(door, request, reply));
  }
}

function secretOf(request: FastifyRequest): string {
  return (request.params as { secret: string }).secret;
}

async function take(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  if (!own) return draw(door, visit, request, reply, { values, faults: [faultOf(door, visit, notOwnForm, null)] }, 403);
  const scores = asks.map((ask) => Number(values[ask]));
  const missing = asks.filter((_, at) => !((scores[at] ?? 0) >= 1 && (scores[at] ?? 0) <= 5));
  const long = textFault('words', (values['words'] ?? '').trim(), 2000);
  const faults = [
    ...missing.slice(0, 1).map((ask) => faultOf(door, visit, refuse('scores-needed').refused, ask)),
    ...long.map((each) => faultOf(door, visit, each.refusal, each.field)),
  ];
  if (faults.length > 0) return draw(door, visit, request, reply, { values, faults }, 422);
  const [speed = 0, result = 0, attitude = 0] = scores;
  const known = Object.keys(wordsOf('zh').lowReasons);
  const reasons = (values['reasons'] ?? '').split('\n').filter((each) => known.includes(each)) as SurveyAnswer['reasons'];
  const given: SurveyAnswer = { speed, result, attitude, reasons, words: (values['words'] ?? '').trim() };
  const found = await surveyOf(door.house.db, secretOf(request), door.house.clock.now());
  if (!found.ok) return deadLink(door, visit, reply, found.refused.code === 'survey-unknown' ? 'unknown' : 'expired');
  const { caseId } = found.value;
  const once = { actor: `customer:${caseId}`, key: (values['key'] ?? '').slice(0, 100) || request.id, route: 'POST /survey', body: given };
  const done = await runOnce(door, request, customerOf(caseId), once, async (command) => {
    const answered = await answerSurvey(command, secretOf(request), given);
    return answered.ok ? { ok: true as const, value: {} } : answered;
  });
  if (done.ok || done.refused.code === 'survey-answered') return thanks(door, visit, request, reply, done.ok);
  return draw(door, visit, request, reply, { values, faults: [faultOf(door, visit, done.refused, null)] }, statusOf(door, done.refused));
}

async function thanks(door: Door, visit: Visit, request: FastifyRequest, reply: FastifyReply, fresh: boolean): Promise<FastifyReply> {
  const words = wordsOf(visit.lang);
  const body = plainBody(words.surveyThanks, fresh ? words.surveyThanksLead : words.surveyClosed, [{ href: '/', words: words.footHome }]);
  return sendPage(
    reply,
    page(visit, {
      title: words.surveyThanks,
      shop: await shopOf(door, visit, request),
      body,
      path: request.url.split('?')[0] ?? '/',
      demo: door.house.config.demo,
    }),
  );
}

async function draw(
  door: Door,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  status = 200,
): Promise<FastifyReply> {
  const words = wordsOf(visit.lang);
  const path = request.url.split('?')[0] ?? '/';
  const body = html`<section class="panel"><h1>${words.surveyTitle}</h1><p>${words.surveyLead}</p>${faultBox(words, typed.faults)}
    <form method="post" action="${path}">${hidden({ csrf: visit.token, key: newId() })}
      ${asks.map((ask) => scoreRow(visit, typed, ask))}
      <fieldset class="ticks low"><legend>${words.lowTitle}</legend>${Object.entries(words.lowReasons).map(([value, label]) => tickBox(typed, 'reasons', value, label))}</fieldset>
      ${field(words, typed, { name: 'words', label: words.surveyWords, rows: 3, optional: true, max: 4000 })}
      <button class="button" type="submit">${words.surveySend}</button></form></section>`;
  return sendPage(
    reply,
    page(visit, { title: words.surveyTitle, shop: await shopOf(door, visit, request), body, path, demo: door.house.config.demo }),
    status,
  );
}

/** The name of the shop whose case is rated; of the house when the link leads nowhere. */
async function shopOf(door: Door, visit: Visit, request: FastifyRequest): Promise<string> {
  const found = await surveyOf(door.house.db, secretOf(request), door.house.clock.now());
  const theCase = found.ok ? await readCase(door.house.db, systemActor, found.value.caseId) : null;
  const shop = theCase?.ok ? await shopById(door.house.db, theCase.value.shopId) : undefined;
  if (!shop) return houseName(door, visit);
  return visit.lang === 'zh' ? shop.name : shop.nameEn;
}

function scoreRow(visit: Visit, typed: Typed, ask: (typeof asks)[number]): Html {
  const words = wordsOf(visit.lang);
  const fault = typed.faults.find((each) => each.field === ask);
  const label = words.surveyAsk[ask] ?? ask;
  return html`<fieldset class="scores${fault && ' wrong'}" id="${idOf(ask)}"><legend>${label}</legend>${fault && html`<p class="fault">${fault.words}</p>`}
    <div class="score-row">${words.scores.map((word, at) => html`<label class="score"><input type="radio" name="${ask}" value="${at + 1}" aria-label="${words.scoreOf(label, at + 1, word)}"${typed.values[ask] === String(at + 1) && html` checked`}><span aria-hidden="true"><b>${at + 1}</b><small>${word}</small></span></label>`)}</div></fieldset>`;
}

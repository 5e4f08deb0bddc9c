import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { calendarOf, readCase } from '#case/contract.ts';
import { shopById } from '#commerce/contract.ts';
import { writeAccess } from '#customers/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { langOf } from '#platform/http.ts';
import { type Entrance, type House, read, type Route } from '#platform/module.ts';
import { problemOf } from '#platform/problem.ts';
import { ok, type Refusal } from '#platform/result.ts';
import { maskedReport } from './maskReport.ts';
import { reportPdf } from './reportPdf.ts';
import { reportFiles, reportRoutes as wire } from './reportWire.ts';
import { reportWords } from './reportWords.ts';

export const reportRoutes: readonly Route[] = [
  read(wire.report, async ({ db, actor, lang: reader, params, query, now }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const lang = query.lang ?? reader;
    const parts = await maskedReport(db, found.value, lang, now);
    return ok({
      number: found.value.number,
      title: reportWords[lang].title,
      note: reportWords[lang].masked,
      parts: parts.map((part) => ({
        title: part.title,
        rows: part.rows.map((row) => ({
          label: row.label,
          text: row.text,
          at: row.at?.toISOString() ?? null,
          marked: row.marked ?? false,
        })),
      })),
    });
  }),
];

/** The report as PDF (IV-6). It leaves the desk, so that the download is written down. */
export function mountReport(app: FastifyInstance, house: House, entrance: Entrance): void {
  const limit = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };
  app.get<{ Params: { caseId: string }; Querystring: { lang?: string } }>(reportFiles.pdf, limit, async (request, reply) => {
    const actor = await entrance.identify(request);
    if (!actor) return refused(reply, request, entrance, null, { code: 'not-signed-in' });
    if (!entrance.may(actor, 'case.read')) return refused(reply, request, entrance, actor, { code: 'not-allowed' });
    const { caseId } = request.params;
    const found = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(caseId) ? await readCase(house.db, actor, caseId) : null;
    if (!found?.ok) return refused(reply, request, entrance, actor, { code: 'not-found' });
    const theCase = found.value;
    const asked = request.query.lang;
    const lang = asked === 'zh' || asked === 'en' ? asked : langOf(request, actor);
    const now = house.clock.now();
    const shop = await shopById(house.db, theCase.shopId);
    const { zone } = await calendarOf(house.db, theCase.shopId);
    const parts = await maskedReport(house.db, theCase, lang, now);
    const bytes = await reportPdf(
      { number: theCase.number, shop: (lang === 'zh' ? shop?.name : shop?.nameEn) ?? '', zone, lang, madeAt: now },
      parts,
    );
    await inTransaction(house.db, (tx) =>
      writeAccess(
        { tx, now, actor, cause: `request:${request.id}` },
        { act: 'download', subject: 'report', subjectId: theCase.id, why: lang },
      ),
    );
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename="${theCase.number}-${lang}.pdf"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(bytes);
  });
}

function refused(reply: FastifyReply, request: FastifyRequest, entrance: Entrance, actor: Actor | null, refusal: Refusal): FastifyReply {
  const explained = entrance.explain(refusal, langOf(request, actor), 'agent');
  return reply
    .code(explained.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemOf(refusal, explained, request.id));
}

import { z } from 'zod';
import { id, instant, route, someText } from '#platform/wire.ts';
import { questionParties } from './questionWire.ts';

const party = z.enum(questionParties);
const words = (zh: string, en: string) => ({ zh, en });
const sentence = z.object({ questionId: id, caseId: id, caseNumber: z.string(), waybill: z.string(), text: z.string() });

/** Open questions as a sheet for a partner, and its answers pasted back (IV-8). */
export const sheetRoutes = {
  sheet: route({
    method: 'GET',
    path: '/api/v1/questions/sheet',
    summary: words('按快递或仓库汇总协查', 'Open questions of a party as one sheet of text'),
    permission: 'case.read',
    query: z.object({ party, placeId: id.optional() }),
    /** `text`: one question per line, columns by tab, fit for a group chat or a spreadsheet. */
    answer: z.object({
      text: z.string(),
      rows: z.array(
        z.object({ questionId: id, caseNumber: z.string(), waybill: z.string(), problem: z.string(), wish: z.string(), dueAt: instant }),
      ),
    }),
  }),
  readPasted: route({
    method: 'POST',
    path: '/api/v1/questions/pasted-answers/readings',
    summary: words('识别粘贴的协查回复', 'Find the cases in pasted answers'),
    permission: 'investigation.reply',
    changes: 'nothing',
    body: z.object({ text: someText(50_000), party: party.optional(), placeId: id.optional() }),
    answer: z.object({
      matched: z.array(sentence),
      /** Lines without a waybill of an open question, to be asked about. */
      unmatched: z.array(z.string()),
      /** Open questions of the party that the text doesn't answer. */
      unanswered: z.array(z.object({ questionId: id, caseNumber: z.string(), waybill: z.string() })),
    }),
  }),
  takePasted: route({
    method: 'POST',
    path: '/api/v1/questions/pasted-answers',
    summary: words('批量录入协查回复', 'Record several answers'),
    permission: 'investigation.reply',
    body: z.object({
      items: z
        .array(z.object({ questionId: id, text: someText(5000) }))
        .min(1)
        .max(200),
    }),
    answer: z.object({ answered: z.int(), refused: z.array(z.object({ questionId: id, code: z.string() })) }),
  }),
} as const;

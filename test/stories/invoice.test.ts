import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { fulfilmentRoutes, workRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { messagesOf, openStory, reportOf, type Story, type Told } from './telling.ts';

// 「发票抬头开成个人了，要公司的。」 Red-letter first, then issued anew.
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

const wrong = {
  contactName: '林',
  invoiceTitle: '澜江林记商贸有限公司',
  taxNumber: '91330100MA2AXXXX1K',
  invoiceContent: '餐边柜',
  invoiceKind: 'electronic-ordinary',
  wrongInvoiceNo: '26317000000123456780',
};
const reportWith = (orderNo: string, fields: Record<string, string>, problem = 'invoice.wrong-title') => ({
  orderNo,
  problem,
  words: '发票抬头开成个人了，要公司的。',
  lines: [],
  fields,
  handles: [{ kind: 'phone' as const, value: `199000${orderNo.slice(-5)}` }],
});

describe('an invoice', () => {
  it('is registered with title, tax number, content and kind, each in its form (IN-8)', async () => {
    await story.order('26111680000009');
    const refused = (fields: Record<string, string>) =>
      story.desk.as('agent').refused(intakeRoutes.register, { body: reportOf(reportWith('26111680000009', fields)) });
    expect(await refused({ contactName: '林' })).toMatchObject({
      code: 'fields-missing',
      data: {
        fields: [{ id: 'invoiceTitle' }, { id: 'taxNumber' }, { id: 'invoiceContent' }, { id: 'invoiceKind' }, { id: 'wrongInvoiceNo' }],
      },
    });
    expect(await refused({ ...wrong, taxNumber: '91330100' })).toMatchObject({
      code: 'field-not-a-tax-number',
      field: 'fields.taxNumber',
    });
    expect(await refused({ ...wrong, invoiceKind: 'golden' })).toMatchObject({ code: 'not-one-of' });
    const { fields } = await story.desk.as('agent').ok(caseRoutes.playbook, { params: { name: 'invoice' } });
    expect(fields.find((field) => field.id === 'taxNumber')).toMatchObject({
      required: false,
      requiredFor: ['invoice.wrong-title'],
      form: 'tax-number',
    });
  });

  it('with a wrong title is cancelled by a red-letter invoice once the customer confirmed, then issued anew with its number (FU-1, FU-2)', async () => {
    await story.order('26111680000001');
    const told: Told = await story.report(reportWith('26111680000001', wrong));
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', caseRoutes.answer, { step: 'need', answer: 'red-letter' });
    expect(await told.isRefused('agent', caseRoutes.answer, { step: 'red-letter', answer: 'done' })).toMatchObject({
      code: 'not-your-step',
    });
    await told.does('finance', caseRoutes.answer, { step: 'red-letter', answer: 'buyer-first' });
    expect(await told.now()).toMatchObject({ current: { step: 'buyer-confirms' }, waitingFor: 'customer' });
    expect(await messagesOf(story.desk, told.id)).toContain('confirm-red-letter');
    await told.does('agent', caseRoutes.answer, { step: 'buyer-confirms', answer: 'confirmed' });
    await told.does('finance', caseRoutes.answer, { step: 'red-letter', answer: 'done' });
    const { items } = await story.desk.as('finance').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ kind: 'reissue-invoice', party: 'finance', state: 'open' }]);
    await story.desk.as('finance').ok(workRoutes.report, {
      params: { taskId: items[0]?.id ?? '' },
      body: { outcome: 'done', note: '已开红字并重开', invoiceNo: '26317000000123456789' },
    });
    expect(await told.step()).toBe('confirm');
    expect(await messagesOf(story.desk, told.id)).toEqual(expect.arrayContaining(['arranged', 'carried-out']));
  });

  it('that was never issued is issued at once, with a promised day (RE-4, FU-1)', async () => {
    await story.order('26111680000002');
    const { taxNumber: _tax, wrongInvoiceNo: _no, ...missing } = wrong;
    const told = await story.report(reportWith('26111680000002', missing, 'invoice.missing'));
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', caseRoutes.answer, { step: 'need', answer: 'issue' });
    const { items } = await story.desk.as('finance').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ kind: 'reissue-invoice', promisedAt: expect.any(String) }]);
  });
});

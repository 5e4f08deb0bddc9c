import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileRoutes } from '#case/fileWire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { fulfilmentRoutes, workRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { all, sql } from '#platform/db.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { triageRoutes } from '#triage/wire.ts';
import { uploadPhoto } from '../photos.ts';
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
    const params = { taskId: items[0]?.id ?? '' };
    const body = {
      outcome: 'done' as const,
      note: '已开红字并重开',
      invoiceNo: '26317000000123456789',
      invoiceKind: 'red-letter' as const,
      redLetterNo: '26317000000123450000',
    };
    // Without its file, or the word that it goes out on paper, nobody can say that it is done.
    expect(await story.desk.as('finance').refused(workRoutes.report, { params, body })).toMatchObject({ code: 'invoice-file-missing' });
    const file = await uploadPhoto(story.desk, 'finance', '发票 26317.jpg');
    expect(await story.desk.as('operations').refused(workRoutes.report, { params, body: { ...body, files: [file] } })).toMatchObject({
      code: 'file-not-yours',
    });
    await story.desk.as('finance').ok(workRoutes.report, { params, body: { ...body, files: [file] } });
    expect(await told.step()).toBe('confirm');
    expect(await messagesOf(story.desk, told.id)).toEqual(expect.arrayContaining(['arranged', 'carried-out']));
    await downloaded(told, file);
  });

  /** The letter says where it is, the page of the case gives it, and gives nothing else, to nobody else. */
  async function downloaded(told: Told, file: string): Promise<void> {
    const { items: said } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(said.find((each) => each.template === 'carried-out')?.body).toContain(
      '发票已重开 26317000000123456789（原发票已由红字发票 26317000000123450000 冲销），可在服务单页面下载',
    );
    const { url } = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: told.id } });
    const link = new URL(url).pathname;
    const page = await visitorOf(story.desk.app, 'zh').get(link);
    expect(page.text).toContain('下载 发票 26317.jpg');
    const address = `${link}/files/${file}/original`;
    expect(page.html).toContain(`href="${address}"`);
    const taken = await story.desk.app.inject({ url: address });
    expect(taken.statusCode).toBe(200);
    expect(taken.headers).toMatchObject({
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('发票 26317.jpg')}`,
      'x-content-type-options': 'nosniff',
    });
    expect(taken.rawPayload.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    const [noted] = await all(
      sql<{
        n: number;
      }>`select count(*) as n from access_log where actor_kind = 'customer' and actor_id = ${told.id} and subject_id = ${file}`,
      story.desk.house.db,
    );
    expect(noted?.n).toBe(1);
    const internal = await uploadPhoto(story.desk, 'agent', '内部截图.jpg');
    await told.does('agent', fileRoutes.attach, { files: [internal] });
    expect((await story.desk.app.inject({ url: `${link}/files/${internal}/original` })).statusCode).toBe(404);
    await story.order('26111680000003');
    const other = await story.report(reportWith('26111680000003', wrong));
    const theirs = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: other.id } });
    expect((await story.desk.app.inject({ url: `${new URL(theirs.url).pathname}/files/${file}/original` })).statusCode).toBe(404);
    expect((await story.desk.app.inject({ url: `/c/nobody/files/${file}/original` })).statusCode).toBe(404);
  }

  it('on paper is reported without a file', async () => {
    await story.order('26111680000004');
    const told = await story.report(reportWith('26111680000004', wrong));
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', caseRoutes.answer, { step: 'need', answer: 'red-letter' });
    await told.does('finance', caseRoutes.answer, { step: 'red-letter', answer: 'done' });
    const { items } = await story.desk.as('finance').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    const body = { outcome: 'done' as const, note: '已寄出', invoiceNo: '26317000000123456780', onPaper: true };
    await story.desk.as('finance').ok(workRoutes.report, { params: { taskId: items[0]?.id ?? '' }, body });
    expect(await told.step()).toBe('confirm');
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

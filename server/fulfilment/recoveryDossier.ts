import { evidenceOf } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { findingsOf, maskerOf } from '#investigation/contract.ts';
import { liabilitiesOf } from '#liability/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { formatFen } from '#platform/money.ts';
import type { Answer } from '#platform/wire.ts';
import { familyOf } from './kinds.ts';
import { presentRecoveries } from './presentRecovery.ts';
import type { RecoveryRow } from './recoveryStore.ts';
import type { recoveryRoutes } from './recoveryWire.ts';
import { tasksOfCase } from './tasksStore.ts';

export type Dossier = Answer<typeof recoveryRoutes.dossier>;

/** The papers of a claim, gathered from the case as it stands (LI-4, domain.md §4.3); nobody's name, phone or address is in it. */
export async function dossierOf(on: Reader, row: RecoveryRow, reader: { actor: Actor; lang: Lang; now: Date }): Promise<Dossier> {
  const zh = reader.lang === 'zh';
  const theCase = await one(
    sql<{
      orderId: string | null;
      customerId: string | null;
      summary: string;
    }>`select order_id as "orderId", customer_id as "customerId", summary from cases where id = ${row.caseId}`,
    on,
  );
  const order = theCase?.orderId ? await orderForCase(on, theCase.orderId) : undefined;
  const hidden = await maskerOf(on, { id: row.caseId, orderId: theCase?.orderId ?? null, customerId: theCase?.customerId ?? null });
  const [recovery] = await presentRecoveries(on, [row], reader);
  const findings = await findingsOf(on, row.caseId);
  const [liability] = await liabilitiesOf(on, row.caseId);
  const files = await evidenceOf(on, row.caseId);
  const tasks = await tasksOfCase(on, row.caseId);
  const parcel = order?.parcels.find((each) => each.waybill === row.waybill) ?? order?.parcels[0];
  if (!recovery) throw new Error('a recovery that was read is there');
  const given = tasks.filter((task) => task.amountFen !== null || task.waybill !== null);
  const lacks: [boolean, string, string][] = [
    [row.waybill === null, '运单号', 'waybill number'],
    [findings.length === 0, '核实结论', 'a finding'],
    [liability === undefined, '定责', 'liability'],
    [files.length === 0, '照片或视频', 'photos or a video'],
    [order === undefined, '订单与价值证明', 'the order, as proof of value'],
    [given.length === 0, '退款或补发凭证', 'proof of refund or resend'],
  ];
  return {
    recovery,
    letter: letterOf(recovery, hidden(theCase?.summary ?? ''), reader.lang),
    finding: findings.map((each) => ({ answer: each.answer, text: hidden(each.text), at: each.at.toISOString() })),
    liability: (liability?.shares ?? []).map((share) => ({
      party: (zh ? share.zh : share.en) ?? (share.name || share.party),
      percent: share.percent,
    })),
    goods: (order?.lines ?? []).map((line) => ({ title: line.title, quantity: line.quantity, priceFen: line.priceFen })),
    orderNo: order?.orderNo ?? null,
    paidFen: order?.paidFen ?? null,
    insuredFen: order?.insuredFen ?? null,
    freightFen: order?.freightFen ?? null,
    parcel: parcel
      ? {
          waybill: parcel.waybill,
          weightG: parcel.weightG,
          weightExpectedG: parcel.weightExpectedG,
          shippedAt: parcel.shippedAt?.toISOString() ?? null,
          signedAt: parcel.signedAt?.toISOString() ?? null,
          scanText: parcel.scanText,
        }
      : null,
    given: given.map((task) => ({
      // The amount stands beside it.
      title: familyOf(task.kind)
        .title(task, reader.lang)
        .replace(` ${formatFen(task.amountFen ?? 0, reader.lang)}`, ''),
      fen: task.amountFen,
      at: (task.settledAt ?? task.shippedAt)?.toISOString() ?? null,
    })),
    files: files.map((file) => ({
      id: file.fileId,
      material: file.material,
      url: `/api/v1/cases/${row.caseId}/files/${file.fileId}/original`,
    })),
    missing: lacks.flatMap(([isMissing, zhWords, enWords]) => (isMissing ? [zh ? zhWords : enWords] : [])),
  };
}

function letterOf(recovery: RecoveryView, summary: string, lang: Lang): string {
  const yuan = (recovery.amountFen / 100).toFixed(2);
  return lang === 'zh'
    ? `致 ${recovery.party}：运单 ${recovery.waybill ?? '（未登记）'}，收件人反映“${summary}”。经核查由贵方承担责任，现就我方损失 ¥${yuan} 提出索赔，请在合同约定期限内答复。我方编号 ${recovery.caseNumber}。`
    : `To ${recovery.party}: for waybill ${recovery.waybill ?? '(not known)'} the recipient reports “${summary}”. Our investigation found you liable. We claim our loss of ¥${yuan} and ask for your answer within the time agreed. Our reference ${recovery.caseNumber}.`;
}

type RecoveryView = Dossier['recovery'];

import { addEvidence } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { parcelsOfTask } from './askParty.ts';
import { inquiryKinds, reportedKinds } from './kindWork.ts';
import { type Moved, moveTask } from './moveTask.ts';
import { carrierCalled, tellNumber } from './shipResend.ts';
import type { TaskDetail } from './taskKind.ts';
import { taskById } from './tasksStore.ts';
import type { invoiceKinds, refusalReasons } from './wire.ts';

export interface Report {
  readonly outcome: 'done' | 'failed';
  readonly note: string;
  readonly invoiceNo?: string | undefined;
  readonly invoiceKind?: (typeof invoiceKinds)[number] | undefined;
  readonly redLetterNo?: string | undefined;
  /** The invoice goes out on paper: there is no file for the customer. */
  readonly onPaper?: boolean | undefined;
  readonly files?: readonly string[] | undefined;
}

/**
 * What came of work, by whoever did it (FU-2, FU-6): what was changed, or why it couldn't be done; that leads the case to a
 * new offer. An invoice is done with its number and kind, and the file that the customer downloads, unless it goes out on paper; files
 * become evidence of the case. The note is for colleagues. Refuses `invoice-number-missing`, `invoice-file-missing`, `file-not-yours`.
 */
export async function reportWork(command: Command, taskId: string, report: Report): Promise<Result<Moved>> {
  const task = await taskById(command.tx, taskId);
  const invoice = task?.kind === 'reissue-invoice' && report.outcome === 'done';
  if (invoice && !report.invoiceNo) return refuse('invoice-number-missing', { field: 'invoiceNo' });
  const files = report.files ?? [];
  if (invoice && files.length === 0 && !report.onPaper) return refuse('invoice-file-missing', { field: 'files' });
  return moveTask(command, taskId, {
    move: report.outcome === 'done' ? 'settle' : 'fail',
    action: 'fulfilment.report',
    repeats: (each) => each.state === report.outcome,
    only: reportedKinds,
    change: async ({ theCase }, each) => {
      const filed = await addEvidence(command, theCase, { ids: files, material: 'invoice' });
      if (!filed.ok) return filed;
      const failure = report.outcome === 'done' ? null : each.kind === 'follow-up' ? 'not-cleared-up' : 'not-done';
      return ok({
        ...each,
        failureNote: report.note,
        failure,
        detail: invoice ? { ...each.detail, ...invoiceOf(report), ...(files.length > 0 ? { files: [...files] } : {}) } : each.detail,
      });
    },
  });
}

function invoiceOf({ invoiceNo, invoiceKind = 'normal', redLetterNo }: Report): TaskDetail {
  return { invoiceNo, invoiceKind, ...(invoiceKind === 'red-letter' && redLetterNo ? { redLetterNo } : {}) };
}

/**
 * The carrier or warehouse has confirmed it: only now it counts as applied (FU-3). A delivery that was arranged anew carries its
 * new number, and the customer is told it (FU-4). Refuses `new-number-missing`.
 */
export async function confirmAsked(
  command: Command,
  taskId: string,
  given: { note: string; carrier?: string | undefined; waybill?: string | undefined },
): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  const anew = seen?.kind === 'rearrange';
  if (anew && (!given.waybill || !given.carrier)) return refuse('new-number-missing', { field: given.waybill ? 'carrier' : 'waybill' });
  const parcel = seen && (await parcelsOfTask(command.tx, seen)).find((each) => each.waybill === seen.detail.parcel);
  const carrier = given.carrier
    ? await carrierCalled(command.tx, given.carrier)
    : { id: parcel?.carrierId ?? null, name: parcel?.carrierName ?? null };
  return moveTask(command, taskId, {
    move: 'confirm',
    action: 'fulfilment.report',
    only: inquiryKinds,
    repeats: (task) => task.state === 'confirmed',
    change: (_doing, task) =>
      Promise.resolve(
        ok({
          ...task,
          failureNote: given.note,
          waybill: given.waybill ?? parcel?.waybill ?? null,
          carrierId: carrier.id,
          carrierName: carrier.name,
          shippedAt: anew ? command.now : null,
        }),
      ),
    ...(anew ? { after: tellNumber } : {}),
  });
}

/** It couldn't be done: the case gets a new offer (FU-6). */
export function refuseAsked(
  command: Command,
  taskId: string,
  why: { reason: (typeof refusalReasons)[number]; note?: string | undefined },
): Promise<Result<Moved>> {
  return moveTask(command, taskId, {
    move: 'refuse',
    action: 'fulfilment.report',
    only: inquiryKinds,
    repeats: (task) => task.state === 'refused',
    change: (_doing, task) => Promise.resolve(ok({ ...task, failure: why.reason, failureNote: why.note ?? null })),
  });
}

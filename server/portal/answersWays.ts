import { type Playbook, playbookInForce, playbookNames } from '#case/contract.ts';
import { parcelByWaybill, waybillsIn } from '#commerce/contract.ts';
import { answersWords } from './answersWords.ts';
import type { Door } from './door.ts';
import { type Html, html } from './html.ts';
import { isOnPortal } from './reportForm.ts';
import type { Visit } from './visit.ts';

/** What was asked, as a report can begin with it. `waybill`: about this parcel, so that a complaint or a claim is a way on as well. */
export interface AskedFor {
  readonly problem: string;
  readonly waybill?: string;
  readonly known: Readonly<Record<string, string>>;
}

/** Problems of a parcel on its way, by the beginnings of their codes. */
const ofParcels = ['delayed.', 'lost.', 'signed.'];

/** From an answer that isn't enough to a case by one click, with what was typed (EX-1, EX-2); nothing where nobody takes such reports. */
export async function waysOn(door: Door, visit: Visit, asked: AskedFor): Promise<Html | null> {
  const { db } = door.house;
  const parcel = asked.waybill ? await parcelByWaybill(db, waybillsIn(asked.waybill)) : undefined;
  const names = await playbookNames(db, parcel?.shopId ?? null);
  const known = (await Promise.all(names.map((name) => playbookInForce(db, name, null)))).flatMap((each) =>
    each && isOnPortal(each.playbook) ? [each.playbook] : [],
  );
  const fitting = known.filter((each) => takes(each, asked.problem) || (parcel && each.kind !== 'request' && ofParcel(each)));
  if (fitting.length === 0) return null;
  const number = parcel ? { orderNo: parcel.waybill } : {};
  const links = fitting.map((each) => {
    const problem = takes(each, asked.problem) ? { problem: asked.problem } : {};
    const query = new URLSearchParams({ ...asked.known, ...problem, ...number }).toString();
    return html`<li><a class="entry quieter" href="/report/${each.playbook}?${query}"><strong>${(each.customerTitle ?? each.title)[visit.lang]}</strong></a></li>`;
  });
  return html`<p class="quiet">${answersWords[visit.lang].notEnough}</p><ul class="entries">${links}</ul>`;
}

function takes(playbook: Playbook, problem: string): boolean {
  return playbook.problems.includes(problem);
}

function ofParcel(playbook: Playbook): boolean {
  return playbook.problems.some((problem) => ofParcels.some((beginning) => problem.startsWith(beginning)));
}

import type { Doing } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { hour } from '#platform/clock.ts';
import type { WorkPlan } from '#remedy/contract.ts';
import { type Both, both, dayWords, keyBySource, whyLost } from './kindWords.ts';
import { taskClock } from './taskClock.ts';
import { planned, type PlanCarrier, type TaskDetail, type TaskFamily, type Told } from './taskKind.ts';
import { inquiryTask, plainTask, type TaskKind, type TaskState } from './taskStates.ts';
import type { TaskRow } from './tasksStore.ts';

/** Somebody has to do something and report it done (FU-2), or to ask for it and bring the answer (FU-3). */
export const workKinds: readonly TaskKind[] = ['correct-information', 'rearrange', 'reissue-invoice', 'correct-listing', 'follow-up'];
/** Of them: where only the carrier's or the warehouse's own word counts. */
export const inquiryKinds: readonly TaskKind[] = ['correct-information', 'rearrange'];
/** Of them: done or not, as reported. */
export const reportedKinds: readonly TaskKind[] = ['reissue-invoice', 'correct-listing', 'follow-up'];

/** How long work may take that was handed back, or begins after the day that was offered. */
const anewHours = 24;

export const workPlans: PlanCarrier<WorkPlan> = {
  tasks: (plan, { now, anew }) => {
    const offered = new Date(plan.doneBy);
    return [
      planned(plan.remedy, {
        party: plan.party,
        promisedAt: anew || offered <= now ? new Date(now.getTime() + anewHours * hour) : offered,
      }),
    ];
  },
  promised: (plan, lang, zone) => ({ promisedArrival: dayWords(new Date(plan.doneBy), zone, lang) }),
};

const titles: Partial<Record<TaskKind, Both>> = {
  'correct-information': both('更正收货信息', 'Correct the shipping information'),
  rearrange: both('重新安排配送', 'Arrange the delivery anew'),
  'reissue-invoice': both('重开发票', 'Reissue the invoice'),
  'correct-listing': both('更正商品页面', 'Correct the listing'),
};

const progress: Partial<Record<TaskKind, Partial<Record<TaskState, Both>>>> = {
  'correct-information': {
    open: both('正在核对包裹状态，随后联系快递更正', 'we are checking the parcel and will ask the carrier to correct it'),
    asked: both('已请快递更正，以快递确认为准', 'the carrier was asked; it counts once the carrier has confirmed it'),
    confirmed: both('快递已确认更正', 'the carrier has confirmed the correction'),
    refused: both('快递未能更正', 'the carrier could not correct it'),
  },
  rearrange: {
    open: both('正在重新安排配送', 'the delivery is being arranged anew'),
    asked: both('已提出重新配送，等待确认', 'asked for; waiting to be confirmed'),
    confirmed: both('已重新安排配送', 'the delivery has been arranged anew'),
    refused: both('未能重新安排配送', 'the delivery could not be arranged anew'),
  },
  'reissue-invoice': {
    open: both('发票正在重开', 'the invoice is being reissued'),
    done: both('发票已重开', 'the invoice has been reissued'),
  },
  'correct-listing': {
    open: both('商品页面正在更正', 'the listing is being corrected'),
    done: both('商品页面已更正', 'the listing has been corrected'),
  },
  'follow-up': { open: both('正在跟进', 'being followed up'), done: both('已跟进', 'followed up') },
};

const notDone: Partial<Record<TaskState, Both>> = {
  failed: both('未能办成', 'could not be done'),
  recalled: both('已撤回', 'withdrawn'),
};

/** Work that is reported done or failed. */
export const work: TaskFamily = {
  table: plainTask,
  byHand: ['settle', 'fail'],
  keyOf: keyBySource,
  begin: watchWork,
  late: (task) => (task.state === 'open' ? 'not-reported' : undefined),
  told,
  title: (task, lang) => titles[task.kind]?.[lang] ?? '',
  progress: (task, lang) => {
    const said = (progress[task.kind]?.[task.state] ?? notDone[task.state])?.[lang] ?? '';
    const invoice = task.detail.invoiceNo && task.state === 'done' ? invoiceWords(task.detail, lang) : '';
    const parcel = task.state === 'confirmed' && task.waybill ? ` ${task.carrierName ?? ''} ${task.waybill}` : '';
    return `${said}${invoice}${parcel}${whyLost(task, lang)}`;
  },
};

/** The number, what it replaces, and where its file is. */
function invoiceWords({ invoiceNo, redLetterNo, files = [] }: TaskDetail, lang: Lang): string {
  const zh = lang === 'zh';
  const red = redLetterNo
    ? zh
      ? `（原发票已由红字发票 ${redLetterNo} 冲销）`
      : ` (the wrong one was cancelled by red-letter invoice ${redLetterNo})`
    : '';
  const file = files.length > 0 ? (zh ? '，可在服务单页面下载' : '; download it on the page of your case') : '';
  return ` ${invoiceNo ?? ''}${red}${file}`;
}

/** Work whose outcome another party decides: what nobody confirmed hasn't happened (FU-3). */
export const inquiry: TaskFamily = {
  ...work,
  table: inquiryTask,
  byHand: ['ask', 'confirm', 'refuse'],
  late: (task) => (task.state === 'open' ? 'not-asked' : task.state === 'asked' ? 'not-confirmed' : undefined),
};

/** What a playbook asks to be looked after (`tasks:` of a step); its own words are its title. */
export const followUp: TaskFamily = {
  ...work,
  byHand: ['settle'],
  keyOf: ({ caseNumber, n }) => `${caseNumber}-F${n}`,
  begin: () => Promise.resolve(),
  late: (task) => (task.state === 'open' ? 'not-answered' : undefined),
  title: (task, lang) => (lang === 'zh' ? task.askZh : task.askEn) ?? '',
  progress: (task, lang) => {
    if (task.state === 'open' || task.state === 'done') return work.progress(task, lang, both('', ''));
    return both('跟进未果', 'could not be cleared up')[lang];
  },
};

async function watchWork(doing: Doing, task: TaskRow): Promise<void> {
  if (!task.promisedAt) return;
  await taskClock(doing, task, {
    name: 'task-work',
    title: titles[task.kind] ?? both('任务', 'Task'),
    until: task.promisedAt,
    source: 'FU-6',
  });
}

/** Who looks after what a party is to do. */
function told(task: TaskRow): Told {
  switch (task.party) {
    case 'operations':
    case 'finance':
    case 'claims':
      return task.party;
    case 'supplier':
      return 'operations';
    default:
      return 'logistics';
  }
}

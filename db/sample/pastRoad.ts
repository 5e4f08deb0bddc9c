import type { Playbook } from '#case/contract.ts';
import type { Stream } from './pastStreams.ts';

/** One step of a past case's journey. */
export interface Station {
  readonly step: string;
  readonly stage: string;
  readonly act: string | null;
  readonly answer: string;
  readonly role: string;
}

/** The way from the start of a playbook to one of its ends. */
export interface Road {
  readonly stations: readonly Station[];
  readonly outcome: string;
}

/** Answers that a past case gives, the first that the step knows; `pass`: the step is passed over. */
const usual: Readonly<Record<string, readonly string[]>> = {
  'match-order': ['matches'],
  review: ['accepted'],
  classify: ['damaged'],
  'photo-review': ['damaged'],
  liability: ['decided'],
  offer: ['sent'],
  choice: ['chosen'],
  'goods-back': ['pass'],
  'carry-out': ['done'],
  confirm: ['satisfied'],
  explain: ['agreed'],
  goodwill: ['yes'],
};

/** What is special about some problems. */
const special: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'missing.accessory': { enquire: ['missing'] },
  'missing.manual': { enquire: ['missing'] },
  'missing.gift': { enquire: ['missing'] },
  'lost.parcel': { classify: ['lost'], trace: ['found'] },
  'delayed.parcel': { enquire: ['borne-out'] },
  'signed.left-without-consent': { enquire: ['borne-out'] },
  'quality.food': { examine: ['defect'], wanted: ['other', 'yes'] },
  'quality.fresh': { examine: ['defect'], wanted: ['other', 'yes'] },
  'price.dropped': { compare: ['refund'] },
  'invoice.missing': { need: ['issue'] },
  'listing.text': { examine: ['alike'] },
  'missing.component': { wanted: ['no'] },
};

/** Walks a playbook as a past case of this stream did, whatever version is in force. Throws when it leads nowhere: a test walks all streams. */
export function roadOf(playbook: Playbook, stream: Pick<Stream, 'problem'>): Road {
  const wishes = { ...usual, ...special[stream.problem] };
  const stations: Station[] = [];
  let at = playbook.start;
  for (let moves = 0; moves < 20; moves += 1) {
    const rule = playbook.steps[at];
    if (!rule) throw new Error(`${playbook.playbook} has no step ${at}`);
    const wish = wishes[at] ?? [];
    if (wish[0] === 'pass' && rule.otherwise) {
      at = rule.otherwise;
      continue;
    }
    const answer = wish.find((each) => rule.answers[each]);
    const way = answer === undefined ? undefined : rule.answers[answer];
    if (answer === undefined || !way) throw new Error(`${playbook.playbook}: no past case goes on at ${at}`);
    const role = rule.by.find((each) => each !== 'customer' && each !== 'system') ?? 'service';
    stations.push({ step: at, stage: rule.stage, act: rule.act ?? null, answer, role });
    if (way.to === 'end') return { stations, outcome: way.as ?? 'resolved' };
    at = way.to;
  }
  throw new Error(`${playbook.playbook}: a past case walks in circles`);
}

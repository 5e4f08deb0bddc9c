import { calendarOf, type PlaceholderProvider, playbookOf, type TheCase } from '#case/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { kindOf, partsOfPlan } from './kinds.ts';
import { isWithin } from './limits.ts';
import { offersOf } from './offerStore.ts';
import { detailsOf, sayAnswer, silenceWords, titleOf } from './optionWords.ts';
import type { RemedyPlan } from './plan.ts';
import { sayInstant } from './planSay.ts';
import { propose } from './propose.ts';
import { reachNow } from './reach.ts';

/** What messages and scripts say of an offer or of what was chosen; each key is the placeholder of that name. */
interface OfferWords {
  readonly offer: string;
  readonly validUntil: string;
  readonly silenceMeans: string;
  readonly promisedArrival?: string;
  readonly amount?: string;
  readonly payWay?: string;
  readonly points?: string;
}

/** The words of the case's last offer: all its options, or the one that was chosen. Undefined when none was made. */
async function offerWords(
  on: Reader,
  theCase: { readonly id: string; readonly shopId: string },
  lang: Lang,
): Promise<OfferWords | undefined> {
  const [offer] = (await offersOf(on, theCase.id)).filter((each) => each.state !== 'submitted' && each.state !== 'returned');
  if (!offer) return undefined;
  const { zone } = await calendarOf(on, theCase.shopId);
  const chosen = offer.options.find((option) => option.id === offer.choice?.optionId)?.plan;
  const plans = offer.options.map((option) => option.plan);
  const only = chosen ?? (plans.length === 1 ? plans[0] : undefined);
  const listed = listOf(plans, lang, zone);
  const answer = chosen ? '' : sayAnswer(offer.answers?.proposal ?? '', lang);
  const before = `${answer}${chosen ? '' : leadIn(offer.message, lang)}`;
  return {
    offer: chosen ? titleOf(chosen, lang) : `${before}${listed}`,
    validUntil: sayInstant(offer.validUntil, lang, zone),
    silenceMeans: silenceWords(offer, lang),
    ...(only ? particulars(only, lang, zone) : {}),
  };
}

/** What the reader may offer as the policy stands now, for the script of a call before the offer is sent. Undefined elsewhere. */
async function proposalWords(on: Reader, theCase: TheCase, lang: Lang, now: Date, reader: Actor): Promise<Partial<OfferWords> | undefined> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  if (theCase.closedAt || playbook.steps[theCase.step]?.act !== 'offer') return undefined;
  const proposed = await propose(on, theCase, now);
  const reach = await reachNow(on, reader, theCase, now);
  const plans = proposed.ok ? proposed.value.options.map(({ plan }) => plan).filter((plan) => isWithin(reach, plan)) : [];
  if (!proposed.ok || plans.length === 0) return {};
  const { zone } = await calendarOf(on, theCase.shopId);
  return { offer: listOf(plans.slice(0, mostOptions), lang, zone), validUntil: sayInstant(proposed.value.validUntil, lang, zone) };
}

/** A word of one's own in front of the options, whatever it ended with: 给您添麻烦了：1. 补发 … */
function leadIn(message: string, lang: Lang): string {
  const said = message.trim().replace(/[。．.，,；;：:]+$/u, '');
  if (said === '') return '';
  const space = lang === 'zh' ? '' : ' ';
  return /[!！?？]$/u.test(said) ? `${said}${space}` : `${said}${lang === 'zh' ? '：' : ': '}`;
}

/** As many as one offer may have. */
const mostOptions = 4;

function listOf(plans: readonly RemedyPlan[], lang: Lang, zone: string): string {
  if (plans.length === 1) return plans.map((plan) => detailsOf(plan, lang, zone)).join('');
  return plans.map((plan, at) => `${at + 1}. ${detailsOf(plan, lang, zone)}`).join(lang === 'zh' ? '；' : '; ');
}

function particulars(plan: RemedyPlan, lang: Lang, zone: string): Partial<OfferWords> {
  const [first, ...rest] = partsOfPlan(plan).map((each) => kindOf(each.remedy).fills(each, lang, zone));
  // Of what is carried out together, the main remedy speaks first.
  return Object.assign({}, ...rest, first) as Partial<OfferWords>;
}

/** Placeholders of messages that this stage knows; what is being carried out is told by fulfilment, which comes after. */
export const offerPlaceholders: PlaceholderProvider = {
  names: ['offer', 'validUntil', 'silenceMeans', 'promisedArrival', 'amount', 'payWay', 'points'],
  load: async (on, theCase, lang, now, reader) => {
    const proposed = reader && (await proposalWords(on, theCase, lang, now, reader));
    return { ...(proposed ?? (await offerWords(on, theCase, lang))) };
  },
};

/** What other stages and the portal may use of what needs no case. */
export { findArticles as articlesFor } from './articleStore.ts';
export { presentArticle, todayOf, vote } from './findArticles.ts';
export { putLostDays, sourceOf, termsPublished, type UninsuredCap, uninsuredCap, uninsuredCaps } from './keepTerms.ts';
export { lookUpArea } from './lookUpArea.ts';
export { quoteFee } from './quoteFee.ts';
export { type AuthorityTerms, type CarrierTerms, termsOfCarrier, termsOfCarriers } from './termsStore.ts';
export { trackParcel } from './trackParcel.ts';
export type { ArticleView, TrackingView } from './wire.ts';

/**
 * Events of this stage: `article.saved` and `article.retired` {article}; `area.saved` {carrier, places}; `tariff.saved` {tariff, carrier}; `terms.saved`
 * {carrier, from} or {authority}; with the case `external.registered` {authority, due} and `external.answered` {verdict, at}.
 */

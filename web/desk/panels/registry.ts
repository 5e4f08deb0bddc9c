import type { ActForm, CasePanel } from './contract.ts';
import { OrderPanel } from './order/OrderPanel.tsx';
import { ParcelsPanel } from './order/ParcelsPanel.tsx';
import { OrderMatchForm } from './triage/OrderMatchForm.tsx';
import { ReviewForm } from './triage/ReviewForm.tsx';

/** Panels of the case page in the order in which they stand. One folder per stage; a stage adds its line here. */
export const panels: readonly CasePanel[] = [
  { id: 'order', column: 'left', Panel: OrderPanel, shows: ['order', 'parts'] },
  {
    id: 'parcels',
    column: 'left',
    Panel: ParcelsPanel,
    shows: ['parcels', 'weights', 'tracking'],
    when: (theCase) => theCase.orderId !== null,
  },
];

/** Forms of typed acts. A step whose act has none is answered by its plain answers. */
export const actForms: readonly ActForm[] = [
  { act: 'order-match', Form: OrderMatchForm },
  { act: 'review', Form: ReviewForm },
];

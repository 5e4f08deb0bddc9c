import type { CaseView } from '#case/wire.ts';
import { ExternalAnswerForm, ExternalRegisterForm } from './answers/ExternalForms.tsx';
import { ExternalPanel } from './answers/ExternalPanel.tsx';
import { AppealForm } from './appeal/AppealForm.tsx';
import { AppealPanel } from './appeal/AppealPanel.tsx';
import { ChangesPanel } from './changes/ChangesPanel.tsx';
import { InformationCheckForm } from './changes/InformationCheckForm.tsx';
import type { ActForm, CasePanel } from './contract.ts';
import { EvidencePanel } from './evidence/EvidencePanel.tsx';
import { ConfirmForm } from './feedback/ConfirmForm.tsx';
import { FeedbackPanel } from './feedback/FeedbackPanel.tsx';
import { MoneyPanel } from './fulfilment/MoneyPanel.tsx';
import { TasksPanel } from './fulfilment/TasksPanel.tsx';
import { InspectionForm } from './goods/InspectionForm.tsx';
import { ReturnedPanel } from './goods/ReturnedPanel.tsx';
import { InvoicePanel } from './intake/InvoicePanel.tsx';
import { LinesPanel } from './intake/LinesPanel.tsx';
import { PricesPanel } from './intake/PricesPanel.tsx';
import { IncidentPanel } from './insight/IncidentPanel.tsx';
import { PublicPanel } from './insight/PublicPanel.tsx';
import { FindingForm } from './investigation/FindingForm.tsx';
import { FindingsPanel } from './investigation/FindingsPanel.tsx';
import { PhotoReviewForm } from './investigation/PhotoReviewForm.tsx';
import { QuestionsPanel } from './investigation/QuestionsPanel.tsx';
import { TracePanel } from './investigation/TracePanel.tsx';
import { LiabilityForm } from './liability/LiabilityForm.tsx';
import { LiabilityPanel } from './liability/LiabilityPanel.tsx';
import { OrderPanel } from './order/OrderPanel.tsx';
import { ParcelsPanel } from './order/ParcelsPanel.tsx';
import { PlatformPanel } from './platform/PlatformPanel.tsx';
import { FollowUpPanel } from './followUp/FollowUpPanel.tsx';
import { ApprovalForm } from './remedy/ApprovalForm.tsx';
import { ApprovalsPanel } from './remedy/ApprovalsPanel.tsx';
import { ChoiceForm } from './remedy/ChoiceForm.tsx';
import { LegalPanel } from './remedy/LegalPanel.tsx';
import { OfferForm } from './remedy/OfferForm.tsx';
import { ValuationForm } from './remedy/ValuationForm.tsx';
import { ValuationPanel } from './remedy/ValuationPanel.tsx';
import { RecoveryPanel } from './recovery/RecoveryPanel.tsx';
import { StandingPanel } from './standing/StandingPanel.tsx';
import { TalkPanel } from './talk/TalkPanel.tsx';
import { OrderMatchForm } from './triage/OrderMatchForm.tsx';
import { ReviewForm } from './triage/ReviewForm.tsx';

/** Where everybody reads an answer (RE-9). */
const publicChannels = ['social', 'review', 'media'];

/** Whether the step at which the case stands asks for it. */
const showsNow = ({ current }: CaseView, name: string): boolean => current?.shows.includes(name) ?? false;

/** Panels of the case page in the order in which they stand. One folder per stage; a stage adds its line here. */
export const panels: readonly CasePanel[] = [
  { id: 'order', column: 'left', Panel: OrderPanel, shows: ['order', 'parts'] },
  { id: 'lines', column: 'left', Panel: LinesPanel, shows: [] },
  {
    id: 'parcels',
    column: 'left',
    Panel: ParcelsPanel,
    shows: ['parcels', 'weights', 'tracking'],
    when: (theCase) => theCase.orderId !== null,
  },
  { id: 'changes', column: 'left', Panel: ChangesPanel, shows: ['changes'], when: (theCase) => theCase.orderId !== null },
  { id: 'prices', column: 'left', Panel: PricesPanel, shows: ['prices'], when: (theCase) => showsNow(theCase, 'prices') },
  { id: 'invoice', column: 'left', Panel: InvoicePanel, shows: ['invoice'], when: (theCase) => showsNow(theCase, 'invoice') },
  { id: 'trace', column: 'left', Panel: TracePanel, shows: ['tracking'], when: (theCase) => theCase.orderId !== null },
  { id: 'evidence', column: 'left', Panel: EvidencePanel, shows: ['evidence'], when: (theCase) => theCase.may.includes('file.read') },
  {
    id: 'platform',
    column: 'left',
    Panel: PlatformPanel,
    shows: [],
    when: (theCase) => ['taobao', 'pdd', 'douyin', 'jd'].includes(theCase.shop.platform),
  },
  { id: 'appeal', column: 'middle', Panel: AppealPanel, shows: [] },
  { id: 'public', column: 'middle', Panel: PublicPanel, shows: [], when: (theCase) => publicChannels.includes(theCase.channel) },
  { id: 'talk', column: 'middle', Panel: TalkPanel, shows: [] },
  { id: 'questions', column: 'right', Panel: QuestionsPanel, shows: ['tasks'] },
  {
    id: 'findings',
    column: 'right',
    Panel: FindingsPanel,
    shows: ['finding'],
    when: (theCase) => theCase.journey.some((each) => each.stage === 'investigation'),
  },
  { id: 'liability', column: 'right', Panel: LiabilityPanel, shows: ['liability'] },
  {
    id: 'tasks',
    column: 'right',
    Panel: TasksPanel,
    shows: ['tasks', 'tracking'],
    when: (theCase) => theCase.may.includes('fulfilment.read'),
  },
  { id: 'incident', column: 'right', Panel: IncidentPanel, shows: ['incident'] },
  { id: 'follow-up', column: 'right', Panel: FollowUpPanel, shows: [] },
  {
    id: 'approvals',
    column: 'right',
    Panel: ApprovalsPanel,
    shows: ['approvals', 'offers'],
    when: (theCase) => theCase.journey.some((each) => each.stage === 'approval'),
  },
  {
    id: 'valuation',
    column: 'right',
    Panel: ValuationPanel,
    shows: ['valuation'],
    when: (theCase) => theCase.journey.some((each) => each.answer === 'valued'),
  },
  { id: 'legal', column: 'right', Panel: LegalPanel, shows: [] },
  {
    id: 'returned-goods',
    column: 'right',
    Panel: ReturnedPanel,
    shows: ['returned-goods'],
    when: (theCase) => theCase.may.includes('fulfilment.read'),
  },
  {
    id: 'external',
    column: 'right',
    Panel: ExternalPanel,
    shows: ['external'],
    when: (theCase) => theCase.problem.startsWith('external.'),
  },
  {
    id: 'standing',
    column: 'right',
    Panel: StandingPanel,
    shows: ['standing'],
    when: (theCase) => theCase.customerId !== null && theCase.problem.startsWith('cod.'),
  },
  { id: 'feedback', column: 'right', Panel: FeedbackPanel, shows: [] },
  { id: 'money', column: 'right', Panel: MoneyPanel, shows: ['money'], when: (theCase) => theCase.may.includes('ledger.read') },
  { id: 'recovery', column: 'right', Panel: RecoveryPanel, shows: ['recovery'], when: (theCase) => theCase.may.includes('recovery.read') },
];

/** Forms of typed acts. A step whose act has none is answered by its plain answers. */
export const actForms: readonly ActForm[] = [
  { act: 'order-match', Form: OrderMatchForm },
  { act: 'review', Form: ReviewForm },
  { act: 'photo-review', Form: PhotoReviewForm },
  { act: 'goods-inspection', Form: InspectionForm },
  { act: 'finding', Form: FindingForm },
  { act: 'liability', Form: LiabilityForm },
  { act: 'information-check', Form: InformationCheckForm },
  { act: 'offer', Form: OfferForm },
  { act: 'approval', Form: ApprovalForm },
  { act: 'valuation', Form: ValuationForm },
  { act: 'choice', Form: ChoiceForm },
  { act: 'confirmation', Form: ConfirmForm },
  { act: 'external-registration', Form: ExternalRegisterForm },
  { act: 'external-answer', Form: ExternalAnswerForm },
  { act: 'appeal-decision', Form: AppealForm },
];

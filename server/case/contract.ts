/** What other stages may use of the spine. */
export type { Playbook, Step, Edge, Words, MaterialRule, ReviewCondition, Preset, RegistrationField } from './playbook.ts';
export type { Effect, Input, Position } from './effects.ts';
export type { Duration } from './duration.ts';
export { type Facts, type FactTest, judge, testsOf } from './condition.ts';
export type { Act, Move, Outcome, Panel, Party, Remedy, Role, Stage } from './vocabulary.ts';
export { remedies, outcomes, parties, stages } from './vocabulary.ts';
export { sayDuration } from './duration.ts';
export type { TheCase } from './theCase.ts';
export { lockCase, readCase, saveCase, tellOf } from './theCase.ts';
export {
  type CaseModule,
  type Doing,
  type EffectHandler,
  type FactProvider,
  handle,
  handlersOf,
  loadFacts,
  type PlaceholderProvider,
  type PresetAct,
  sayNow,
} from './wiring.ts';
export { stepOf } from './byHand.ts';
export { fillWords } from './placeholders.ts';
export { answerStep, moveCase } from './answerStep.ts';
export { takeStep } from './journey.ts';
export { type NewCase, openCase } from './openCase.ts';
export { fastLaneOf, takeFastLane } from './fastLane.ts';
export { playbookInForce, playbookOf, playbookNames } from './playbooks.ts';
export { currentStep, hasDecided, journeyOf, type JourneyRow } from './journeyStore.ts';
export { type ClockRow, clockEnds, clocksOf, openClock } from './clocks.ts';
export { describeRemaining, explainDue } from './clockWords.ts';
export { calendarOf } from './calendars.ts';
export { customerTold } from './silence.ts';
export { caseOfLink, makeLink } from './links.ts';
export { roleFor, rolesOf } from './roleFor.ts';
export { formatCaseNumber, parseCaseNumber } from './caseNumber.ts';
export { changedOf, onCase } from './onCase.ts';
export { dueAt } from './clockMath.ts';
export { addEvidence, type EvidenceRow, evidenceOf, fileOfCase, ownerOf } from './evidence.ts';
export { customerLooked, takeReply, writeMessage } from './talk.ts';
export { type Said, sayMessage } from './talkSay.ts';
export { holdCase, toldOf } from './talkTold.ts';
export { linkTo } from './publicLink.ts';
export { presentClock } from './caseView.ts';
export { momentWords } from './momentWords.ts';
export { publishedProcedure } from './procedure.ts';
export { flowChart } from './flowChart.ts';
export { chartSvg } from './chartSvg.ts';

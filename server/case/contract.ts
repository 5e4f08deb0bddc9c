/** What other stages may use of the spine. */
export type { Playbook, Step, Edge, Words, MaterialRule, ReviewCondition, Preset, RegistrationField } from './playbook.ts';
export type { Effect, Input, Position } from './effects.ts';
export type { Duration } from './duration.ts';
export { type Facts, type FactTest, judge, testsOf } from './condition.ts';
export {
  type Act,
  freeRemedies,
  type Move,
  type Outcome,
  type Panel,
  type Party,
  type Remedy,
  type Role,
  type Stage,
} from './vocabulary.ts';
export type { TheCase } from './theCase.ts';
export { lockCase, readCase, saveCase, tellOf } from './theCase.ts';
export {
  type Carried,
  carriedOutIn,
  type CaseModule,
  type ClockTerms,
  type Doing,
  type EffectHandler,
  type FactProvider,
  handle,
  handlersOf,
  loadFacts,
  type PlaceholderProvider,
  type PresetAct,
  type ReportPart,
  type ReportProvider,
  reportOfCase,
  type ReportRow,
} from './wiring.ts';
export { stepOf } from './byHand.ts';
export { fillWords } from './placeholders.ts';
export { answerStep, moveCase } from './answerStep.ts';
export { noAnswer } from './effects.ts';
export { takeStep } from './journey.ts';
export { type NewCase, openCase } from './openCase.ts';
export { nextCaseSeq } from './openCase.ts';
export { takeFastLane } from './fastLane.ts';
export { playbookInForce, playbookOf, playbookNames } from './playbooks.ts';
export { currentStep, hasDecided, journeyOf, type JourneyRow } from './journeyStore.ts';
export { type ClockRow, clockEnds, clocksOf, openClock, startWait } from './clocks.ts';
export { calendarOf } from './calendars.ts';
export { isRegulatoryRisk, knowsProblem } from './problems.ts';
export { momentWords } from './momentWords.ts';
export { sourceInBoth } from './sourceWords.ts';
export { caseOfLink, makeLink } from './links.ts';
export { roleFor, rolesOf } from './roleFor.ts';
export { parseCaseNumber } from './caseNumber.ts';
export { changedOf, onCase } from './onCase.ts';
export { dueAt } from './clockMath.ts';
export { addEvidence, type EvidenceRow, evidenceOf, fileOfCase, ownerOf } from './evidence.ts';
export { customerLooked, takeReply } from './talk.ts';
export { type Said, sayMessage } from './talkSay.ts';
export { holdCase } from './talkTold.ts';
export { linkTo } from './publicLink.ts';
export { presentClock } from './caseView.ts';
export { publishedProcedure } from './procedure.ts';
export { flowChart } from './flowChart.ts';
export { chartSvg } from './chartSvg.ts';

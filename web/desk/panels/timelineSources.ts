import type { CaseView } from '#case/wire.ts';
import type { TimelineEntry } from '../case/Timeline.tsx';
import { useMessageEntries } from './talk/useMessages.tsx';

/** Hooks that add lines of other stages to the time line (messages, answers of partners); always called in this order. */
export const timelineSources: readonly ((theCase: CaseView) => TimelineEntry[])[] = [useMessageEntries];

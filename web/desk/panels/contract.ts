import type { ComponentType } from 'react';
import type { CaseView } from '#case/wire.ts';

/** What every panel and form of the case page gets. Panels ask for their own data and send their own commands (ask.ts). */
export interface PanelProps {
  readonly theCase: CaseView;
  /** Reads everything about the case again. `useCaseCommand` does it by itself after a command. */
  readonly refresh: () => void;
}

export interface CasePanel {
  readonly id: string;
  readonly column: 'left' | 'middle' | 'right';
  readonly Panel: ComponentType<PanelProps>;
  /** Names in a step's `shows` that bring this panel forward. */
  readonly shows: readonly string[];
  /** Whether it is shown for this case at all; absent: always. */
  readonly when?: (theCase: CaseView) => boolean;
}

export type Step = NonNullable<CaseView['current']>;

/** The form of a step's typed act. It shows the answers itself (StepAnswers), since the act is what produces them. */
export interface ActForm {
  readonly act: string;
  readonly Form: ComponentType<PanelProps & { readonly step: Step }>;
}

import { Button } from 'antd';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { Card, Key } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCaseCommand, useRefreshCase } from '../ask.ts';
import { useCaseWords } from './words.ts';

/** One confirmation for a small matter (RE-10); says why it isn't open when it isn't. */
export function FastLaneCard({ theCase }: { theCase: CaseView }) {
  const words = useCaseWords();
  const refresh = useRefreshCase(theCase.id);
  const command = useCaseCommand(caseRoutes.fastLane, theCase);
  const lane = theCase.fastLane;
  const open = lane?.offered === true && theCase.may.includes('case.answer');
  useKeys({ f: () => command.send({}) }, open);
  if (!lane || !theCase.may.includes('case.answer')) return null;
  if (!lane.offered) return lane.failing.length > 0 ? <p className="quiet small">{words.fastLaneNot(lane.failing.join('、'))}</p> : null;
  return (
    <Card title={lane.title} aside={words.fastLane}>
      <div className="stack">
        <p className="quiet">{words.fastLaneHelp}</p>
        <div className="row">
          <Button loading={command.busy} onClick={() => command.send({})}>
            {lane.title} <Key>f</Key>
          </Button>
        </div>
        <ProblemNote refused={command.refused} reload={() => void refresh()} />
      </div>
    </Card>
  );
}

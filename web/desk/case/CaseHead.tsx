import { Button, Dropdown } from 'antd';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { Chip, Key } from '../../ui/parts.tsx';
import { sayStretch } from '../../ui/time.ts';
import { useMe } from '../app/useMe.ts';
import { useLive } from '../app/live.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCaseCommand } from '../ask.ts';
import { useCopy } from '../copy.ts';
import { useCodes } from '../words/codes.ts';
import { useLang } from '../words/useWords.ts';
import type { Move } from './MoveDialog.tsx';
import { useCaseWords } from './words.ts';

interface Props {
  readonly theCase: CaseView;
  readonly now: number;
  readonly onMove: (move: Move) => void;
  readonly refresh: () => void;
}

/** Number, what kind of matter, who looks on, the nearest clock, and the moves that exist at every step. */
export function CaseHead({ theCase, now, onMove, refresh }: Props) {
  const words = useCaseWords();
  const code = useCodes();
  const lang = useLang();
  const me = useMe();
  const { looking } = useLive();
  const copy = useCopy();
  const take = useCaseCommand(triageRoutes.take, theCase);
  const release = useCaseCommand(triageRoutes.release, theCase);
  const link = useCaseCommand(caseRoutes.link, theCase, ({ url }) => void copy(url, words.linkMade));
  const names = looking?.caseId === theCase.id ? looking.names : [];
  const open = theCase.closedAt === null;
  const mine = theCase.owner?.id === me.id;
  const can = (action: string): boolean => theCase.may.includes(action);
  const moves = (['withdraw', 're-kind', 'merge', 'leave'] as const).map((key) => ({
    key,
    label: words.moves[key],
    onClick: () => onMove(key),
  }));
  const items = [
    ...(can('message.send') ? [{ key: 'link', label: words.link, onClick: () => link.send({}) }] : []),
    ...(can('case.assign') && open ? [{ key: 'assign', label: words.assign, onClick: () => onMove('assign') }] : []),
    ...(can('case.register') && open ? [{ key: 'hurry', label: words.hurry, onClick: () => onMove('hurry') }] : []),
    ...(can('case.take') && mine && open ? [{ key: 'release', label: words.release, onClick: () => release.send({}) }] : []),
    ...(can('case.answer') && open ? [{ type: 'divider' as const }, ...moves] : []),
    ...(can('case.answer') && !open ? [{ key: 'reopen', label: words.reopen, onClick: () => onMove('reopen') }] : []),
  ];
  const refused = take.refused ?? release.refused ?? link.refused;
  return (
    <header className="page-head">
      <h1>{theCase.number}</h1>
      <Chip tone="blue">{code('problems', theCase.problem)}</Chip>
      {theCase.regulatoryRisk ? (
        <Chip tone="red" title={words.regulatoryRiskHelp}>
          {words.regulatoryRisk}
        </Chip>
      ) : null}
      <Chip>
        {code('platforms', theCase.shop.platform)} · {theCase.shop.name}
      </Chip>
      {['social', 'review', 'media'].includes(theCase.channel) ? <Chip tone="red">{code('channels', theCase.channel)}</Chip> : null}
      {theCase.waitingFor ? <Chip tone="amber">{code('waits', theCase.waitingFor)}</Chip> : null}
      {theCase.round > 1 ? <Chip>{lang === 'zh' ? `第 ${theCase.round} 轮` : `Round ${theCase.round}`}</Chip> : null}
      {theCase.hurried > 0 ? (
        <Chip tone="red">
          {words.hurried} ×{theCase.hurried}
        </Chip>
      ) : null}
      {theCase.outcome ? <Chip>{code('outcomes', theCase.outcome)}</Chip> : null}
      {theCase.mergedInto ? <Chip>{words.mergedInto(theCase.mergedInto)}</Chip> : null}
      <div className="end">
        {names.length > 0 ? <output className="amber">{words.looking(names.join('、'))}</output> : null}
        <NearestClock theCase={theCase} now={now} />
        {open && can('case.take') && !theCase.owner ? (
          <Button type="primary" loading={take.busy} onClick={() => take.send({})}>
            {words.take}
          </Button>
        ) : null}
        {open && can('case.answer') ? (
          <Button onClick={() => onMove('escalate')}>
            {words.escalate} <Key>e</Key>
          </Button>
        ) : null}
        <Dropdown menu={{ items }} trigger={['click']} disabled={items.length === 0}>
          <Button aria-haspopup="menu">{words.more} ▾</Button>
        </Dropdown>
      </div>
      {refused ? (
        <div style={{ width: '100%' }}>
          <ProblemNote refused={refused} reload={refresh} />
        </div>
      ) : null}
    </header>
  );
}

function NearestClock({ theCase, now }: { theCase: CaseView; now: number }) {
  const words = useCaseWords();
  const lang = useLang();
  const { nearest } = theCase;
  if (!nearest) return null;
  const clock = theCase.clocks.find((each) => each.name === nearest.name && each.endedAt === null);
  const left = Date.parse(nearest.dueAt) - now;
  const tone = left < 0 ? 'red' : left < 4 * 3_600_000 ? 'amber' : 'green';
  const stretch = sayStretch(left, lang);
  return (
    <Chip tone={tone}>
      <b>
        {clock?.title ?? nearest.name} {left < 0 ? words.over(stretch) : words.left(stretch)}
      </b>
    </Chip>
  );
}

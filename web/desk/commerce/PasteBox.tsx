import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { Chip, Key, Loading } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import type { NewCaseSearch } from '../app/search.ts';
import { keyOf, useAsked } from '../ask.ts';
import { call } from '../call.ts';
import { useCodes } from '../words/codes.ts';
import { useCommerceWords } from './words.ts';

type Found = Answer<typeof triageRoutes.search>;
type Hit = { readonly kind: 'case'; readonly id: string } | { readonly kind: 'order'; readonly id: string };

/** How long typing rests before the search; a paste is searched at once. */
const typingRests = 250;

/** One box for anything that can be copied (OR-2): says what it took it for. Enter opens, Shift+Enter starts a case. */
export function PasteBox({
  start = '',
  onCase,
  onNew,
}: {
  start?: string;
  onCase?: (caseId: string) => void;
  onNew?: (search: NewCaseSearch) => void;
}) {
  const words = useCommerceWords();
  const navigate = useNavigate();
  const openCase = (caseId: string): void => (onCase ? onCase(caseId) : void navigate({ to: '/cases/$caseId', params: { caseId } }));
  const startCase = (search: NewCaseSearch): void => (onNew ? onNew(search) : void navigate({ to: '/new', search }));
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(start);
  const [wanted, setWanted] = useState(start);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(start !== '');
  useKeys({ '/': () => box.current?.select() });
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), typingRests);
    return () => clearTimeout(timer);
  }, [text]);
  const search = useAsked(triageRoutes.search, { query: { q: wanted.slice(0, 5000) } }, { on: wanted !== '' });
  const found = search.data;
  const hits = found ? hitsOf(found) : [];
  const leave = (): void => {
    setOpen(false);
    setText('');
    setWanted('');
    box.current?.blur();
  };
  const go = (hit: Hit): void => {
    leave();
    if (hit.kind === 'case') openCase(hit.id);
    else startCase({ order: hit.id, ...said(text) });
  };
  const client = useQueryClient();
  // Enter may come before the answer: the same question is awaited. A refusal shows where the results would.
  const act = async (how: 'open' | 'start'): Promise<void> => {
    const q = text.trim().slice(0, 5000);
    setWanted(q);
    const answer = await client.fetchQuery({
      queryKey: keyOf(triageRoutes.search, { query: { q } }),
      queryFn: () => call(triageRoutes.search, { query: { q } }),
    });
    const hit = hitsOf(answer)[at];
    if (how === 'open' && hit) go(hit);
    if (how !== 'start') return;
    const order = hit?.kind === 'order' ? hit.id : answer.orders.length === 1 ? answer.orders[0]?.orderId : undefined;
    leave();
    startCase(order ? { order, ...said(text) } : { text: text.trim() });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') leave();
    if (event.key === 'ArrowDown') setAt((row) => Math.min(row + 1, hits.length - 1));
    if (event.key === 'ArrowUp') setAt((row) => Math.max(row - 1, 0));
    if (event.key.startsWith('Arrow') && event.key.length > 7) event.preventDefault();
    if (event.key !== 'Enter' || text.trim() === '') return;
    event.preventDefault();
    act(event.shiftKey ? 'start' : 'open').catch(() => setOpen(true));
  };
  return (
    <div className="paste" onBlur={(event) => (event.currentTarget.contains(event.relatedTarget) ? undefined : setOpen(false))}>
      <Key>/</Key>
      <input
        ref={box}
        className="paste-input"
        type="search"
        role="combobox"
        aria-expanded={open && wanted !== ''}
        aria-controls="paste-found"
        aria-label={words.pasteLabel}
        placeholder={words.paste}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onPaste={(event) => {
          // A pasted paragraph keeps its lines: an input would drop them.
          const pasted = event.clipboardData.getData('text');
          if (!pasted.includes('\n')) return;
          event.preventDefault();
          setText(pasted);
          setWanted(pasted.trim());
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKey}
      />
      {open && wanted !== '' ? (
        <div className="paste-found" id="paste-found" aria-live="polite">
          <ProblemNote refused={search.error} retry={() => void search.refetch()} />
          {search.isPending ? <Loading label={words.searching} rows={2} /> : null}
          {found ? <FoundList found={found} at={at} onGo={go} /> : null}
        </div>
      ) : null}
    </div>
  );
}

/** What was pasted besides a bare number becomes the customer's words. */
function said(text: string): { text?: string } {
  return /\s/.test(text.trim()) ? { text: text.trim() } : {};
}

function hitsOf(found: Found): Hit[] {
  const cases: Hit[] = found.cases.map((each) => ({ kind: 'case', id: each.caseId }));
  const orders: Hit[] = found.orders.map((each) => ({ kind: 'order', id: each.orderId }));
  // A number that means one case opens it; else the order comes first.
  return found.open
    ? [{ kind: 'case', id: found.open.caseId }, ...cases.filter((each) => each.id !== found.open?.caseId), ...orders]
    : [...orders, ...cases];
}

function FoundList({ found, at, onGo }: { found: Found; at: number; onGo: (hit: Hit) => void }) {
  const words = useCommerceWords();
  const code = useCodes();
  const hits = hitsOf(found);
  const chosen = hits[at];
  const isChosen = (kind: Hit['kind'], id: string): boolean => chosen?.kind === kind && chosen.id === id;
  const took = found.took.filter((each) => each.kind !== 'paragraph').map((each) => `${code('took', each.kind)} ${each.value}`);
  const cases = (
    <>
      {found.cases.length > 0 ? <h3>{words.cases}</h3> : null}
      {found.cases.map((each) => (
        <button
          type="button"
          key={each.caseId}
          className={`hit ${isChosen('case', each.caseId) ? 'chosen' : ''}`}
          onClick={() => onGo({ kind: 'case', id: each.caseId })}
        >
          <span className="row row-between">
            <b>{each.number}</b>
            <Chip tone={each.outcome ? 'grey' : 'blue'}>{each.outcome ? code('outcomes', each.outcome) : code('stages', each.stage)}</Chip>
          </span>
          <span className="quiet small cut-2">
            {code('problems', each.problem)} · {each.shop} · {each.summary}
          </span>
        </button>
      ))}
    </>
  );
  return (
    <>
      <p className="small quiet">{took.length > 0 ? words.took(took.join('，')) : words.tookNothing}</p>
      {hits.length === 0 ? (
        <p>
          <b>{words.nothing}</b>
          <br />
          <span className="quiet">{words.nothingHelp}</span>
        </p>
      ) : null}
      {found.open ? cases : null}
      {found.orders.length > 0 ? <h3>{words.orders}</h3> : null}
      {found.orders.map((each) => (
        <button
          type="button"
          key={each.orderId}
          className={`hit ${isChosen('order', each.orderId) ? 'chosen' : ''}`}
          onClick={() => onGo({ kind: 'order', id: each.orderId })}
        >
          <span className="row row-between">
            <b>{each.orderNo}</b>
            <Chip>{code('orderStates', each.state)}</Chip>
          </span>
          <span className="quiet small cut-2">
            {each.shop}
            {each.nick ? ` · ${each.nick}` : ''} · {each.titles.join('、')}
          </span>
        </button>
      ))}
      {found.open ? null : cases}
      <p className="small quiet" style={{ marginTop: 8 }}>
        <Key>↵</Key> {words.opens} <Key>⇧↵</Key> {words.startsCase}
      </p>
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Popover } from 'antd';
import { useState } from 'react';
import { caseRoutes } from '#case/wire.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useWhen } from '../words/useWhen.ts';
import { useMay } from './useMe.ts';
import { useAppWords } from './words.ts';

/** What waits for me: mentions, warnings, escalations; each leads to its case. */
export function NoticesPill() {
  const words = useAppWords();
  const when = useWhen();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const notices = useAsked(caseRoutes.notices, { query: { limit: 20 } }, { on: may('case.read'), everySeconds: 30 }).data;
  const seen = useCommand(caseRoutes.noticeSeen, () => void client.invalidateQueries({ queryKey: [caseRoutes.notices.path] }));
  const n = notices?.count.n ?? 0;
  const kinds: Readonly<Record<string, string>> = words.noticeKinds;
  const list = (
    <div style={{ width: 300 }}>
      {n === 0 ? <p className="quiet">{words.noNotices}</p> : null}
      <ul className="stack">
        {notices?.items.map((notice) => (
          <li key={notice.id} className="row row-between">
            <span className="grow">
              {notice.caseId ? (
                <Link to="/cases/$caseId" params={{ caseId: notice.caseId }} onClick={() => setOpen(false)}>
                  {notice.number}
                </Link>
              ) : null}{' '}
              {kinds[notice.kind] ?? notice.kind} <span className="quiet small">{when(notice.at)}</span>
            </span>
            <button type="button" className="plain small" onClick={() => seen.mutate({ params: { id: notice.id } })}>
              {words.seen}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <Popover content={list} trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight">
      <button type="button" className={`pill ${n > 0 ? 'pill-amber' : ''}`} aria-expanded={open}>
        {words.notices(words.capped(n, notices?.count.capped ?? false))}
      </button>
    </Popover>
  );
}

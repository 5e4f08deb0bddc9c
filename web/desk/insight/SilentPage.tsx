import { publicRoutes } from '#insight/publicWire.ts';
import { Rows } from '../../ui/rows.tsx';
import { useAsked } from '../ask.ts';
import { CaseCell } from '../app/CaseCell.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { useWhen } from '../words/useWhen.ts';
import { useInsightWords } from './words.ts';

/** Cases whose customers have heard nothing for too long, the longest first (TA-9). */
export function SilentPage() {
  const words = useInsightWords().silent;
  const when = useWhen();
  const asked = useAsked(publicRoutes.silent);
  const items = asked.data?.items;
  return (
    <>
      <PageHead title={words.title} help={words.help} />
      <ListFrame list={{ items, error: asked.error, again: () => void asked.refetch() }} empty={words.empty}>
        <Rows
          label={words.title}
          rows={items ?? []}
          keyOf={(row) => row.caseId}
          columns={[
            {
              key: 'case',
              title: words.columns.case,
              render: (row) => <CaseCell caseId={row.caseId} number={row.number} shop={row.shop} />,
            },
            { key: 'missed', title: words.columns.missed, render: (row) => row.missedAt },
            { key: 'owner', title: words.columns.owner, render: (row) => row.owner ?? words.nobody },
            { key: 'told', title: words.columns.told, render: (row) => (row.lastToldAt ? when(row.lastToldAt) : words.never) },
            { key: 'stuck', title: words.columns.stuck, render: (row) => row.stuck ?? '—' },
          ]}
        />
      </ListFrame>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { commerceRoutes, type ImportAnswer } from '#commerce/wire.ts';
import { Progress } from '../../ui/DropFile.tsx';
import { Card, Facts, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { keyOf } from '../ask.ts';
import { call, type Refused } from '../call.ts';
import { useReadAgain } from '../list.ts';
import { PageHead } from '../page.tsx';
import { useWhen } from '../words/useWhen.ts';
import { useLang } from '../words/useWords.ts';
import { ImportResult, ImportState } from './ImportTable.tsx';
import { MappingCard } from './MappingCard.tsx';
import { useHouseWords } from './houseWords.ts';

/** How often a running import is looked at, ms. */
const every = 1000;

/** One import: choose its columns, watch it go in, fetch the rows that were refused. */
export function ImportPage() {
  const { importId = '' } = useParams({ strict: false });
  const words = useHouseWords();
  const app = useAppWords();
  const readAgain = useReadAgain(commerceRoutes.imports.path);
  const asking = { params: { importId } };
  const asked = useQuery<ImportAnswer, Refused>({
    queryKey: keyOf(commerceRoutes.import, asking),
    queryFn: ({ signal }) => call(commerceRoutes.import, { ...asking, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' || state.data?.state === 'running' ? every : false),
  });
  const it = asked.data;
  return (
    <>
      <PageHead title={it?.fileName ?? words.imports}>
        <Link to="/imports">{words.back}</Link>
      </PageHead>
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.isPending ? <Loading rows={5} label={app.loading} /> : null}
      {it ? (
        <div className="stack stack-16">
          <Standing it={it} />
          {it.state === 'uploaded' ? <MappingCard it={it} onStarted={readAgain} /> : null}
        </div>
      ) : null}
    </>
  );
}

function Standing({ it }: { it: ImportAnswer }) {
  const words = useHouseWords();
  const when = useWhen();
  const lang = useLang();
  const busy = it.state === 'waiting' || it.state === 'running';
  return (
    <Card title={words.columns.state} aside={<ImportState state={it.state} />} id="standing" current={busy}>
      <div className="stack" aria-live="polite">
        {busy ? <Progress share={null} label={words.progress(it.fileName)} /> : null}
        <Facts
          items={[
            [words.columns.shop, lang === 'zh' ? it.shop.name : it.shop.nameEn],
            [words.layout, words.layouts[it.layout]],
            [
              it.state === 'uploaded' ? words.columns.file : words.columns.rows,
              `${it.state === 'uploaded' ? '' : `${words.rows(it.rowsRead)} · `}${it.encoding ? `${words.encoding(it.encoding)} · ` : ''}${words.size(sayBytes(it.bytes))}`,
            ],
            it.state === 'uploaded' ? null : [words.columns.result, <ImportResult key="result" it={it} />],
            [words.columns.at, `${when(it.createdAt)}${it.endedAt ? ` – ${when(it.endedAt)}` : ''}`],
          ]}
        />
      </div>
    </Card>
  );
}

function sayBytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

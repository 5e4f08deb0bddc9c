import { Link, useParams } from '@tanstack/react-router';
import { reportRoutes } from '#investigation/reportWire.ts';
import { Card, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { PageHead } from '../page.tsx';
import { useWhen } from '../words/useWhen.ts';

/** The investigation report (IV-6), to be read, printed, or taken along as PDF in either language. */
export function ReportPage() {
  const { caseId = '' } = useParams({ strict: false });
  const app = useAppWords();
  const when = useWhen();
  const asked = useAsked(reportRoutes.report, { params: { caseId } });
  const report = asked.data;
  if (!report)
    return asked.error ? (
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
    ) : (
      <Loading rows={10} label={app.loading} />
    );
  return (
    <>
      <PageHead title={`${report.title} ${report.number}`} help={report.note}>
        <Link to="/cases/$caseId" params={{ caseId }}>
          {report.number}
        </Link>
        {(['zh', 'en'] as const).map((lang) => (
          <a key={lang} href={`/api/v1/cases/${caseId}/investigation-report.pdf?lang=${lang}`} target="_blank" rel="noreferrer">
            PDF {lang === 'zh' ? '中文' : 'English'}
          </a>
        ))}
      </PageHead>
      <div className="stack stack-16">
        {report.parts.map((part, at) => (
          <Card key={part.title} title={part.title} id={`part-${at}`}>
            <dl className="facts facts-wide">
              {part.rows.map((row, n) => (
                <div key={n}>
                  <dt>{row.label}</dt>
                  <dd className={row.marked ? 'red' : ''}>
                    {row.at ? <span className="quiet">{when(row.at)} </span> : null}
                    {row.text}
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        ))}
      </div>
    </>
  );
}

import { fileRoutes } from '#case/fileWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { Card, Facts, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked } from '../../ask.ts';
import type { PanelProps } from '../contract.ts';
import { addressOf } from '../evidence/EvidenceViewer.tsx';
import { invoiceFields } from './fields.ts';
import { usePanelWords } from './words.ts';

/** The invoice as the customer wants it, and what was issued anew for it (IN-8, FU-2). */
export function InvoicePanel({ theCase }: PanelProps) {
  const words = usePanelWords();
  const app = useAppWords();
  const params = { caseId: theCase.id };
  const asked = useAsked(intakeRoutes.report, { params });
  const mayTasks = theCase.may.includes('fulfilment.read');
  const tasks = useAsked(fulfilmentRoutes.tasks, { params }, { on: mayTasks });
  const fields = invoiceFields.flatMap((id) => asked.data?.fields.find((field) => field.id === id) ?? []);
  const files = useAsked(fileRoutes.list, { params }, { on: theCase.may.includes('file.read') }).data?.items ?? [];
  const issued = files.filter((file) => file.material === 'invoice' && file.byKind === 'staff');
  const reissues = tasks.data?.items.filter((task) => task.kind === 'reissue-invoice') ?? [];
  return (
    <Card title={words.invoice} id="invoice" lit>
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error ?? tasks.error} retry={() => void asked.refetch()} />
      {asked.data ? (
        <div className="stack">
          {fields.length === 0 ? <p className="quiet">{words.nothingSaid}</p> : null}
          <Facts items={fields.map((field) => [field.title, field.value] as const)} />
          {mayTasks && tasks.data && reissues.length === 0 ? <p className="quiet small">{words.noReissue}</p> : null}
          {reissues.length > 0 ? (
            <ul className="stack">
              {reissues.map((task) => (
                <li key={task.id} className="small">
                  {task.title} · {task.progress}
                  {task.state === 'done'
                    ? issued.map((file) => (
                        <p key={file.fileId}>
                          <a className="cut" href={addressOf(theCase.id, file, 'original')}>
                            {file.name}
                          </a>
                        </p>
                      ))
                    : null}
                  {task.note ? <p className="bubble">{task.note}</p> : null}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

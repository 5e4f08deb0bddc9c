import type { CaseView } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { Card, Chip, Facts, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { CustomerTier, useTier } from './CustomerTier.tsx';
import { invoiceFields, priceFields } from '../panels/intake/fields.ts';
import { useCodes } from '../words/codes.ts';
import { useWhen } from '../words/useWhen.ts';
import { useCaseWords } from './words.ts';

/** Fields that stand in cards of their own. */
const elsewhere = ['orderNo', 'parts', 'wish'];
/** Fields that a panel shows while its step does. */
const inPanels: Readonly<Record<string, readonly string[]>> = { invoice: invoiceFields, prices: priceFields };

/** Who reports and in which words; personal fields come masked. */
export function CustomerCard({ theCase }: { theCase: CaseView }) {
  const words = useCaseWords();
  const app = useAppWords();
  const code = useCodes();
  const when = useWhen();
  const asked = useAsked(intakeRoutes.report, { params: { caseId: theCase.id } });
  const report = asked.data;
  const shown = (theCase.current?.shows ?? []).flatMap((panel) => inPanels[panel] ?? []);
  const tier = useTier(theCase);
  return (
    <Card title={words.customerCard} aside={`${code('channels', theCase.channel)} · ${when(theCase.receivedAt)}`} id="customer">
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {report ? (
        <div className="stack">
          {report.words === '' ? null : <p className="bubble">{report.words}</p>}
          <Facts
            items={[
              ...report.fields
                .filter(
                  (field) =>
                    !elsewhere.includes(field.id) && !shown.includes(field.id) && field.value !== '' && field.value !== report.words,
                )
                .map((field) => [field.title, field.value] as const),
              [words.wish, report.wish ? code('wishes', report.wish) : '—'],
              [words.owner, theCase.owner?.name ?? words.nobody],
              tier.shown ? [words.tier, <CustomerTier key="tier" theCase={theCase} tier={tier} />] : null,
              theCase.hurried > 0 ? [words.hurried, words.times(theCase.hurried)] : null,
            ]}
          />
          {report.relations.length > 0 ? (
            <div className="row" style={{ gap: 4 }}>
              {report.relations.map((each) => (
                <a key={each.caseId} href={`/desk/cases/${each.caseId}`}>
                  <Chip>{each.number}</Chip>
                </a>
              ))}
            </div>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

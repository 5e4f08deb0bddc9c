import { commonSettingsRoutes } from '#intake/commonWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { sayFen } from '../../../ui/money.ts';
import { Card, Chip, Facts, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked } from '../../ask.ts';
import { useDay } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { priceFields } from './fields.ts';
import { usePanelWords } from './words.ts';

/** What was paid, what it costs today, and whether the difference is still refunded (RE-4). */
export function PricesPanel({ theCase }: PanelProps) {
  const words = usePanelWords();
  const app = useAppWords();
  const day = useDay();
  const params = { caseId: theCase.id };
  const asked = useAsked(commonSettingsRoutes.prices, { params });
  const report = useAsked(intakeRoutes.report, { params });
  const seen = asked.data;
  const said = report.data?.fields.filter((field) => priceFields.includes(field.id)) ?? [];
  // A listing is looked at here too; nothing of it was paid.
  const isPrice = theCase.problem.startsWith('price.');
  const protectedUntil = isPrice ? seen?.protectedUntil : null;
  return (
    <Card
      title={isPrice ? words.prices : words.listing}
      id="prices"
      lit
      aside={
        seen && protectedUntil ? (
          <Chip tone={seen.inTime ? 'green' : 'grey'}>{words.protectedUntil(day(protectedUntil), seen.inTime)}</Chip>
        ) : null
      }
    >
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error ?? report.error} retry={() => void asked.refetch()} />
      {seen ? (
        <div className="stack">
          {isPrice && seen.lines.length === 0 ? <p className="quiet">{words.noOrder}</p> : null}
          {seen.lines.map((line, at) => (
            <div key={`${at} ${line.title}`}>
              <p>
                {line.title} ×{line.quantity}
              </p>
              <Facts
                items={[
                  [words.paid, sayFen(line.paidFen)],
                  [words.now, line.nowFen === null ? words.unknown : sayFen(line.nowFen)],
                  [words.drop, line.dropFen > 0 ? <strong key="drop">{sayFen(line.dropFen)}</strong> : words.noDrop],
                ]}
              />
            </div>
          ))}
          {seen.lines.length > 1 && seen.dropFen > 0 ? <Facts items={[[words.dropInAll, sayFen(seen.dropFen)]]} /> : null}
          {said.length > 0 ? <Facts items={said.map((field) => [field.title, field.value] as const)} /> : null}
          {isPrice ? <p className="quiet small">{words.protection(seen.protectionDays)}</p> : null}
        </div>
      ) : null}
    </Card>
  );
}

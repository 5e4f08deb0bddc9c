import { App, Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { type CalendarYear, readCalendarRoute, setYearRoute } from '#staff/calendarWire.ts';
import { Card, Chip, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { SettingsPages } from '../HousePages.tsx';
import { useReadAgain } from '../list.ts';
import { PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { DayDialog } from './DayDialog.tsx';
import { useStaffWords } from './words.ts';
import './calendar.css';

/** The working days that clocks count, year by year: what the law says, what people set, and why deadlines move. */
export function CalendarPage() {
  const words = useStaffWords();
  const app = useAppWords();
  const lang = useLang();
  const may = useMay()('calendar.manage');
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [shopId, setShopId] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const asked = useAsked(readCalendarRoute, { query: { year, ...(shopId ? { shopId } : {}) } }, { keep: true });
  const readAgain = useReadAgain(readCalendarRoute.path);
  const seen = asked.data;
  return (
    <>
      <PageHead title={words.calendar} help={words.calendarHelp}>
        <InputNumber aria-label={words.year} min={2020} max={2100} value={year} onChange={(value) => value && setYear(value)} />
        <Select
          aria-label={words.shop}
          style={{ width: 180 }}
          value={shopId}
          onChange={setShopId}
          options={[
            { value: '', label: words.company },
            ...shops.map((shop) => ({ value: shop.id, label: lang === 'zh' ? shop.name : shop.nameEn })),
          ]}
        />
      </PageHead>
      <SettingsPages />
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {seen ? (
        <div className="stack stack-16">
          <Published year={seen} may={may} onChanged={readAgain} />
          <div className="months">
            {words.months.map((name, month) => (
              <Month key={name} name={name} month={month} seen={seen} onDay={may ? setDay : null} />
            ))}
          </div>
          <Card title={words.why} id="why">
            <ul className="manual" style={{ paddingLeft: 18, listStyle: 'disc' }}>
              {words.whyLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Card>
        </div>
      ) : asked.error ? null : (
        <Loading rows={10} label={app.loading} />
      )}
      {day && seen ? (
        <DayDialog
          day={day}
          known={seen.days.find((each) => each.day === day)}
          shopId={shopId || null}
          onClose={() => setDay(null)}
          onDone={() => {
            setDay(null);
            readAgain();
          }}
        />
      ) : null}
    </>
  );
}

function Published({ year, may, onChanged }: { year: CalendarYear; may: boolean; onChanged: () => void }) {
  const words = useStaffWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const command = useCommand(setYearRoute, () => {
    void message.success(words.changed);
    onChanged();
  });
  return (
    <div className="row">
      <Chip tone={year.published ? 'green' : 'amber'}>{year.published ? words.published : words.notPublished}</Chip>
      {year.published ? null : <span className="quiet small">{words.notPublishedHelp}</span>}
      {may ? (
        <Button
          size="small"
          loading={command.isPending}
          onClick={() => command.mutate({ params: { year: year.year }, body: { published: !year.published } })}
        >
          {year.published ? words.markUnpublished : words.markPublished}
        </Button>
      ) : null}
      <span className="quiet small wide-only">
        {words.legend}
        {page.colon}
        <b className="day-mark off">{words.offDay}</b> <b className="day-mark work">{words.workDay}</b>{' '}
        <b className="day-mark person">{words.byPerson}</b>
      </span>
      <ProblemNote refused={command.error} />
    </div>
  );
}

function Month({ name, month, seen, onDay }: { name: string; month: number; seen: CalendarYear; onDay: ((day: string) => void) | null }) {
  const words = useStaffWords();
  const lang = useLang();
  const firstWeekday = (new Date(Date.UTC(seen.year, month, 1)).getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(seen.year, month + 1, 0)).getUTCDate();
  return (
    <section className="card month" aria-label={`${seen.year} ${name}`}>
      <h2>{name}</h2>
      <div className="days">
        {words.weekdays.map((weekday) => (
          <span key={weekday} className="quiet small" aria-hidden="true">
            {weekday}
          </span>
        ))}
        {Array.from({ length: firstWeekday }, (_, i) => (
          <span key={`before-${i}`} />
        ))}
        {Array.from({ length }, (_, i) => {
          const day = `${seen.year}-${String(month + 1).padStart(2, '0')}-${String(i + 1).padStart(2, '0')}`;
          const known = seen.days.find((each) => each.day === day);
          const weekend = (firstWeekday + i) % 7 >= 5;
          const off = known ? !known.work : weekend;
          const named = known ? known.name[lang] || (known.work ? words.workDay : words.offDay) : off ? words.offDay : words.workDay;
          const look = `day ${off ? 'off' : ''} ${known?.work && weekend ? 'made-up' : ''} ${known?.source === 'person' ? 'person' : ''}`;
          return onDay ? (
            <button
              type="button"
              key={day}
              className={look}
              title={named}
              aria-label={words.dayLabel(name, i + 1, named)}
              onClick={() => onDay(day)}
            >
              {i + 1}
            </button>
          ) : (
            <span key={day} className={look} title={named}>
              {i + 1}
            </span>
          );
        })}
      </div>
    </section>
  );
}

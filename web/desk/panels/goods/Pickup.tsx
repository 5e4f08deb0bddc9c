import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { pickupFailures, returnedRoutes, type ReturnedView } from '#fulfilment/returnedWire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCommand, useRefreshCase } from '../../ask.ts';
import { useReturnedWords } from '../../fulfilment/returnedWords.ts';
import { useWindow } from '../../words/useWindow.ts';

interface Of {
  readonly row: ReturnedView;
  readonly caseId: string;
}

/** The pickup at the customer's door: booked, came to nothing and booked again, or sent by the customer instead (FU-1, FU-10). */
export function Pickup({ row, caseId }: Of) {
  const words = useReturnedWords();
  const sayWindow = useWindow();
  const refresh = useRefreshCase(caseId);
  const [booking, setBooking] = useState(false);
  const miss = useCommand(returnedRoutes.miss, () => void refresh());
  const instead = useCommand(returnedRoutes.sendInstead, () => void refresh());
  const params = { returnedId: row.id };
  const { missed } = row;
  const mayBook = row.may.includes('book');
  return (
    <div className="small stack" style={{ gap: 4, margin: '4px 0' }}>
      {row.pickup ? <p>{words.window(sayWindow(row.pickup))}</p> : mayBook ? <p className="amber">{words.notBooked}</p> : null}
      {missed.times > 0 && missed.why ? <p>{words.missedTimes(missed.times, words.whys[missed.why])}</p> : null}
      {missed.wish === '' ? null : <p className="bubble">{words.wish(missed.wish)}</p>}
      {booking && mayBook ? <BookForm row={row} caseId={caseId} onDone={() => setBooking(false)} /> : null}
      <div className="row">
        {mayBook && !booking ? (
          <Button size="small" type={row.pickup ? 'default' : 'primary'} onClick={() => setBooking(true)}>
            {row.pickup ? words.bookAgain : words.book}
          </Button>
        ) : null}
        {row.may.includes('miss') ? (
          <Select
            aria-label={words.miss}
            placeholder={words.miss}
            size="small"
            style={{ width: 150 }}
            loading={miss.isPending}
            value={null}
            onChange={(why: (typeof pickupFailures)[number] | null) => {
              if (why) miss.mutate({ params, body: { why } });
            }}
            options={pickupFailures.map((value) => ({ value, label: words.whys[value] }))}
          />
        ) : null}
        {row.may.includes('own-shipment') ? (
          <Button size="small" title={words.sendInsteadHelp} loading={instead.isPending} onClick={() => instead.mutate({ params })}>
            {words.sendInstead}
          </Button>
        ) : null}
      </div>
      <ProblemNote refused={miss.error ?? instead.error} />
    </div>
  );
}

function BookForm({ row, caseId, onDone }: Of & { onDone: () => void }) {
  const words = useReturnedWords();
  const app = useAppWords();
  const refresh = useRefreshCase(caseId);
  const carriers = useAsked(commerceRoutes.carriers).data?.items ?? [];
  const command = useCommand(returnedRoutes.book, () => {
    onDone();
    void refresh();
  });
  const [given, setGiven] = useState({ carrier: row.carrier ?? '', date: '', from: '14:00', until: '16:00', waybill: row.waybill ?? '' });
  const put = (key: keyof typeof given, type: string, label: string, width: number) => (
    <Input
      type={type}
      size="small"
      aria-label={label}
      placeholder={label}
      style={{ width }}
      maxLength={60}
      value={given[key]}
      onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
    />
  );
  const complete = given.carrier !== '' && given.date !== '' && given.from !== '' && given.until !== '';
  const at = (time: string): string => new Date(`${given.date}T${time}`).toISOString();
  const send = (): void => {
    if (!complete) return;
    const number = given.waybill.trim();
    command.mutate({
      params: { returnedId: row.id },
      body: { carrier: given.carrier, from: at(given.from), until: at(given.until), ...(number === '' ? {} : { waybill: number }) },
    });
  };
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Select
        aria-label={words.carrier}
        placeholder={words.carrier}
        size="small"
        style={{ width: 120 }}
        {...(given.carrier === '' ? {} : { value: given.carrier })}
        onChange={(carrier: string) => setGiven({ ...given, carrier })}
        options={carriers.map((each) => ({ value: each.name, label: each.name }))}
      />
      {put('date', 'date', words.date, 130)}
      {put('from', 'time', words.from, 112)}
      {put('until', 'time', words.until, 112)}
      {put('waybill', 'text', words.waybillMaybe, 170)}
      <Button size="small" type="primary" htmlType="submit" disabled={!complete} loading={command.isPending}>
        {words.book}
      </Button>
      <Button size="small" onClick={onDone}>
        {app.cancel}
      </Button>
      <ProblemNote refused={command.error} retry={send} />
    </form>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { trackingRoutes } from '#commerce/trackingWire.ts';
import { Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCommand } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import { useOrderWords } from './words.ts';

/** Where the parcel has been, opened on demand, and asked for anew at most every half hour (IV-4). */
export function ParcelTracking({ parcelId, mayPull }: { parcelId: string; mayPull: boolean }) {
  const words = useOrderWords();
  const app = useAppWords();
  const when = useWhen();
  const [open, setOpen] = useState(false);
  const asked = useAsked(trackingRoutes.scans, { params: { parcelId } }, { on: open });
  const pull = useCommand(trackingRoutes.pull, () => void asked.refetch());
  if (!open)
    return (
      <button type="button" className="plain small" aria-expanded="false" onClick={() => setOpen(true)}>
        {words.scans} ▾
      </button>
    );
  const told = asked.data;
  return (
    <div className="small">
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {told?.fault ? <p className="amber">{words.trackingFaults[told.fault] ?? words.trackingFault}</p> : null}
      {told && told.items.length === 0 ? <p className="quiet">{words.noScans}</p> : null}
      <ol>
        {(told?.items ?? []).map((scan, at) => (
          <li key={at}>
            <span className="quiet">{when(scan.at)}</span> {scan.place ?? ''} {scan.text}
          </li>
        ))}
      </ol>
      {told?.live && mayPull ? (
        <Button
          size="small"
          disabled={told.nextAt !== null}
          loading={pull.isPending}
          onClick={() => pull.mutate({ params: { parcelId }, body: {} })}
        >
          {words.pull} {told.nextAt ? `· ${words.nextPull(when(told.nextAt))}` : ''}
        </Button>
      ) : null}
      {pull.isSuccess ? <output className="quiet">{words.pulled}</output> : null}
      <ProblemNote refused={pull.error} retry={() => pull.mutate({ params: { parcelId }, body: {} })} />
    </div>
  );
}

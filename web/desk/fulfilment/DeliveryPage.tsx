import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { deliveryRoutes, type DeliveryView, doorReasons } from '#fulfilment/wire.ts';
import { FilePick } from '../../ui/FilePick.tsx';
import { Chip, Empty, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { Refused } from '../call.ts';
import { useReadAgain } from '../list.ts';
import { PageHead, Tabs } from '../page.tsx';
import { uploadFile } from '../panels/evidence/upload.ts';
import { useWhen } from '../words/useWhen.ts';
import { SignaturePad } from './SignaturePad.tsx';
import { useWorkWords } from './workWords.ts';

const big = { block: true, size: 'large', style: { height: 56, fontSize: 18 } } as const;

/** The phone page of our own delivery staff (FU-13): their tasks, one thumb, big buttons. */
export function DeliveryPage() {
  const words = useWorkWords();
  const app = useAppWords();
  const [state, setState] = useState<'open' | 'done'>('open');
  const asked = useAsked(deliveryRoutes.deliveries, { query: { state } });
  const tabs = (['open', 'done'] as const).map((key) => ({ key, label: words.deliveryTabs[key] }));
  const none = words.noDeliveries[state] ?? ['', ''];
  return (
    <div style={{ maxWidth: 560, margin: '0 auto' }}>
      <PageHead title={words.deliveries} />
      <Tabs label={words.deliveries} tabs={tabs} at={state} onTab={setState} />
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data?.items.length === 0 ? <Empty title={none[0]}>{none[1]}</Empty> : null}
      <ul className="stack" style={{ listStyle: 'none', padding: 0 }}>
        {asked.data?.items.map((task) => (
          <li key={task.id} className="card" style={{ padding: 12 }}>
            <Delivery task={task} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Delivery({ task }: { task: DeliveryView }) {
  const words = useWorkWords();
  const when = useWhen();
  const readAgain = useReadAgain(deliveryRoutes.deliveries.path);
  const [at, setAt] = useState<'list' | 'hand-over' | 'refuse'>('list');
  const arrived = useCommand(deliveryRoutes.arrived, readAgain);
  const arrive = (): void => arrived.mutate({ params: { taskId: task.id }, body: {} });
  return (
    <div className="stack">
      <div className="row row-between">
        <b style={{ fontSize: 18 }}>{task.title}</b>
        {task.late ? <Chip tone="red">{words.overdue}</Chip> : null}
      </div>
      <div className="quiet">
        {task.shop} · {task.key}
      </div>
      {task.promisedAt && !task.settledAt ? <div>{words.promised(when(task.promisedAt))}</div> : null}
      {task.failure ? <div className="red">{task.failure}</div> : null}
      {task.takeBack === 'awaited' ? <Chip tone="amber">{words.takeBack}</Chip> : null}
      {task.may.length > 0 ? <ContactOf taskId={task.id} /> : null}
      {at === 'list' && task.may.length > 0 ? (
        <>
          {task.state === 'at-door' ? null : (
            <Button {...big} loading={arrived.isPending} onClick={arrive}>
              {words.arrive}
            </Button>
          )}
          <Button {...big} type="primary" onClick={() => setAt('hand-over')}>
            {words.handOver}
          </Button>
          <Button {...big} danger onClick={() => setAt('refuse')}>
            {words.refuseDoor}
          </Button>
          <ProblemNote refused={arrived.error} retry={arrive} />
        </>
      ) : null}
      {at === 'list' ? null : <AtDoor what={at} task={task} onBack={() => setAt('list')} onDone={readAgain} />}
    </div>
  );
}

/** Name, phone and address are asked for, and written down. */
function ContactOf({ taskId }: { taskId: string }) {
  const words = useWorkWords();
  const contact = useCommand(deliveryRoutes.contact);
  const look = (): void => contact.mutate({ params: { taskId }, body: {} });
  if (!contact.data)
    return (
      <>
        <Button block size="large" loading={contact.isPending} onClick={look} title={words.contactHelp}>
          {words.showContact}
        </Button>
        <ProblemNote refused={contact.error} retry={look} />
      </>
    );
  const { receiver, phone, address } = contact.data;
  return (
    <div className="stack">
      <div style={{ fontSize: 16 }}>
        {receiver} {address ?? words.noContact}
      </div>
      {phone ? (
        <Button block size="large" href={`tel:${phone}`}>
          {words.call} {phone}
        </Button>
      ) : null}
    </div>
  );
}

function AtDoor({
  what,
  task,
  onBack,
  onDone,
}: {
  what: 'hand-over' | 'refuse';
  task: DeliveryView;
  onBack: () => void;
  onDone: () => void;
}) {
  const words = useWorkWords();
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const [signature, setSignature] = useState<File | null>(null);
  const [tookBack, setTookBack] = useState(task.takeBack === 'awaited');
  const [reason, setReason] = useState<(typeof doorReasons)[number]>('refused-at-door');
  const [fault, setFault] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const handOver = useCommand(deliveryRoutes.handOver, onDone);
  const refused = useCommand(deliveryRoutes.refused, onDone);
  const proof = [...photos, ...(signature ? [signature] : [])];
  const send = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      const files: string[] = [];
      for (const file of proof) files.push(await uploadFile(file));
      const params = { taskId: task.id };
      if (what === 'hand-over') handOver.mutate({ params, body: { files, tookBack: tookBack && task.takeBack === 'awaited' } });
      else refused.mutate({ params, body: { reason, files } });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      {what === 'refuse' ? (
        <Select
          size="large"
          aria-label={words.reason}
          value={reason}
          onChange={setReason}
          options={doorReasons.map((value) => ({ value, label: words.doorReasons[value] }))}
        />
      ) : (
        <SignaturePad label={words.sign} again={words.clearSign} onSigned={setSignature} />
      )}
      <FilePick label={words.photo} accept="image/*" multiple camera onFiles={setPhotos} />
      {what === 'hand-over' && task.takeBack === 'awaited' ? (
        <Checkbox checked={tookBack} onChange={(event) => setTookBack(event.target.checked)} style={{ fontSize: 16, padding: 8 }}>
          {words.tookBack}
        </Checkbox>
      ) : null}
      <p className="small quiet">{proof.length > 0 ? words.proofReady(proof.length) : what === 'hand-over' ? words.proofNeeded : ''}</p>
      <Button
        {...big}
        type="primary"
        danger={what === 'refuse'}
        disabled={what === 'hand-over' && proof.length === 0}
        loading={busy || handOver.isPending || refused.isPending}
        onClick={() => void send()}
      >
        {what === 'hand-over' ? words.handOver : words.refuseDoor}
      </Button>
      <Button {...big} onClick={onBack}>
        {words.back}
      </Button>
      <ProblemNote refused={fault ?? handOver.error ?? refused.error} retry={() => void send()} />
    </div>
  );
}

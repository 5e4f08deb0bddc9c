import { commerceRoutes, type OrderAnswer } from '#commerce/wire.ts';
import { Card, Chip, Loading, type Tone } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked } from '../../ask.ts';
import { useCodes } from '../../words/codes.ts';
import { useWhen } from '../../words/useWhen.ts';
import { useLang } from '../../words/useWords.ts';
import type { PanelProps } from '../contract.ts';
import { ParcelTracking } from './ParcelTracking.tsx';
import { useOrderWords } from './words.ts';

type Parcel = OrderAnswer['parcels'][number];

/** A weight this far below what was due is marked: scales and packing differ by less. */
const tooLight = { share: 0.05, grams: 30 };

/** All parcels of the buyer's open orders (OR-3): half of "missing" is a second parcel still on its way. */
export function ParcelsPanel({ theCase }: PanelProps) {
  const words = useOrderWords();
  const app = useAppWords();
  const asked = useAsked(commerceRoutes.order, { params: { orderId: theCase.orderId ?? '' } }, { on: theCase.orderId !== null });
  const own = asked.data?.parcels ?? [];
  const others = asked.data?.otherParcels ?? [];
  const lit = theCase.current?.shows.some((each) => each === 'parcels' || each === 'weights') ?? false;
  return (
    <Card title={words.parcels} aside={asked.data ? words.parcelCount(own.length + others.length) : null} id="parcels" lit={lit}>
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && own.length + others.length === 0 ? (
        <p>
          {words.noParcels} <span className="quiet">{words.noParcelsHelp}</span>
        </p>
      ) : null}
      <ul className="stack">
        {own.map((parcel) => (
          <ParcelRow key={parcel.id} parcel={parcel} mayPull={theCase.may.includes('investigation.ask')} />
        ))}
        {others.map((parcel) => (
          <ParcelRow key={parcel.id} parcel={parcel} other />
        ))}
      </ul>
    </Card>
  );
}

const tones: Readonly<Record<Parcel['state'], Tone>> = {
  created: 'grey',
  collected: 'blue',
  'in-transit': 'blue',
  delivering: 'blue',
  signed: 'green',
  problem: 'red',
  returned: 'amber',
  lost: 'red',
};

function ParcelRow({ parcel, other = false, mayPull = false }: { parcel: Parcel; other?: boolean; mayPull?: boolean }) {
  const words = useOrderWords();
  const code = useCodes();
  const lang = useLang();
  const when = useWhen();
  const carrier = parcel.carrier ? (lang === 'zh' ? parcel.carrier.name : parcel.carrier.nameEn) : (parcel.carrierName ?? '');
  const seen = parcel.signedAt ?? parcel.scanAt ?? parcel.shippedAt;
  return (
    <li style={{ borderTop: '1px solid var(--line-soft)', paddingTop: 6 }}>
      <div className="row row-between">
        <span>
          {carrier} <b>{parcel.waybill}</b>
        </span>
        <Chip tone={tones[parcel.state]}>{code('parcelStates', parcel.state)}</Chip>
      </div>
      <div className="small quiet">
        {other ? `${words.otherOrder} · ` : ''}
        {parcel.contents.map((each) => `${each.title}${each.quantity > 1 ? ` ×${each.quantity}` : ''}`).join('、')}
        {parcel.contents.some((each) => each.assumed) ? words.assumed : ''}
      </div>
      <div className="small quiet">
        {seen ? when(seen) : ''} {parcel.scanPlace ?? ''} {parcel.signedAt ? '' : (parcel.scanText ?? '')}{' '}
        {parcel.trip ? words.trip(parcel.trip) : ''} <Weight parcel={parcel} />
      </div>
      {other ? null : <ParcelTracking parcelId={parcel.id} mayPull={mayPull} />}
    </li>
  );
}

function Weight({ parcel: { weightG, weightExpectedG } }: { parcel: Parcel }) {
  const words = useOrderWords();
  if (weightG === null) return null;
  const kg = (grams: number): string => (grams / 1000).toFixed(2);
  if (weightExpectedG === null) return <span>{words.weightOnly(kg(weightG))}</span>;
  const light = weightExpectedG - weightG > Math.max(tooLight.grams, weightExpectedG * tooLight.share);
  return (
    <span className={light ? 'amber strong' : ''}>
      {words.weight(kg(weightG), kg(weightExpectedG))}
      {light ? ` ${words.tooLight}` : ''}
    </span>
  );
}

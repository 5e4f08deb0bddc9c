import { Button } from 'antd';
import { useState } from 'react';
import { Key } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { useMay } from '../app/useMe.ts';
import { PageHead, Tabs } from '../page.tsx';
import { type AskedHere, EnquiryDialog } from './EnquiryDialog.tsx';
import { ExternalTab } from './ExternalTab.tsx';
import { AreaTab, FeeTab, TrackTab } from './LookUpTabs.tsx';
import { PlacesCard } from './PlacesCard.tsx';
import { SearchTab } from './SearchTab.tsx';
import { TariffsCard } from './TariffsCard.tsx';
import { TermsTab } from './TermsTab.tsx';
import { useAnswersWords } from './words.ts';

const tabs = ['search', 'fee', 'area', 'track', 'terms', 'external'] as const;
type Tab = (typeof tabs)[number];

/** What an enquiry is about, by where one looked. */
const problems = {
  search: 'enquiry.other',
  fee: 'enquiry.fee',
  area: 'enquiry.area',
  track: 'enquiry.time-limit',
  terms: 'enquiry.other',
  external: 'enquiry.other',
} as const;

/** What needs no case (EX-1, EX-2): knowledge, fee, area, tracking, what carriers' terms say, what authorities forwarded. Keys 1 to 6 choose, `a` goes to the field. */
export function AnswersPage() {
  const words = useAnswersWords();
  const may = useMay();
  const [tab, setTab] = useState<Tab>('search');
  const [asked, setAsked] = useState<Partial<AskedHere>>({});
  const [asking, setAsking] = useState(false);
  const go = (to: Tab): void => {
    setTab(to);
    setAsked({});
  };
  const keys = Object.fromEntries(tabs.map((each, at) => [String(at + 1), () => go(each)]));
  useKeys(keys);
  const help = { terms: words.termsHelp, external: words.externalHelp }[tab as string] ?? words.help;
  return (
    <>
      <PageHead title={words.title} help={help}>
        {may('case.register') && tab !== 'external' ? <Button onClick={() => setAsking(true)}>{words.makeCase}</Button> : null}
      </PageHead>
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((key, at) => ({ key, label: words.tabs[key], count: <Key>{at + 1}</Key> }))}
        at={tab}
        onTab={go}
      />
      {tab === 'search' ? <SearchTab onAsked={setAsked} /> : null}
      {tab === 'fee' ? (
        <div className="stack stack-16">
          <FeeTab onAsked={setAsked} />
          <TariffsCard />
        </div>
      ) : null}
      {tab === 'area' ? (
        <div className="stack stack-16">
          <AreaTab onAsked={setAsked} />
          <PlacesCard />
        </div>
      ) : null}
      {tab === 'track' ? <TrackTab onAsked={setAsked} /> : null}
      {tab === 'terms' ? <TermsTab /> : null}
      {tab === 'external' ? <ExternalTab /> : null}
      {asking ? (
        <EnquiryDialog asked={{ problem: problems[tab], text: '', orderNo: '', fields: {}, ...asked }} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}

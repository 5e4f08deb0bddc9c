import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { accounts, fulfilmentRoutes } from '#fulfilment/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { usePreferences } from '../app/preferences.ts';
import { useList } from '../list.ts';
import { ListFrame, PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { MoneyPages } from './MoneyPages.tsx';
import { useFulfilmentWords } from './words.ts';

/** The ledger: each entry with its lines, debit equal to credit, cut by account or by who bears it. */
export function LedgerPage() {
  const words = useFulfilmentWords();
  const page = usePageWords();
  const when = useWhen();
  const [{ shopId }] = usePreferences();
  const [account, setAccount] = useState<(typeof accounts)[number] | ''>('');
  const [party, setParty] = useState<{ key: string; name: string } | null>(null);
  const list = useList(fulfilmentRoutes.ledger, {
    ...(account ? { account } : {}),
    ...(party ? { party: party.key } : {}),
    ...(shopId ? { shopId } : {}),
  });
  const kind = (code: string): string => (words.entryKinds as Readonly<Record<string, string>>)[code] ?? code;
  const say = (unit: 'fen' | 'points', n: number): string => (n === 0 ? '' : unit === 'fen' ? sayFen(n) : words.points(n));
  useKeys({ u: list.again });
  return (
    <>
      <PageHead title={words.ledger} help={words.ledgerHelp}>
        <Button onClick={list.again}>{page.again}</Button>
      </PageHead>
      <MoneyPages />
      <div className="filters">
        <Select
          aria-label={words.account}
          style={{ width: 170 }}
          value={account}
          onChange={setAccount}
          options={[
            { value: '' as const, label: words.allAccounts },
            ...accounts.map((value) => ({ value, label: words.accounts[value] })),
          ]}
        />
        {party ? <Button onClick={() => setParty(null)}>{words.onlyParty(party.name)} ✕</Button> : null}
      </div>
      <ListFrame list={list} empty={words.ledgerEmpty}>
        <Rows
          label={words.ledger}
          rows={list.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            { key: 'at', title: words.ledgerColumns.at, width: 112, render: (row) => when(row.at) },
            {
              key: 'what',
              title: words.ledgerColumns.what,
              width: 240,
              render: (row) => (
                <div>
                  {kind(row.kind)}
                  <div className="quiet small cut ledger-key" title={row.key}>
                    {row.key}
                  </div>
                </div>
              ),
            },
            {
              key: 'case',
              title: words.ledgerColumns.case,
              width: 150,
              render: (row) =>
                row.caseId ? (
                  <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                    {row.caseNumber}
                  </Link>
                ) : (
                  ''
                ),
            },
            {
              key: 'lines',
              title: words.ledgerColumns.lines,
              render: (row) => (
                <div>
                  {row.lines.map((line, i) => (
                    <div key={i} className="ledger-line">
                      <span>
                        {words.accounts[line.account]}
                        {line.party ? (
                          <>
                            {' · '}
                            {line.partyKey ? (
                              <button
                                type="button"
                                className="plain"
                                onClick={() => setParty({ key: line.partyKey ?? '', name: line.party ?? '' })}
                              >
                                {line.party}
                              </button>
                            ) : (
                              line.party
                            )}
                          </>
                        ) : null}
                      </span>
                      <span className="num">{line.debit ? `${words.ledgerColumns.debit} ${say(line.unit, line.debit)}` : ''}</span>
                      <span className="num">{line.credit ? `${words.ledgerColumns.credit} ${say(line.unit, line.credit)}` : ''}</span>
                    </div>
                  ))}
                </div>
              ),
            },
          ]}
        />
      </ListFrame>
    </>
  );
}

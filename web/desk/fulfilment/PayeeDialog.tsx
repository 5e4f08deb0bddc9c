import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { payeeWays, payoutRoutes } from '#fulfilment/payoutWire.ts';
import { Facts } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { usePayoutWords } from './payoutWords.ts';

interface Of {
  readonly payout: { readonly id: string; readonly caseNumber: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Where the money shall go, as the customer said (FU-15). */
export function PayeeDialog({ payout, onClose, onDone }: Of) {
  const words = usePayoutWords();
  const page = usePageWords();
  const [given, setGiven] = useState<{ way: (typeof payeeWays)[number]; name: string; account: string; bank: string }>({
    way: 'alipay',
    name: '',
    account: '',
    bank: '',
  });
  const command = useCommand(payoutRoutes.givePayee, onDone);
  const text = (field: 'name' | 'account' | 'bank') => (
    <Input
      aria-label={words[field]}
      placeholder={words[field]}
      autoComplete="off"
      value={given[field]}
      onChange={(event) => setGiven({ ...given, [field]: event.target.value })}
    />
  );
  return (
    <Modal
      open
      title={`${words.givePayee} ${payout.caseNumber}`}
      onCancel={onClose}
      onOk={() => command.mutate({ params: { payoutId: payout.id }, body: given })}
      okText={page.save}
      cancelText={page.cancel}
      confirmLoading={command.isPending}
      okButtonProps={{ disabled: given.name.trim() === '' || given.account.trim() === '' }}
    >
      <div className="stack">
        <Select
          aria-label={words.way}
          value={given.way}
          onChange={(way) => setGiven({ ...given, way })}
          options={payeeWays.map((value) => ({ value, label: words.ways[value] }))}
        />
        {text('name')}
        {text('account')}
        {given.way === 'bank' ? text('bank') : null}
        <ProblemNote refused={command.error} />
      </div>
    </Modal>
  );
}

/** The bank gave back what had been paid (退票, FU-15). */
export function BounceDialog({ payout, onClose, onDone }: Of) {
  const words = usePayoutWords();
  const page = usePageWords();
  const [reason, setReason] = useState('');
  const command = useCommand(payoutRoutes.bounce, onDone);
  return (
    <Modal
      open
      title={`${words.bounce} ${payout.caseNumber}`}
      onCancel={onClose}
      onOk={() => command.mutate({ params: { payoutId: payout.id }, body: { reason } })}
      okText={words.bounce}
      cancelText={page.cancel}
      confirmLoading={command.isPending}
      okButtonProps={{ disabled: reason.trim() === '' }}
    >
      <div className="stack">
        <p className="quiet small">{words.bounceHelp}</p>
        <Input
          aria-label={words.bounceWhy}
          placeholder={words.bounceWhy}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemNote refused={command.error} />
      </div>
    </Modal>
  );
}

/** The payee in clear, once a reason was given; it is written down who looked. */
export function RevealDialog({ payout, onClose }: Omit<Of, 'onDone'>) {
  const words = usePayoutWords();
  const page = usePageWords();
  const [why, setWhy] = useState('');
  const command = useCommand(payoutRoutes.revealPayee);
  const seen = command.data;
  return (
    <Modal
      open
      title={`${words.reveal} ${payout.caseNumber}`}
      onCancel={onClose}
      onOk={() => (seen ? onClose() : command.mutate({ params: { payoutId: payout.id }, body: { why } }))}
      okText={seen ? page.close : words.reveal}
      cancelText={page.cancel}
      confirmLoading={command.isPending}
      okButtonProps={{ disabled: !seen && why.trim() === '' }}
    >
      <div className="stack">
        {seen ? (
          <Facts
            items={[
              [words.way, words.ways[seen.way]],
              [words.name, seen.name],
              [words.account, seen.account],
              seen.bank === '' ? null : [words.bank, seen.bank],
            ]}
          />
        ) : (
          <Input aria-label={words.revealWhy} placeholder={words.revealWhy} value={why} onChange={(event) => setWhy(event.target.value)} />
        )}
        <ProblemNote refused={command.error} />
      </div>
    </Modal>
  );
}

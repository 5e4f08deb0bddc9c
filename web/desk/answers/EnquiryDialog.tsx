import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { usePreferences } from '../app/preferences.ts';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useAnswersWords } from './words.ts';

/** An enquiry that this page could not answer becomes a case, with what was asked (IN-3). */
export function EnquiryDialog({ problem, onClose }: { problem: string; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const navigate = useNavigate();
  const [{ shopId: preferred }] = usePreferences();
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const [given, setGiven] = useState({ name: '', contact: '', text: '' });
  const [chosen, setChosen] = useState<string | null>(preferred ?? null);
  const shopId = chosen ?? shops[0]?.id;
  const register = useCommand(intakeRoutes.register, ({ id }) => void navigate({ to: '/cases/$caseId', params: { caseId: id } }));
  const send = (): void => {
    if (!shopId) return;
    register.mutate({
      body: {
        shopId,
        playbook: 'express-enquiry',
        problem,
        channel: 'phone',
        words: given.text,
        fields: { contactName: given.name, contact: given.contact },
        take: true,
      },
    });
  };
  return (
    <Modal
      open
      title={words.makeCase}
      onCancel={onClose}
      onOk={send}
      okText={words.makeCase}
      cancelText={page.cancel}
      confirmLoading={register.isPending}
    >
      <div className="stack">
        <Select
          aria-label={words.shop}
          value={shopId ?? null}
          onChange={setChosen}
          options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
        />
        <Input.TextArea
          aria-label={words.ask}
          placeholder={words.ask}
          rows={3}
          value={given.text}
          onChange={(event) => setGiven({ ...given, text: event.target.value })}
        />
        <Input
          aria-label={words.contactName}
          placeholder={words.contactName}
          value={given.name}
          onChange={(event) => setGiven({ ...given, name: event.target.value })}
        />
        <Input
          aria-label={words.contact}
          placeholder={words.contact}
          value={given.contact}
          onChange={(event) => setGiven({ ...given, contact: event.target.value })}
        />
        <ProblemNote refused={register.error} />
      </div>
    </Modal>
  );
}

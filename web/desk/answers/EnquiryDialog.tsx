import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { Field } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { usePreferences } from '../app/preferences.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useAnswersWords } from './words.ts';

/** What was looked up, as a case can begin with it. */
export interface AskedHere {
  readonly problem: string;
  readonly text: string;
  /** The waybill that was tracked; then it can be a complaint or a claim as well. */
  readonly orderNo: string;
  /** Fields of an enquiry: from, to, weight in grams. */
  readonly fields: Readonly<Record<string, string | number>>;
}

const channels = ['phone', 'chat', 'wechat', 'byhand', 'email', 'sms', 'counter', 'social'] as const;
const ofNobody = /^(enquiry|suggestion)\./;
const ofParcel = /^(signed|delayed|lost)\./;

/** What this page could not answer becomes a case by one click, with what was asked (IN-3, EX-2). */
export function EnquiryDialog({ asked, onClose }: { asked: AskedHere; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const codes = useCodes();
  const navigate = useNavigate();
  const [{ shopId: preferred }] = usePreferences();
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const playbooks = useAsked(caseRoutes.playbooks).data?.items ?? [];
  const [given, setGiven] = useState({
    name: '',
    contact: '',
    text: asked.text,
    orderNo: asked.orderNo,
    channel: 'phone' as (typeof channels)[number],
  });
  const [chosen, setChosen] = useState({ shop: preferred ?? null, problem: asked.problem });
  const takes = (shopId: string, problem: string): boolean =>
    playbooks.some((each) => (each.shops === null || each.shops.includes(shopId)) && each.problems.includes(problem));
  const fitting = shops.filter((shop) => takes(shop.id, chosen.problem));
  const shopId = (fitting.find((shop) => shop.id === chosen.shop) ?? fitting[0])?.id;
  const problems = [...new Set(playbooks.flatMap((each) => each.problems))].filter(
    (each) => ofNobody.test(each) || (given.orderNo.trim() !== '' && ofParcel.test(each)),
  );
  const register = useCommand(intakeRoutes.register, ({ id }) => void navigate({ to: '/cases/$caseId', params: { caseId: id } }));
  const complete = given.text.trim() !== '' && given.name.trim() !== '' && given.contact.trim() !== '' && shopId !== undefined;
  const send = (): void => {
    if (!shopId) return;
    const { name, contact, text, orderNo, channel } = given;
    register.mutate({
      body: {
        shopId,
        problem: chosen.problem,
        channel,
        words: text,
        ...(orderNo.trim() ? { orderNo: orderNo.trim() } : {}),
        fields: { contactName: name, contact, ...(chosen.problem.startsWith('enquiry.') ? asked.fields : {}) },
        take: true,
      },
    });
  };
  const text = (key: 'name' | 'contact' | 'orderNo', label: string) => (
    <Field label={label}>
      <Input aria-label={label} value={given[key]} onChange={(event) => setGiven({ ...given, [key]: event.target.value })} />
    </Field>
  );
  return (
    <Modal
      open
      title={words.makeCase}
      onCancel={onClose}
      onOk={send}
      okText={words.registerCase}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={register.isPending}
    >
      <div className="stack">
        <Field label={words.about}>
          <Select
            aria-label={words.about}
            style={{ width: '100%' }}
            value={chosen.problem}
            onChange={(problem) => setChosen({ ...chosen, problem })}
            options={problems.map((value) => ({ value, label: codes('problems', value) }))}
          />
        </Field>
        <Field label={words.ask}>
          <Input.TextArea
            aria-label={words.ask}
            rows={3}
            maxLength={10_000}
            value={given.text}
            onChange={(event) => setGiven({ ...given, text: event.target.value })}
          />
        </Field>
        {text('name', words.contactName)}
        {text('contact', words.contact)}
        {text('orderNo', words.orderNo)}
        <Field label={words.shop} help={playbooks.length > 0 && fitting.length === 0 ? words.noShop : undefined}>
          <Select
            aria-label={words.shop}
            style={{ width: '100%' }}
            value={shopId ?? null}
            onChange={(shop) => setChosen({ ...chosen, shop })}
            options={fitting.map((shop) => ({ value: shop.id, label: lang === 'zh' ? shop.name : shop.nameEn }))}
          />
        </Field>
        <Field label={words.channel}>
          <Select
            aria-label={words.channel}
            style={{ width: '100%' }}
            value={given.channel}
            onChange={(channel) => setGiven({ ...given, channel })}
            options={channels.map((value) => ({ value, label: codes('channels', value) }))}
          />
        </Field>
        <ProblemNote refused={register.error} />
      </div>
    </Modal>
  );
}

import { App, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { commerceRoutes, platforms } from '#commerce/wire.ts';
import type { BodyIn } from '#platform/wire.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import type { Shop } from './shop.ts';
import { useHouseWords } from './houseWords.ts';
import { useReturnAddress } from './useReturnAddress.ts';

const codeForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** Adds a shop or changes one; its code stays as it was first saved. */
export function ShopDialog({ shop, onClose, onDone }: { shop: Shop | null; onClose: () => void; onDone: () => void }) {
  const words = useHouseWords();
  const page = usePageWords();
  const code = useCodes();
  const { message } = App.useApp();
  const [given, setGiven] = useState({
    code: shop?.code ?? '',
    name: shop?.name ?? '',
    nameEn: shop?.nameEn ?? '',
    platform: shop?.platform ?? 'taobao',
    entity: shop?.entity ?? '',
    zone: shop?.zone ?? 'Asia/Shanghai',
    lang: shop?.lang ?? ('zh' as const),
    orderForm: shop?.orderForm ?? '',
    signature: shop?.signature ?? '',
    replyFrom: shop?.replyFrom ?? '',
    phone: shop?.phone ?? '',
    openAt: shop?.hours?.open ?? '',
    closeAt: shop?.hours?.close ?? '',
    payZh: shop?.payWords.zh ?? '',
    payEn: shop?.payWords.en ?? '',
    claimDays: shop?.claimDays ?? 30,
    active: shop?.active ?? true,
  });
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change });
  const saved = (): void => {
    void message.success(page.saved);
    onDone();
  };
  const address = useReturnAddress(shop?.id ?? null, saved);
  const command = useCommand(commerceRoutes.putShop, ({ id }) => (address.changed ? address.save(id) : saved()));
  const refused = command.error ?? address.refused;
  const complete =
    codeForm.test(given.code) && given.name.trim() !== '' && given.nameEn.trim() !== '' && given.entity.trim() !== '' && address.complete;
  const body: BodyIn<typeof commerceRoutes.putShop> = {
    name: given.name,
    nameEn: given.nameEn,
    platform: given.platform,
    entity: given.entity,
    zone: given.zone,
    lang: given.lang,
    orderForm: given.orderForm.trim() === '' ? null : given.orderForm,
    signature: given.signature,
    replyFrom: given.replyFrom.trim() === '' ? null : given.replyFrom.trim(),
    phone: given.phone.trim(),
    hours: given.openAt && given.closeAt ? { open: given.openAt, close: given.closeAt } : null,
    claimDays: given.claimDays,
    active: given.active,
    ...(given.payZh.trim() && given.payEn.trim() ? { payWords: { zh: given.payZh, en: given.payEn } } : {}),
  };
  const send = (): void => {
    if (complete && !command.isPending && !address.busy) command.mutate({ params: { code: given.code }, body });
  };
  useKeys({ 'ctrl+enter': send });
  const text = (
    key: 'name' | 'nameEn' | 'entity' | 'zone' | 'signature' | 'replyFrom' | 'phone' | 'openAt' | 'closeAt',
    label: string,
    help?: ReactNode,
  ) => (
    <Field label={label} help={help}>
      <Input value={given[key]} onChange={(event) => put({ [key]: event.target.value })} />
    </Field>
  );
  return (
    <Modal
      open
      width={760}
      title={shop ? words.editTitle(shop.name) : words.newShop}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={command.isPending || address.busy}
    >
      <div className="stack">
        <div className="form-grid">
          <Field label={words.code} help={words.codeHelp}>
            <Input
              disabled={shop !== null}
              value={given.code}
              onChange={(event) => put({ code: event.target.value.trim() })}
              status={given.code && !codeForm.test(given.code) ? 'error' : ''}
            />
          </Field>
          {text('name', words.name)}
          {text('nameEn', words.nameEn)}
          <Field label={words.platform}>
            <Select
              aria-label={words.platform}
              style={{ width: '100%' }}
              value={given.platform}
              onChange={(platform) => put({ platform })}
              options={platforms.map((value) => ({ value, label: code('platforms', value) }))}
            />
          </Field>
          {text('entity', words.entity)}
          {text('signature', words.signature)}
          {text('replyFrom', words.replyFrom)}
          {text('phone', words.phone, words.phoneHelp)}
          {text('zone', words.zone)}
          <Field label={words.lang}>
            <Select
              aria-label={words.lang}
              style={{ width: '100%' }}
              value={given.lang}
              onChange={(lang) => put({ lang })}
              options={(['zh', 'en'] as const).map((value) => ({ value, label: words.langs[value] }))}
            />
          </Field>
          <Field label={words.claimDays}>
            <InputNumber
              style={{ width: '100%' }}
              min={1}
              max={3650}
              value={given.claimDays}
              onChange={(days) => put({ claimDays: days ?? 30 })}
            />
          </Field>
          {text('openAt', words.openAt, words.hoursHelp)}
          {text('closeAt', words.closeAt)}
          <Field label={words.pay} help={words.payHelp}>
            <Input value={given.payZh} onChange={(event) => put({ payZh: event.target.value })} />
          </Field>
          <Field label={words.payEn}>
            <Input value={given.payEn} onChange={(event) => put({ payEn: event.target.value })} />
          </Field>
          <Field label={words.returnAddress} help={words.returnAddressHelp}>
            <Input maxLength={300} value={address.words} onChange={(event) => address.put({ words: event.target.value })} />
          </Field>
          <Field label={words.returnAddressEn}>
            <Input maxLength={300} value={address.wordsEn} onChange={(event) => address.put({ wordsEn: event.target.value })} />
          </Field>
          <Field label={words.orderForm} help={words.orderFormHelp}>
            <Input value={given.orderForm} onChange={(event) => put({ orderForm: event.target.value })} />
          </Field>
          <label className="row">
            <Switch checked={given.active} onChange={(active) => put({ active })} aria-label={words.active} /> {words.active}
          </label>
        </div>
        <ProblemNote refused={refused} retry={send} />
      </div>
    </Modal>
  );
}

function Field({ label, help, children }: { label: string; help?: ReactNode; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
      {help ? <small className="quiet">{help}</small> : null}
    </label>
  );
}

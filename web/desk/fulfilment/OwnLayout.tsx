import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { layoutFields, layoutRoutes } from '#fulfilment/wire.ts';
import { usePreferences } from '../app/preferences.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMe } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useReadAgain } from '../list.ts';
import { useWorkWords } from './workWords.ts';

type Field = (typeof layoutFields)[number];
const isField = (text: string): text is Field => (layoutFields as readonly string[]).includes(text);
const example = '平台订单号=orderNo\n商家编码=erpCode\n数量=quantity\n备注=remark\n快递公司=carrier\n快递单号=waybill';

/** Choosing one of the shop's own layouts, or writing one: each line a header and the field of ours that it holds (FU-14). */
export function OwnLayout({ value, onChange }: { value: string; onChange: (layoutId: string) => void }) {
  const words = useWorkWords();
  const [{ shopId }] = usePreferences();
  const { shops } = useMe();
  const shop = shopId || (shops[0]?.id ?? '');
  const layouts = useAsked(layoutRoutes.layouts);
  const readAgain = useReadAgain(layoutRoutes.layouts.path);
  const [name, setName] = useState('');
  const [text, setText] = useState(example);
  const columns = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ header: line.split('=')[0]?.trim() ?? '', field: line.split('=')[1]?.trim() ?? '' }));
  const wrong = columns.some((each) => each.header === '' || !isField(each.field));
  const save = useCommand(layoutRoutes.saveLayout, (made) => {
    readAgain();
    onChange(made.id);
  });
  const send = (): void =>
    save.mutate({
      body: { shopId: shop, name, columns: columns.flatMap(({ header, field }) => (isField(field) ? [{ header, field }] : [])) },
    });
  return (
    <div className="stack">
      <Select
        aria-label={words.own}
        placeholder={words.own}
        style={{ width: '100%' }}
        value={value === '' ? null : value}
        onChange={onChange}
        options={(layouts.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
      />
      <label className="field">
        <span>{words.layoutName}</span>
        <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="field">
        <span>{words.layoutColumns}</span>
        <Input.TextArea rows={6} value={text} status={wrong ? 'error' : ''} onChange={(event) => setText(event.target.value)} />
      </label>
      <p className={wrong ? 'small red' : 'small quiet'}>{wrong ? words.layoutWrong : words.layoutHelp(layoutFields.join(' '))}</p>
      <Button disabled={name.trim() === '' || wrong || shop === ''} loading={save.isPending} onClick={send}>
        {words.save}
      </Button>
      <ProblemNote refused={layouts.error ?? save.error} retry={send} />
    </div>
  );
}

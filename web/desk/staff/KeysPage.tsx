import { App, Button, Checkbox, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { type ApiKey, createKeyRoute, listKeysRoute, revokeKeyRoute } from '#staff/wire.ts';
import { focusHere } from '../../ui/focusHere.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { SettingsPages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useLang } from '../words/useWords.ts';
import { ShownOnce } from './ShownOnce.tsx';
import { useStaffWords } from './words.ts';

/** What a key may hold, as the route takes it. */
const keyActions = createKeyRoute.body.shape.scopes.element.options;

export function KeysPage() {
  const words = useStaffWords();
  const page = usePageWords();
  const when = useWhen();
  const lang = useLang();
  const { modal, message } = App.useApp();
  const asked = useAsked(listKeysRoute);
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const revoke = useCommand(revokeKeyRoute, () => void asked.refetch());
  const ask = (key: ApiKey): void =>
    void modal.confirm({
      title: words.revokeSure(key.name),
      content: words.revokeHelp,
      okText: words.revoke,
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync({ params: { keyId: key.id } }).catch((error: Error) => void message.error(error.message)),
    });
  const shopsOf = (key: ApiKey): string =>
    key.allShops
      ? words.allShops
      : shops
          .filter((shop) => key.shopIds.includes(shop.id))
          .map((shop) => (lang === 'zh' ? shop.name : shop.nameEn))
          .join(page.comma);
  return (
    <>
      <PageHead title={words.keys} help={words.keysHelp}>
        <Button type="primary" onClick={() => setMaking(true)}>
          {words.newKey}
        </Button>
      </PageHead>
      <SettingsPages />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.keysEmpty}>
        <Rows
          label={words.keys}
          rows={asked.data?.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'name',
              title: words.keyColumns.name,
              render: (row) => (
                <div>
                  <span className="strong">{row.name}</span> {row.revokedAt ? <Chip>{words.revoked}</Chip> : null}
                  <div className="quiet small">
                    {row.createdBy.name} · {when(row.createdAt)}
                  </div>
                </div>
              ),
            },
            {
              key: 'scopes',
              title: words.keyColumns.scopes,
              render: (row) => <span className="small">{row.scopes.join(page.comma)}</span>,
            },
            { key: 'shops', title: words.keyColumns.shops, width: 180, render: shopsOf },
            {
              key: 'used',
              title: words.keyColumns.used,
              width: 120,
              render: (row) => (row.usedAt ? when(row.usedAt) : <span className="quiet">{words.neverUsed}</span>),
            },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              width: 80,
              render: (row) =>
                row.revokedAt ? null : (
                  <Button size="small" danger onClick={() => ask(row)}>
                    {words.revoke}
                  </Button>
                ),
            },
          ]}
        />
      </ListFrame>
      {making ? (
        <KeyDialog
          onClose={() => setMaking(false)}
          onDone={(key) => {
            setMaking(false);
            setSecret(key ?? null);
            void asked.refetch();
          }}
        />
      ) : null}
      {secret ? (
        <ShownOnce title={words.keyTitle} help={words.keyShown} secret={secret} copyLabel={words.copyKey} onClose={() => setSecret(null)} />
      ) : null}
    </>
  );
}

function KeyDialog({ onClose, onDone }: { onClose: () => void; onDone: (key?: string) => void }) {
  const words = useStaffWords();
  const page = usePageWords();
  const lang = useLang();
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const [given, setGiven] = useState<{ name: string; scopes: readonly string[]; allShops: boolean; shopIds: string[] }>({
    name: '',
    scopes: ['order.import'],
    allShops: false,
    shopIds: [],
  });
  const create = useCommand(createKeyRoute, (made) => onDone(made.key));
  const complete = given.name.trim() !== '' && given.scopes.length > 0 && (given.allShops || given.shopIds.length > 0);
  const send = (): void => {
    if (complete && !create.isPending) create.mutate({ body: { ...given, scopes: [...given.scopes] } });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      width={680}
      title={words.newKey}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={create.isPending}
    >
      <div className="stack">
        <label className="field">
          <span>{words.keyName}</span>
          <Input ref={focusHere} maxLength={60} value={given.name} onChange={(event) => setGiven({ ...given, name: event.target.value })} />
        </label>
        <label className="row">
          <Switch checked={given.allShops} onChange={(allShops) => setGiven({ ...given, allShops })} aria-label={words.allShops} />{' '}
          {words.allShops}
        </label>
        {given.allShops ? null : (
          <label className="field">
            <span>{words.shops}</span>
            <Select
              mode="multiple"
              aria-label={words.shops}
              style={{ width: '100%' }}
              value={given.shopIds}
              onChange={(shopIds) => setGiven({ ...given, shopIds })}
              optionFilterProp="label"
              options={shops.map((shop) => ({ value: shop.id, label: lang === 'zh' ? shop.name : shop.nameEn }))}
            />
          </label>
        )}
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend className="quiet small">
            {words.scopes} · {words.scopesHelp}
          </legend>
          <Checkbox.Group
            className="form-grid"
            value={[...given.scopes]}
            onChange={(scopes) => setGiven({ ...given, scopes })}
            options={keyActions.map((value) => ({ value, label: value }))}
          />
        </fieldset>
        <ProblemNote refused={create.error} retry={send} />
      </div>
    </Modal>
  );
}

import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { Card } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useReadAgain } from '../list.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useCaseWords } from './words.ts';

/** A shop by its name in the reader's language. */
export function useShopName(): (shopId: string) => string {
  const lang = useLang();
  const shops = useAsked(commerceRoutes.shops);
  return (shopId) => {
    const shop = shops.data?.items.find((each) => each.id === shopId);
    return shop ? (lang === 'zh' ? shop.name : shop.nameEn) : '…';
  };
}

/** For which shops a playbook is in force; whoever may edit playbooks chooses. */
export function PlaybookShops({ name, shops }: { name: string; shops: readonly string[] | null }) {
  const words = useCaseWords();
  const page = usePageWords();
  const may = useMay();
  const { message } = App.useApp();
  const shopName = useShopName();
  const known = useAsked(commerceRoutes.shops);
  const [given, setGiven] = useState<readonly string[] | null>(null);
  const readAgain = useReadAgain(caseRoutes.playbooks.path, caseRoutes.playbook.path);
  const command = useCommand(caseRoutes.setShops, () => {
    void message.success(page.saved);
    setGiven(null);
    readAgain();
  });
  if (!may('playbook.edit'))
    return (
      <Card title={words.shops} id="shops">
        <p>{shops === null ? words.everyShop : shops.map(shopName).join(page.comma)}</p>
      </Card>
    );
  return (
    <Card title={words.shops} id="shops">
      <div className="stack">
        <p className="quiet small" id="shops-help">
          {words.shopsHelp}
        </p>
        <Select
          mode="multiple"
          optionFilterProp="label"
          aria-label={words.shops}
          aria-describedby="shops-help"
          style={{ width: '100%' }}
          placeholder={words.everyShop}
          value={[...(given ?? shops ?? [])]}
          onChange={(value: string[]) => setGiven(value)}
          options={(known.data?.items ?? []).map((each) => ({ value: each.id, label: shopName(each.id) }))}
        />
        <ProblemNote refused={command.error} />
        <div>
          <Button
            type="primary"
            disabled={given === null}
            loading={command.isPending}
            onClick={() => command.mutate({ params: { name }, body: { shopIds: [...(given ?? [])] } })}
          >
            {page.save}
          </Button>
        </div>
      </div>
    </Card>
  );
}

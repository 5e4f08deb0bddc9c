import { Link } from '@tanstack/react-router';
import { Dropdown, Select } from 'antd';
import { signOutRoute } from '#staff/wire.ts';
import { useCommand } from '../ask.ts';
import { PasteBox } from '../commerce/PasteBox.tsx';
import { useLive } from './live.ts';
import { NoticesPill } from './NoticesPill.tsx';
import { usePreferences } from './preferences.ts';
import { useChangeMe, useMay, useMe } from './useMe.ts';
import { useAppWords } from './words.ts';

export function TopBar({ onHelp }: { onHelp: () => void }) {
  const words = useAppWords();
  const me = useMe();
  const may = useMay();
  const change = useChangeMe();
  const [{ lang, shopId, theme }, prefer] = usePreferences();
  const live = useLive();
  const signOut = useCommand(signOutRoute, () => location.assign('/desk/sign-in'));
  const menu = [
    ...(['system', 'light', 'dark'] as const).map((each) => ({
      key: each,
      label: `${theme === each ? '✓ ' : ''}${words.theme}: ${words.themes[each]}`,
      onClick: () => prefer({ theme: each }),
    })),
    { type: 'divider' as const },
    { key: 'help', label: `${words.help} (?)`, onClick: onHelp },
    { key: 'api', label: words.apiDocs, onClick: () => window.open('/api/docs', '_blank', 'noopener') },
    { type: 'divider' as const },
    { key: 'out', label: words.signOut, onClick: () => signOut.mutate({}) },
  ];
  return (
    <header className="shell-top">
      <Link to="/" className="brand">
        <b>{lang === 'zh' ? '善后' : 'Amends'}</b> {lang === 'zh' ? 'Amends' : '善后'}
      </Link>
      {may('case.read') ? <PasteBox /> : null}
      <div className="top-end">
        {live.connected ? null : (
          <output className="amber wide-only" title={words.offline}>
            <span className="dot" aria-hidden="true" /> <span className="hidden">{words.offline}</span>
          </output>
        )}
        <NoticesPill />
        {me.shops.length > 1 ? (
          <Select
            className="wide-only"
            variant="filled"
            aria-label={words.allShops}
            value={me.shops.some((shop) => shop.id === shopId) ? shopId : ''}
            onChange={(value) => prefer({ shopId: value === '' ? null : value })}
            options={[
              { value: '', label: words.allShops },
              ...me.shops.map((shop) => ({ value: shop.id, label: lang === 'zh' ? shop.name : shop.nameEn })),
            ]}
            popupMatchSelectWidth={false}
          />
        ) : null}
        <button
          type="button"
          className={`pill ${me.present ? 'pill-green' : ''}`}
          aria-label={words.presenceLabel(me.present)}
          onClick={() => change({ present: !me.present })}
        >
          <span className="dot" aria-hidden="true" />
          {me.present ? words.present : words.absent}
        </button>
        <button type="button" className="pill" title={words.languageLabel} onClick={() => change({ lang: lang === 'zh' ? 'en' : 'zh' })}>
          {words.language}
        </button>
        <Dropdown menu={{ items: menu }} trigger={['click']}>
          <button type="button" className="pill" aria-haspopup="menu">
            {me.name}
          </button>
        </Dropdown>
      </div>
    </header>
  );
}

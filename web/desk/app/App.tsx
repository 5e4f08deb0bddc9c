import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useMemo } from 'react';
import { Refused } from '../call.ts';
import { useDark, usePreferences } from './preferences.ts';
import { router } from './router.tsx';
import { themeOf } from './theme.ts';

// Reads try once more when the line broke, never when the server refused. Nothing is read again by itself: live changes announce themselves.
const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (times, error) => times < 1 && error instanceof Refused && error.problem.code === 'no-connection',
      refetchOnWindowFocus: false,
      staleTime: 5_000,
    },
    mutations: { retry: false },
  },
});

export function App() {
  const [{ lang }] = usePreferences();
  const dark = useDark();
  const theme = useMemo(() => themeOf(dark), [dark]);
  useEffect(() => {
    dayjs.locale(lang === 'zh' ? 'zh-cn' : 'en');
  }, [lang]);
  return (
    <ConfigProvider theme={theme} locale={lang === 'zh' ? zhCN : enUS} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <AntApp>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

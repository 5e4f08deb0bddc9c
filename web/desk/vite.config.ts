import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Served by server/platform/webDesk.ts at /desk/. No inline script: the CSP allows none. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/desk/',
  plugins: [react()],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1600 },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:7800', ws: true } } },
});

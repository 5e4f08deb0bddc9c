import { defineConfig } from 'vite';

/** One script for all of the portal's pages, in WeChat's browser too; server/portal/staticFiles.ts serves it by its hash. */
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['es2020', 'chrome87', 'safari14'],
    modulePreload: false,
    rollupOptions: { input: `${import.meta.dirname}/islands.tsx`, output: { entryFileNames: 'islands.js', codeSplitting: false } },
  },
});

import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longestFirst.ts';

export default defineConfig({
  test: {
    include: ['server/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts', 'web/**/*.test.tsx', 'bin/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'test/browser/**', 'test/crash/**'],
    pool: 'forks',
    maxWorkers: 2,
    // Files of one worker share what they import: reading the program anew for each took a third of the processor.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/globalSetup.ts'],
    setupFiles: ['test/noOutside.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

import { defineConfig } from 'vitest/config';

/** What needs an independent BagIt validator; `npm run test:bagit` installs one. */
export default defineConfig({
  test: {
    include: ['test/bagit/**/*.live.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
});

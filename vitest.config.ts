import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than the cores: workers wait for child processes, the database and disks.
    maxWorkers: 3,
    globalSetup: ['test/support/temporary-folder.ts', 'test/support/postgres-server.ts'],
    include: ['test/**/*.test.ts'],
    // Loading the dictionary and the libraries for each file anew would take longer than the tests. A file that replaces
    // modules needs a process of its own: it belongs to those that `vitest.slow.config.ts` runs.
    isolate: false,
    // Some two thousand files are translated once, and again when they change: it takes ten seconds of both cores.
    experimental: { fsModuleCache: true, fsModuleCachePath: '.vitest-cache' },
  },
});

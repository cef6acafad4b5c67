import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const BUILT = /^(?:src|classifiers|bench|fixtures|supply-chain)\/.*\.js$/;

/**
 * Gives tests the compiled files for what they import of the product: to translate some two thousand files one by one, and
 * to reach each import of theirs through the runner, takes a third of the time of all tests.
 */
const compiled: Plugin = {
  name: 'compiled',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !source.startsWith('.')) return null;
    const path = resolve(dirname(importer), source);
    const name = relative(import.meta.dirname, path);
    // What is JavaScript itself is not compiled.
    return BUILT.test(name) && !existsSync(path) ? join(import.meta.dirname, 'dist', name) : null;
  },
};

export default defineConfig({
  plugins: [compiled],
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than the cores: workers wait for child processes, the database and disks.
    maxWorkers: 3,
    globalSetup: ['test/support/build.ts', 'test/support/temporary-folder.ts', 'test/support/postgres-server.ts'],
    include: ['test/**/*.test.ts'],
    // Loading the dictionary and the libraries for each file anew would take longer than the tests. A file that replaces
    // modules needs a process of its own: it belongs to those that `vitest.slow.config.ts` runs.
    isolate: false,
    // As Node reads them.
    server: { deps: { external: [/\/dist\/(?:src|classifiers|bench|fixtures|supply-chain)\//] } },
  },
});

import { defineConfig } from 'vitest/config';

/** What needs a server that speaks S3 and KMS; `npm run test:aws` starts one. */
export default defineConfig({
  test: {
    include: ['test/aws/**/*.contract.ts', 'test/aws/**/*.live.ts'],
    env: { KIMITSU_THOROUGH: '1' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One server, reset before each test.
    fileParallelism: false,
    maxWorkers: 1,
  },
});

import { defineConfig } from 'vitest/config';

/** What `npm test` tries a sample of, in full. */
const SAMPLED = [
  'test/certify/page/verify-delivery.test.ts',
  'test/certify/inclusion-proof.test.ts',
  'test/certify/pdf-verify.test.ts',
  'test/certify/timestamp-verify.test.ts',
  'test/certify/verify.test.ts',
  'test/end-of-service/model.test.ts',
];

/** Crashes at every single change, stores that lie, processes that are killed: minutes instead of seconds. */
export default defineConfig({
  test: {
    include: ['test/**/*.slow.ts', ...SAMPLED],
    env: { KIMITSU_THOROUGH: '1' },
    testTimeout: 300_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

/** What `npm test` tries a sample of, in full. */
const SAMPLED = [
  'test/adapters/sql/postgres-cut-off.test.ts',
  'test/adapters/sql/same-as-memory.test.ts',
  'test/audit/checkpoint-check.test.ts',
  'test/audit/export.test.ts',
  'test/audit/verify.test.ts',
  'test/certify/page/pdf-verify.test.ts',
  'test/certify/page/verify-delivery.test.ts',
  'test/certify/inclusion-proof.test.ts',
  'test/certify/pdf-verify.test.ts',
  'test/certify/timestamp-verify.test.ts',
  'test/certify/verify-page.test.ts',
  'test/certify/verify.test.ts',
  'test/classifiers/mail/spoken-local.test.ts',
  'test/classifiers/phone/subscriber-number.test.ts',
  'test/classify/detector.test.ts',
  'test/classify/hostile.test.ts',
  'test/classify/in-pieces.test.ts',
  'test/documents/agreed/documents.test.ts',
  'test/end-of-service/model.test.ts',
  'test/end-of-service/plan-on-file.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/jobs/enforcement.test.ts',
  'test/records/audio/tags.test.ts',
  'test/records/charset.test.ts',
  'test/records/csv-rows.test.ts',
  'test/records/decode.test.ts',
  'test/records/json-tokens.test.ts',
  'test/records/json.test.ts',
  'test/records/pdf/pdf.test.ts',
  'test/records/read.test.ts',
  'test/records/transfer-encoding.test.ts',
  'test/text/lattice.test.ts',
];

/** What `npm test` does in memory, where there is room for it: here on a disk. */
const ON_DISK = [
  'test/adapters/local/*.test.ts',
  'test/adapters/sql/seal.test.ts',
  'test/adapters/sql/sqlite-catalog.test.ts',
  'test/end-of-service/life.test.ts',
];

/** Crashes at every single change, stores that lie, processes that are killed: minutes instead of seconds. */
export default defineConfig({
  test: {
    include: ['test/**/*.slow.ts', ...SAMPLED, ...ON_DISK],
    env: { KIMITSU_THOROUGH: '1' },
    globalSetup: ['test/support/postgres-server.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});

import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemoryService } from '../support/memory-service.js';
import { THOROUGH } from '../support/thorough.js';
import { allCommands, firstRecords } from './erasure-commands.js';
import { ErasureModel, RETENTION } from './erasure-model.js';

/** More by `KIMITSU_MODEL_RUNS`, as `npm run faults` does. */
const RUNS = Number(process.env.KIMITSU_MODEL_RUNS ?? (THOROUGH ? 25 : 4));

it(
  'B3-2-1 B3-2-3: whatever happens in whatever order, no record is lost and nothing false is claimed',
  async () => {
    let [certificates, rests, returns] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.commands(allCommands, { maxCommands: 60, size: 'max' }), async (commands) => {
        const model = new ErasureModel();
        const real = await MemoryService.open(RETENTION);
        try {
          for (const first of firstRecords) await first.run(model, real);
          await fc.asyncModelRun(() => ({ model, real }), commands);
        } finally {
          await rm(real.dir, { recursive: true, force: true });
        }
        certificates += model.certificates;
        rests += model.rests;
        returns += model.returns;
      }),
      { numRuns: RUNS, ...(process.env.KIMITSU_SEED ? { seed: Number(process.env.KIMITSU_SEED) } : {}) },
    );
    if (process.env.KIMITSU_MODEL_RUNS)
      process.stdout.write(`${RUNS} runs, ${certificates} certificates, ${rests} with a rest, ${returns} keys back\n`);
    expect(certificates).toBeGreaterThan(0);
    // Chance alone brings it about in one run of ten.
    if (RUNS >= 100) expect(Math.min(rests, returns)).toBeGreaterThan(0);
  },
  RUNS * 10_000,
);

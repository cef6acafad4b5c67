import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WeightLimit } from '../../src/run/weight-limit.js';

/** Work that ends when it is told to, and what was under way at every moment. */
class Watched {
  readonly begun: number[] = [];
  readonly ended: number[] = [];
  readonly #finish = new Map<number, () => void>();
  readonly done: Promise<void>[] = [];

  constructor(readonly limit: WeightLimit) {}

  start(id: number, weight: number, fails = false): void {
    const work = () =>
      new Promise<void>((resolve, reject) => {
        this.begun.push(id);
        this.#finish.set(id, fails ? () => reject(new Error('failed')) : resolve);
      });
    this.done.push(
      this.limit.run(weight, work).then(
        () => void this.ended.push(id),
        () => void this.ended.push(id),
      ),
    );
  }

  get underWay(): number[] {
    return [...this.#finish.keys()];
  }

  async finish(id: number): Promise<void> {
    this.#finish.get(id)?.();
    this.#finish.delete(id);
    await settled();
  }
}

/** All promises that can go on without an event have gone on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('WeightLimit', () => {
  it('never has more under way than the bound, but for one alone, does each once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        fc.array(fc.record({ weight: fc.integer({ min: 0, max: 30 }), fails: fc.boolean(), pick: fc.nat() }), {
          maxLength: 25,
        }),
        async (most, items) => {
          const watched = new Watched(new WeightLimit(most));
          const check = (): void => {
            const weight = watched.underWay.reduce((sum, id) => sum + (items[id]?.weight ?? 0), 0);
            if (watched.underWay.length > 1) expect(weight).toBeLessThanOrEqual(most);
          };
          for (const [id, { weight, fails, pick }] of items.entries()) {
            watched.start(id, weight, fails);
            await settled();
            check();
            // Some end while others still come.
            const { underWay } = watched;
            if (pick % 3 === 0 && underWay.length > 0) await watched.finish(underWay[pick % underWay.length] as number);
            check();
          }
          while (watched.underWay.length > 0) {
            const at = (items[watched.ended.length]?.pick ?? 0) % watched.underWay.length;
            await watched.finish(watched.underWay[at] as number);
            check();
          }
          await Promise.all(watched.done);
          expect(watched.begun).toEqual(items.map((_, id) => id));
          expect([...watched.ended].sort((a, b) => a - b)).toEqual(items.map((_, id) => id));
        },
      ),
      { seed: 20260407, numRuns: 200 },
    );
  });

  it('lets as much begin as there is room for', async () => {
    const watched = new Watched(new WeightLimit(10));
    for (const [id, weight] of [4, 6, 0, 1].entries()) watched.start(id, weight);
    await settled();
    expect(watched.underWay).toEqual([0, 1, 2]);
  });

  it('gives a heavy one its turn before what came later, and lets nothing beside it begin', async () => {
    const watched = new Watched(new WeightLimit(10));
    for (const [id, weight] of [5, 50, 1].entries()) watched.start(id, weight);
    await settled();
    expect(watched.underWay).toEqual([0]);
    await watched.finish(0);
    expect(watched.underWay).toEqual([1]);
    await watched.finish(1);
    expect(watched.underWay).toEqual([2]);
  });
});

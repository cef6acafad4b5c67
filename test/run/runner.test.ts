import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { SettableClock } from '../../src/base/clock.js';
import { Fault } from '../../src/base/fault.js';
import { silentLogger } from '../../src/base/logger.js';
import { defineJob, type Job } from '../../src/run/job.js';
import { runJob } from '../../src/run/runner.js';

const ports = { clock: new SettableClock(new Date('2026-04-01T00:00:00Z')), logger: silentLogger };
const options = { concurrency: 3, batch: 4 };

/** A job over 0…count-1 that keeps what it recorded. */
function counting(count: number, work: (item: number, attempt: number) => void = () => undefined) {
  const recorded: number[][] = [];
  const attempts = new Map<number, number>();
  const job: Job<Record<string, never>, number, number, never> = defineJob({
    name: 'count',
    effect: 'reads',
    input: z.strictObject({}),
    needs: [],
    async *plan() {
      for (let item = 0; item < count; item++) yield item;
    },
    async apply(item) {
      const attempt = (attempts.get(item) ?? 0) + 1;
      attempts.set(item, attempt);
      work(item, attempt);
      return item * 2;
    },
    async verify() {},
    async record(done) {
      recorded.push(done.map(({ item }) => item));
    },
  });
  return { job, recorded, attempts };
}

async function immediates(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('runJob', () => {
  it('records every item once, in batches', async () => {
    const { job, recorded } = counting(10);
    const summary = await runJob(job, {}, ports, options);
    expect(summary).toMatchObject({ planned: 10, done: 10, failed: 0, stopped: false, faults: [] });
    expect(recorded.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Math.max(...recorded.map(({ length }) => length))).toBeLessThanOrEqual(5);
  });

  it('goes on after a Fault of one item and names it in the summary', async () => {
    const { job, recorded } = counting(10, (item) => {
      if (item % 5 === 0) throw new Fault('integrity', 'test/broken', 'broken', {}, { hint: 'mend it' });
    });
    const summary = await runJob(job, {}, ports, options);
    expect(summary).toMatchObject({ done: 8, failed: 2 });
    expect(summary.faults).toEqual([{ kind: 'integrity', code: 'test/broken', count: 2, hint: 'mend it' }]);
    expect(recorded.flat()).not.toContain(5);
  });

  it('names what began it when a first try has half changed an item', async () => {
    const { job } = counting(1, (_, attempt) => {
      if (attempt === 1) throw new Fault('unavailable', 'test/disk-full', 'full');
      throw new Fault('conflict', 'test/changed', 'changed');
    });
    const summary = await runJob(job, {}, ports, options);
    expect(summary.faults).toMatchObject([{ kind: 'unavailable', code: 'test/disk-full', count: 1 }]);
  });

  it.each(['unavailable', 'conflict'] as const)('tries again after %s', async (kind) => {
    const { job, attempts } = counting(1, (_, attempt) => {
      if (attempt < 3) throw new Fault(kind, 'test/busy', 'busy');
    });
    expect(await runJob(job, {}, ports, options)).toMatchObject({ done: 1, failed: 0 });
    expect(attempts.get(0)).toBe(3);
  });

  it('counts what finished items have to tell, once per item', async () => {
    const { job } = counting(10);
    const notes = (result: number) => (result % 4 === 0 ? ['test/even', 'test/even'] : []);
    const summary = await runJob({ ...job, notes }, {}, ports, options);
    expect(summary).toMatchObject({ done: 10, failed: 0, notes: [{ code: 'test/even', count: 5 }] });
    expect((await runJob(job, {}, ports, options)).notes).toEqual([]);
  });

  it('does not try again what time cannot heal', async () => {
    const { job, attempts } = counting(1, () => {
      throw new Fault('denied', 'test/no', 'no');
    });
    expect(await runJob(job, {}, ports, options)).toMatchObject({ done: 0, failed: 1 });
    expect(attempts.get(0)).toBe(1);
  });

  it('takes any other error for a bug and still goes on', async () => {
    const { job } = counting(3, (item) => {
      if (item === 1) throw new TypeError('oops');
    });
    const summary = await runJob(job, {}, ports, options);
    expect(summary).toMatchObject({ done: 2, failed: 1 });
    expect(summary.faults[0]).toMatchObject({ kind: 'bug', code: 'internal/unexpected' });
  });

  it('records what is done and stops when it is asked to', async () => {
    const stop = new AbortController();
    const { job, recorded } = counting(1000, (item) => {
      if (item === 20) stop.abort();
    });
    const summary = await runJob(job, {}, ports, { ...options, signal: stop.signal });
    expect(summary.stopped).toBe(true);
    expect(summary.done).toBe(recorded.flat().length);
    expect(summary.done).toBeLessThan(100);
    expect(summary.failed).toBe(0);
  });

  it('bounds the bytes under way as well, and does every item once', async () => {
    const sizes = [10, 70, 30, 30, 200, 5, 0, 60, 60, 1, 90, 10];
    const underWay = new Set<number>();
    const seen: number[][] = [];
    const { job, recorded } = counting(sizes.length);
    const weighed = {
      ...job,
      bytesOf: (item: number) => sizes[item] ?? 0,
      async apply(item: number) {
        underWay.add(item);
        seen.push([...underWay]);
        await new Promise((resolve) => setImmediate(resolve));
        underWay.delete(item);
        return item;
      },
    };
    const summary = await runJob(weighed, {}, ports, { concurrency: 8, batch: 4, bytesAtOnce: 100 });
    expect(summary).toMatchObject({ planned: 12, done: 12, failed: 0 });
    expect(recorded.flat().sort((a, b) => a - b)).toEqual(sizes.map((_, item) => item));
    for (const items of seen) {
      const bytes = items.reduce((sum, item) => sum + (sizes[item] ?? 0), 0);
      if (items.length > 1) expect(bytes).toBeLessThanOrEqual(100);
    }
    expect(Math.max(...seen.map(({ length }) => length))).toBeGreaterThan(1);
  });

  it('stops though much waits for room', async () => {
    const stop = new AbortController();
    const { job, recorded } = counting(1000, (item) => {
      if (item === 20) stop.abort();
    });
    const heavy = { ...job, bytesOf: () => 100 };
    const summary = await runJob(heavy, {}, ports, { concurrency: 8, bytesAtOnce: 50, signal: stop.signal });
    expect(summary).toMatchObject({ stopped: true, failed: 0, done: recorded.flat().length });
    expect(summary.done).toBeLessThan(100);
  });

  it('goes on while a batch is recorded, until two more wait, and records what has come together at once', async () => {
    const { job, recorded, attempts } = counting(40);
    let go = () => {};
    const mayRecord = new Promise<void>((resolve) => {
      go = resolve;
    });
    const held: Job<Record<string, never>, number, number, never> = {
      ...job,
      async record(done, given) {
        if (recorded.length === 0) {
          await vi.waitFor(() => expect(attempts.size).toBeGreaterThanOrEqual(12));
          go();
        }
        await job.record(done, given);
      },
    };
    const running = runJob(held, {}, ports, options);
    await mayRecord;
    // Three batches of 4 and what the three slots hold.
    expect(attempts.size).toBeLessThanOrEqual(15);
    expect(await running).toMatchObject({ planned: 40, done: 40, failed: 0 });
    expect(recorded[0]).toEqual([0, 1, 2, 3]);
    expect(recorded[1]!.length).toBeGreaterThanOrEqual(8);
    expect(recorded.flat()).toEqual(Array.from({ length: 40 }, (_, item) => item));
  });

  it('records each item once, in the order of their ends, one batch at a time, however long each takes', async () => {
    const turns = fc.array(fc.nat({ max: 3 }), { maxLength: 40 });
    const bounds = fc.record({ concurrency: fc.integer({ min: 1, max: 5 }), batch: fc.integer({ min: 1, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(turns, turns, bounds, async (applying, recording, limits) => {
        const { job, recorded } = counting(applying.length);
        const ended: number[] = [];
        let open = 0;
        const timed: Job<Record<string, never>, number, number, never> = {
          ...job,
          async apply(item, ...given) {
            await immediates(applying[item] ?? 0);
            return job.apply(item, ...given);
          },
          async verify(item) {
            ended.push(item);
          },
          async record(done, given) {
            open += 1;
            expect(open).toBe(1);
            await immediates(recording[recorded.length] ?? 0);
            await job.record(done, given);
            open -= 1;
          },
        };
        expect(await runJob(timed, {}, ports, limits)).toMatchObject({ done: applying.length, failed: 0 });
        expect(recorded.flat()).toEqual(ended);
        for (const { length } of recorded) expect(length).toBeLessThan(2 * limits.batch + limits.concurrency);
      }),
      { numRuns: 60 },
    );
  });

  it('records nothing more after a batch that could not be recorded, whatever is finished by then', async () => {
    const { job, recorded, attempts } = counting(100);
    let tries = 0;
    const broken: typeof job = {
      ...job,
      async record(done, given) {
        tries += 1;
        if (tries === 1) return job.record(done, given);
        await immediates(3);
        throw new Fault('conflict', 'workspace/lock-lost', 'lost');
      },
    };
    await expect(runJob(broken, {}, ports, options)).rejects.toMatchObject({ code: 'workspace/lock-lost' });
    expect([tries, recorded.length]).toEqual([2, 1]);
    expect(attempts.size).toBeLessThan(30);
  });

  it('records what waits behind a batch in hand when it is asked to stop', async () => {
    const { job, recorded } = counting(1000);
    const stop = new AbortController();
    const ended: number[] = [];
    const slow: typeof job = {
      ...job,
      async verify(item) {
        ended.push(item);
      },
      async record(done, given) {
        await vi.waitFor(() => expect(ended.length).toBeGreaterThanOrEqual(6));
        stop.abort();
        await job.record(done, given);
      },
    };
    const summary = await runJob(slow, {}, ports, { ...options, signal: stop.signal });
    expect(summary).toMatchObject({ stopped: true, failed: 0, done: ended.length });
    expect(recorded.flat()).toEqual(ended);
  });

  it('fails as a whole when nothing can be recorded', async () => {
    const { job } = counting(20);
    const broken = {
      ...job,
      async record() {
        throw new Fault('unavailable', 'catalog/unavailable', 'disk full');
      },
    };
    await expect(runJob(broken, {}, ports, options)).rejects.toMatchObject({ code: 'catalog/unavailable' });
  });

  it('refuses input that does not fit', async () => {
    await expect(runJob(counting(1).job, { unknown: 1 }, ports, options)).rejects.toThrow();
  });
});

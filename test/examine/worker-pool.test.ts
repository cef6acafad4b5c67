import { afterEach, describe, expect, it } from 'vitest';
import { WorkerPool } from '../../src/examine/worker-pool.js';
import { brokenWorker, sampleWorkers } from './sample-worker.js';

const task = (text: string) => ({ texts: [text] });
const pools: { close(): Promise<void> }[] = [];

async function openPool(start = sampleWorkers(), size = 2, taskMilliseconds = 60_000) {
  const pool = new WorkerPool<unknown, { rules: { rule: string }[] }>(start, { size, taskMilliseconds });
  pools.push(pool);
  await pool.open();
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('WorkerPool', () => {
  it('answers each task, more tasks than threads', async () => {
    const pool = await openPool();
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => pool.run(task(text))));
    const rules = outcomes.map((outcome) => ('answer' in outcome ? outcome.answer.rules[0]!.rule : outcome.lost));
    expect(rules).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it.each(['die', 'throw'])('reports a task whose thread ends (%s) and replaces the thread', async (text) => {
    const pool = await openPool(sampleWorkers(), 1);
    const [lost, next] = await Promise.all([pool.run(task(text)), pool.run(task('a'))]);
    expect(lost).toEqual({ lost: 'classify/worker-died' });
    expect(next).toHaveProperty('answer');
  });

  it('reports a task that takes too long and replaces the thread', async () => {
    const pool = await openPool(sampleWorkers(), 1, 50);
    expect(await pool.run(task('hang'))).toEqual({ lost: 'classify/timed-out' });
    expect(await pool.run(task('a'))).toHaveProperty('answer');
  });

  it('keeps a task that its thread held but had not begun', async () => {
    const pool = await openPool(sampleWorkers(), 1);
    const outcomes = await Promise.all(['die', 'a', 'b', 'die', 'c'].map((text) => pool.run(task(text))));
    const rules = outcomes.map((outcome) => ('answer' in outcome ? outcome.answer.rules[0]!.rule : outcome.lost));
    expect(rules).toEqual(['classify/worker-died', 'A', 'B', 'classify/worker-died', 'C']);
  });

  it('begins the time of a held task when its thread can work on it', async () => {
    const pool = await openPool(sampleWorkers(), 1, 300);
    const [lost, next] = await Promise.all([pool.run(task('hang')), pool.run(task('a'))]);
    expect(lost).toEqual({ lost: 'classify/timed-out' });
    expect(next).toHaveProperty('answer');
  });

  it('refuses to open when threads end before they are ready', async () => {
    await expect(openPool(brokenWorker)).rejects.toMatchObject({ kind: 'bug', code: 'classify/worker-not-started' });
  });

  it('fails waiting tasks when the last thread cannot be replaced', async () => {
    const good = sampleWorkers();
    let started = 0;
    const pool = await openPool(() => (started++ === 0 ? good() : brokenWorker()), 1);
    const died = pool.run(task('die'));
    const waiting = pool.run(task('a'));
    await expect(waiting).rejects.toMatchObject({ code: 'classify/worker-not-started' });
    expect(await died).toEqual({ lost: 'classify/worker-died' });
    await expect(pool.run(task('b'))).rejects.toMatchObject({ code: 'classify/worker-not-started' });
  });
});

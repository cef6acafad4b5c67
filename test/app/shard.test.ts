import { describe, expect, it } from 'vitest';
import { newShard, type ObjectShard, readShard } from '../../src/app/distribute/shard.js';

const OWN = { version: '1.2.0', classifier: 'c' };
const shard = (job: string) => ({
  ...newShard<ObjectShard>({
    version: '1.2.0',
    job: 'classify-records',
    system: 'pbx',
    classifier: 'c',
    objects: [['obj-1', 'e']],
  }),
  job,
  next: 'classify-records',
});

describe('work from the queue', () => {
  it.each`
    job                     | taken
    ${'classify-records'}   | ${true}
    ${'enforce-encryption'} | ${true}
    ${'list-system'}        | ${true}
    ${'erase-records'}      | ${false}
    ${'dispose-accounts'}   | ${false}
    ${'migrate-records'}    | ${false}
  `('asks for listing, classification and encryption only: $job is taken: $taken', ({ job, taken }) => {
    const read = () => readShard(shard(job), OWN);
    if (taken) expect(read().job).toBe(job);
    else expect(read).toThrow(expect.objectContaining({ code: 'worker/too-old' }));
  });

  it('asks for no listing that something else would follow', () => {
    const read = () => readShard({ ...shard('list-system'), next: 'erase-records' }, OWN);
    expect(read).toThrow(expect.objectContaining({ code: 'worker/too-old' }));
  });

  it.each([null, 'x', [], { ...shard('classify-records'), objects: [['obj-1']] }])(
    'that is something else is left alone: %j',
    (payload) => expect(() => readShard(payload, OWN)).toThrow(expect.objectContaining({ kind: 'usage' })),
  );
});

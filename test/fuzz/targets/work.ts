import { type ListingShard, type ObjectShard, readShard } from '../../../src/app/distribute/shard.js';
import { holds, isSame, MARKER, refusing } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

const shard: ObjectShard = {
  format: 1,
  version: '0.1.0',
  job: 'classify-records',
  system: 'pbx',
  classifier: 'c',
  objects: [[`obj-${MARKER}`, '"etag"']],
};
const listing: ListingShard = {
  format: 1,
  version: '0.1.0',
  job: 'list-system',
  system: 'pbx',
  classifier: 'c',
  next: 'enforce-encryption',
  everyObject: true,
};
const capability = { version: '0.1.0', classifier: 'c' };

/** What lies in the queue between whoever hands work out and whoever does it. */
export const work: readonly FuzzTarget[] = [
  {
    name: 'work/shard',
    form: 'text',
    words: ['"erase-records"', '"format":2', '"version":"9.9.9"', '"__proto__":{', 'null', '[]', '1e999', '\\u0000'],
    seeds: () =>
      [shard, { ...shard, job: 'enforce-encryption', classifier: '' }, { ...shard, version: '0.1.1' }, listing].map(
        (one) => whole(Buffer.from(JSON.stringify(one), 'utf16le')),
      ),
    async check(input) {
      let payload: unknown;
      try {
        payload = JSON.parse(input.toString('utf16le'));
      } catch {
        // A queue holds JSON and nothing else.
        return;
      }
      const read = await refusing(() => readShard(payload, capability), 'usage');
      isSame(await refusing(() => readShard(payload, capability), 'usage'), read, 'the same work reads the same');
      if (!('value' in read)) return;
      const work = read.value;
      const { classifier } = work;
      const job = work.job === 'list-system' ? work.next : work.job;
      holds(job === 'classify-records' || job === 'enforce-encryption', 'work destroys nothing', job);
      holds(classifier === '' || classifier === 'c', 'a worker classifies by no other rules');
      for (const [id, etag] of work.job === 'list-system' ? [] : work.objects)
        holds(typeof id === 'string' && typeof etag === 'string', 'an object is named with what it was seen with');
    },
  },
];

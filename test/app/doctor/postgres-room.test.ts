import { describe, expect, it } from 'vitest';
import { ShardQueue } from '../../../src/adapters/queue/shard-queue.js';
import { postgresRoom } from '../../../src/adapters/sql/postgres-room.js';
import { judged, roomForWorkers } from '../../../src/app/doctor/postgres-room.js';
import { onPostgres } from '../../support/postgres.js';

describe('room for workers', () => {
  const defaults = { connections: 97, locks: 6400 };

  it.each`
    room                                         | state          | why
    ${{ ...defaults, workers: 0 }}               | ${'ok'}        | ${'nobody is there'}
    ${{ ...defaults, workers: 12 }}              | ${'ok'}        | ${'12 have room on a server as it comes'}
    ${{ ...defaults, workers: 13 }}              | ${'attention'} | ${'no connections for the 13th'}
    ${{ ...defaults, locks: 5000, workers: 11 }} | ${'ok'}        | ${'each has locks for the objects of two shards'}
    ${{ ...defaults, locks: 5000, workers: 12 }} | ${'attention'} | ${'no locks for the objects of the 12th'}
  `('is $state: $why', ({ room, state }) => expect(judged(room)).toMatchObject({ id: 'catalogue/room', state }));

  it('is not asked of a catalogue in a file', async () => {
    expect(await roomForWorkers({ catalogue: 'catalogue/catalogue.sqlite' })).toEqual([]);
  });
});

await onPostgres('room of a server', (emptySchema) => {
  it('is what its settings and the sessions at the queue say', async () => {
    const url = await emptySchema();
    const queue = await ShardQueue.open(url);
    const { connections, locks, workers } = await postgresRoom(url);
    expect(connections).toBeGreaterThan(10);
    expect(locks).toBeGreaterThan(connections);
    expect(workers).toBeGreaterThan(0);
    expect(await roomForWorkers({ catalogue: url })).toMatchObject([{ id: 'catalogue/room' }]);
    await queue.close();
  });
});

import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert, Channel } from '../../src/alerts/alert.js';
import { deliver } from '../../src/alerts/deliver.js';
import { Outbox } from '../../src/alerts/outbox.js';
import { notDelivered } from '../../src/alerts/webhook.js';
import { SettableClock } from '../../src/base/clock.js';
import { silentLogger } from '../../src/base/logger.js';

const alert = (id: string, minute = 0): Alert => ({
  id,
  event: 'run-failed',
  at: new Date(Date.UTC(2026, 3, 1, 0, minute)).toISOString(),
  service: { id: 'test-centre', name: '試験業務' },
  subject: '',
  text: '',
  facts: {},
});

/** Fails so many times, then takes everything. */
class Receiver implements Channel {
  readonly taken: string[] = [];
  attempts = 0;
  constructor(public failures: number) {}
  async send({ id }: Alert): Promise<void> {
    this.attempts += 1;
    if (this.failures-- > 0) throw notDelivered('http-503');
    this.taken.push(id);
  }
}

describe('outbox and delivery', () => {
  let folder: string;
  let pauses: number[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    pauses = [];
  });
  const round = (channels: Record<string, Channel>) =>
    deliver(
      {
        outbox: new Outbox(folder),
        channels: new Map(Object.entries(channels)),
        clock: new SettableClock(new Date('2026-04-01T01:00:00Z')),
        logger: silentLogger,
        wait: async (milliseconds) => void pauses.push(milliseconds),
      },
      new AbortController().signal,
    );

  it('tries three times in a round, in the order things happened', async () => {
    const outbox = new Outbox(folder);
    await outbox.add(alert('alert-2', 2), ['desk']);
    await outbox.add(alert('alert-1', 1), ['desk']);
    const desk = new Receiver(2);
    expect(await round({ desk })).toEqual({ delivered: 2, waiting: 0 });
    expect(desk.taken).toEqual(['alert-1', 'alert-2']);
    expect(pauses).toEqual([500, 2000]);
    expect((await outbox.waiting()).waiting).toEqual([]);
  });

  it('keeps what a receiver did not take for the next round, and others get theirs', async () => {
    const outbox = new Outbox(folder);
    for (const id of ['alert-1', 'alert-2']) await outbox.add(alert(id), ['desk', 'chief']);
    const desk = new Receiver(Number.POSITIVE_INFINITY);
    const chief = new Receiver(0);
    expect(await round({ desk, chief })).toEqual({ delivered: 2, waiting: 2 });
    expect(desk.attempts).toBe(3);
    const { waiting } = await outbox.waiting();
    expect(waiting.map(({ contact }) => contact)).toEqual(['desk', 'desk']);
    expect(waiting.find(({ attempts }) => attempts === 1)).toMatchObject({ lastReason: 'http-503' });
    // In another process, later.
    desk.failures = 0;
    expect(await round({ desk, chief })).toEqual({ delivered: 2, waiting: 0 });
    expect(desk.taken.sort()).toEqual(['alert-1', 'alert-2']);
    expect(chief.taken).toHaveLength(2);
  });

  it('does not lose what waits for a contact that is no longer configured, or what is damaged', async () => {
    const outbox = new Outbox(folder);
    await outbox.add(alert('alert-1'), ['former']);
    await writeFile(join(folder, 'alert-2.desk.json'), '{"alert":');
    expect(await round({})).toEqual({ delivered: 0, waiting: 1 });
    expect(await outbox.waiting()).toMatchObject({ unreadable: 1, waiting: [{ contact: 'former' }] });
    expect((await readdir(folder)).filter((name) => name.endsWith('.json'))).toHaveLength(2);
  });

  it('says a thing once where once is asked', async () => {
    const outbox = new Outbox(folder);
    expect(await outbox.add(alert('alert-1'), ['desk'], 'begun key')).toBe(true);
    await round({ desk: new Receiver(0) });
    expect(await outbox.add(alert('alert-2'), ['desk'], 'begun key')).toBe(false);
    expect(await outbox.add(alert('alert-3'), ['desk'], 'ending key')).toBe(true);
    expect((await outbox.waiting()).waiting.map((one) => one.alert.id)).toEqual(['alert-3']);
  });
});

import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { LocalKeyService } from '../../../src/adapters/local/keys/local-key-service.js';
import { type Clock, DAY_MS, SettableClock, type Steady, systemClock } from '../../../src/base/clock.js';

/** A machine: its wall clock can be set, how long it runs cannot. */
class Machine implements Clock {
  wall = Date.parse('2026-04-01T00:00:00Z');
  ran: Steady | undefined = { boot: 'first', milliseconds: 1000 };

  now(): Date {
    return new Date(this.wall);
  }

  steady(): Steady | undefined {
    return this.ran && { ...this.ran };
  }

  pass(days: number): void {
    this.wall += days * DAY_MS;
    if (this.ran) this.ran.milliseconds += days * DAY_MS;
  }

  /** Off for so long, then started anew. */
  restart(boot: string, daysOff = 0): void {
    this.wall += daysOff * DAY_MS;
    this.ran = { boot, milliseconds: 1000 };
  }
}

let folder: string;
let machine: Machine;
let keyId: string;
const open = () => new LocalKeyService(folder, machine);
const isThere = async () => (await open().describeKey(keyId)) !== undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kimitsu-waiting-'));
  machine = new Machine();
  ({ keyId } = await open().createKey({ alias: 'alias/test', description: '', tags: {} }));
  await open().scheduleKeyDeletion(keyId, 30);
});

describe('B2-4-2: a waiting period ends only when it was seen to pass', () => {
  it('and no earlier than the wall clock says', async () => {
    machine.pass(29.9);
    expect(await isThere()).toBe(true);
    machine.pass(0.2);
    expect(await isThere()).toBe(false);
  });

  it.each([31, 400, 3650])('a clock set %i days ahead does not end it, however often it is looked at', async (days) => {
    const file = await readFile(join(folder, 'keys.sealed'));
    machine.wall += days * DAY_MS;
    for (let look = 0; look < 3; look += 1) expect(await isThere()).toBe(true);
    expect(await readFile(join(folder, 'keys.sealed'))).toEqual(file);
    machine.wall -= days * DAY_MS;
    machine.pass(29.9);
    expect(await isThere()).toBe(true);
    machine.pass(0.2);
    expect(await isThere()).toBe(false);
  });

  it('counts what was seen before the machine was started anew', async () => {
    for (let day = 0; day < 29; day += 1) {
      machine.pass(1);
      expect(await isThere()).toBe(true);
      machine.restart(`boot ${day}`);
    }
    machine.pass(1);
    expect(await isThere()).toBe(false);
  });

  it('believes another start, which may be another machine, for three days', async () => {
    machine.restart('second');
    machine.ran!.milliseconds = 400 * DAY_MS;
    machine.wall += 31 * DAY_MS;
    expect(await isThere()).toBe(true);
    machine.pass(26.9);
    expect(await isThere()).toBe(true);
    machine.pass(0.2);
    expect(await isThere()).toBe(false);
  });

  it('that was not seen ends on the word of whoever vouches for the clock, and not before the clock says so', async () => {
    machine.restart('second', 29);
    await expect(open().endWaiting(keyId)).rejects.toMatchObject({ kind: 'conflict', code: 'keys/still-waiting' });
    machine.pass(1.1);
    expect(await isThere()).toBe(true);
    await open().endWaiting(keyId);
    expect(await isThere()).toBe(false);
    await open().endWaiting(keyId);
  });

  it('begins anew when it was cancelled and scheduled again', async () => {
    machine.pass(20);
    await open().cancelKeyDeletion(keyId);
    await open().scheduleKeyDeletion(keyId, 30);
    machine.pass(20);
    machine.wall += 400 * DAY_MS;
    expect(await isThere()).toBe(true);
  });

  it('of a key that an older version has scheduled, counts from the first look', async () => {
    const old = new LocalKeyService(folder, new SettableClock(machine.now()));
    await old.cancelKeyDeletion(keyId);
    await old.scheduleKeyDeletion(keyId, 7);
    machine.wall += 8 * DAY_MS;
    expect(await isThere()).toBe(true);
    machine.pass(30);
    expect(await isThere()).toBe(false);
  });

  it('where a machine does not tell its starts apart, ends only on that word', async () => {
    machine.ran = undefined;
    machine.wall += 31 * DAY_MS;
    expect(await isThere()).toBe(true);
    await open().endWaiting(keyId);
    expect(await isThere()).toBe(false);
  });

  it.runIf(process.platform === 'linux')('the machine that this runs on tells how long it has run', () => {
    const [first, second] = [systemClock.steady?.(), systemClock.steady?.()];
    expect(first?.boot).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.boot).toBe(first?.boot);
    expect(second!.milliseconds).toBeGreaterThanOrEqual(first!.milliseconds);
  });
});

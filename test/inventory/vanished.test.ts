import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { systemsOf } from '../../src/inventory/systems.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import { assertVanished } from '../../src/inventory/vanished.js';
import type { JobPorts } from '../../src/run/ports.js';
import { MemoryService } from '../support/memory-service.js';

const RECORDS = 50;
let ports: JobPorts;
let asked: string[];
let most: number;

/** All of them were there once, and something other than kimitsu has deleted them. */
beforeEach(async () => {
  const service = await MemoryService.open();
  for (let i = 0; i < RECORDS; i++) await service.put('pbx', `3-call-${i}`, `record ${i}`);
  await service.protect();
  const { objects } = service.honest;
  for await (const version of objects.listVersions('pbx')) await objects.destroyVersion(version);
  ports = await service.ports();
  for (const system of systemsOf(ports.service)) await takeInventory(system, ports);
  asked = [];
  most = 0;
  let underWay = 0;
  const head = objects.head.bind(objects);
  objects.head = async (ref, options) => {
    asked.push(ref.key);
    most = Math.max(most, ++underWay);
    await setImmediate();
    underWay -= 1;
    return head(ref, options);
  };
});

const vanished = () => assertVanished(systemsOf(ports.service), ports);

it('B3-2-1: asks for every version that the listing has ceased to show, once, and several at a time', async () => {
  await vanished();
  expect(new Set(asked).size).toBe(RECORDS);
  expect(most).toBeGreaterThan(4);
  expect(most).toBeLessThanOrEqual(16);
  const before = asked.length;
  await vanished();
  expect(asked.length).toBe(before);
});

it('stops at one that is there after all, when all that were asked have answered', async () => {
  const { head } = ports.objects;
  ports.objects.head = async (ref, options) => {
    const found = await head.call(ports.objects, ref, options);
    return ref.key === '3-call-7' ? ({ ...ref } as never) : found;
  };
  await expect(vanished()).rejects.toMatchObject({ kind: 'unavailable', code: 'inventory/listing-incomplete' });
  const [first, calls] = [new Set(asked).size, asked.length];
  // What has answered is not asked again.
  ports.objects.head = head;
  await vanished();
  expect(new Set(asked).size).toBe(RECORDS);
  expect(asked.length - calls).toBeLessThan(RECORDS);
  expect(first).toBeLessThanOrEqual(RECORDS);
});

import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LocalObjectStore } from '../src/adapters/local/store/local-object-store.js';
import { enforce } from '../src/app/enforce.js';
import type { Workspace } from '../src/app/workspace.js';
import type { ByteStream } from '../src/base/bytes.js';
import type { KeyService } from '../src/ports/key-service.js';
import { decryptStream, encryptStream } from '../src/protect/envelope.js';
import { LevelKeys } from '../src/protect/level-keys.js';
import { messageCipher } from '../src/protect/message-cipher.js';
import { UnitKeys } from '../src/protect/unit-keys.js';
import { WrappingKey } from '../src/protect/wrapping-key.js';
import { benchService, giveLevel, madeUp } from './bench-service.js';

/**
 *   npm run bench:protect -- [--large MEBIBYTES] [--small OBJECTS]
 *
 * What protection costs, in one run and process: AES-256-GCM alone over a stream, envelopes over the same bytes, and the
 * enforcement as `kimitsu enforce` does it, of one large file and of many small ones on the embedded store. It counts
 * the calls to the key service, which must follow the number of unit keys and not that of objects.
 */

const MEBIBYTE = 1024 * 1024;
const { values: options } = parseArgs({
  options: { large: { type: 'string', default: '256' }, small: { type: 'string', default: '10000' } },
});
const LARGE_BYTES = Number(options.large) * MEBIBYTE;
const SMALL_OBJECTS = Number(options.small);
const STREAM_BYTES = 64 * MEBIBYTE;
/** Turn by turn, and the fastest of each counts: whatever else the machine does can only add to it. */
const TURNS = 24;
const SMALL_BYTES = 2000;
/** Months that the small files were last changed in: one unit key each. */
const MONTHS = 12;
const CONTEXT = { service: 'bench', system: 'bench', object: 'obj-bench' };

await main();

async function main(): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const { plain, envelope, opening } = await encryptionAlone();
  const { dir, open: openService } = await benchService();

  await writeLarge(join(dir, 'data/pbx/recordings/2026-04/long.wav'));
  const large = await openService(async (workspace) => {
    await giveLevel(workspace, 'pbx', 3);
    return secondsOf(() => enforced(workspace, 'pbx', 1));
  });

  await writeSmall(join(dir, 'data/response-history'));
  const small = await openService(async (workspace) => {
    const counted = countingCalls(workspace);
    await giveLevel(counted.workspace, 'response-history', 3);
    const before = counted.calls();
    const seconds = await secondsOf(() => enforced(counted.workspace, 'response-history', SMALL_OBJECTS));
    return { seconds, calls: counted.calls() - before, units: await unitsOf(workspace, 'response-history') };
  });

  const figures = {
    plainMbPerSecond: Math.round(STREAM_BYTES / 1e6 / plain),
    envelopeMbPerSecond: Math.round(STREAM_BYTES / 1e6 / envelope),
    openMbPerSecond: Math.round(STREAM_BYTES / 1e6 / opening),
    ratio: Math.round((plain / envelope) * 100) / 100,
    enforceMbPerSecond: Math.round(LARGE_BYTES / 1e6 / large),
    smallObjectsPerSecond: Math.round(SMALL_OBJECTS / small.seconds),
    kmsCalls: small.calls,
    units: small.units,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  print(`AES-256-GCM over a stream   ${figures.plainMbPerSecond} MB/s`);
  print(`envelopes, same bytes       ${figures.envelopeMbPerSecond} MB/s (${figures.ratio} of it)`);
  print(`opening envelopes           ${figures.openMbPerSecond} MB/s`);
  print(`enforcing one file of ${LARGE_BYTES / MEBIBYTE} MiB, read back and all   ${figures.enforceMbPerSecond} MB/s`);
  print(`enforcing ${SMALL_OBJECTS} files of ${SMALL_BYTES} bytes   ${figures.smallObjectsPerSecond} files/s`);
  print(`calls to the key service for them: ${figures.kmsCalls}, unit keys: ${figures.units}`);
  print(`peak memory ${figures.peakMb} MB`);
  print(JSON.stringify(figures));
}

/** Seconds for `STREAM_BYTES` each way: the fastest turn of each. */
async function encryptionAlone(): Promise<{ plain: number; envelope: number; opening: number }> {
  const plain: number[] = [];
  const envelope: number[] = [];
  const opening: number[] = [];
  const key = new WrappingKey('bench/3/2026-04', ownMemory(randomBytes(32)));
  const request = { keyFor: async () => key, context: CONTEXT };
  const message: Uint8Array[] = [];
  for await (const chunk of encryptStream(madeUp(STREAM_BYTES), key, CONTEXT)) message.push(chunk);
  await drained(plainGcm(madeUp(STREAM_BYTES)));
  await drained(decryptStream(inOrder(message), request));
  for (let turn = 0; turn < TURNS; turn++) {
    plain.push(await secondsOf(() => drained(plainGcm(madeUp(STREAM_BYTES)))));
    envelope.push(await secondsOf(() => drained(encryptStream(madeUp(STREAM_BYTES), key, CONTEXT))));
    opening.push(await secondsOf(() => drained(decryptStream(inOrder(message), request))));
  }
  return { plain: Math.min(...plain), envelope: Math.min(...envelope), opening: Math.min(...opening) };
}

async function* inOrder(chunks: readonly Uint8Array[]): ByteStream {
  yield* chunks;
}

async function* plainGcm(source: ByteStream): ByteStream {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  for await (const chunk of source) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/** Memory that zeroising the key reaches: not a slice of Node's pool. */
function ownMemory(bytes: Buffer): Buffer {
  const own = Buffer.alloc(bytes.byteLength);
  own.set(bytes);
  return own;
}

async function drained(stream: ByteStream): Promise<void> {
  for await (const _ of stream);
}

async function enforced(workspace: Workspace, system: string, expected: number): Promise<void> {
  const { summary } = await enforce(workspace, { system });
  if (summary.done !== expected || summary.failed > 0)
    throw new Error(`not all is protected: ${JSON.stringify(summary)}`);
}

/** The same workspace with a key service that counts, below everything that calls it. */
function countingCalls(workspace: Workspace): { workspace: Workspace; calls(): number } {
  const { ports, config, dir } = workspace;
  const { keys, unitKeyStore, clock } = ports;
  const service = config.service.id;
  if (config.storage.type !== 'local') throw new Error('the bench is about the embedded store');
  let calls = 0;
  const counting: KeyService = new Proxy(keys, {
    get(target, name) {
      const member = Reflect.get(target, name, target) as unknown;
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        calls += 1;
        return member.apply(target, args);
      };
    },
  });
  const replaced = Object.defineProperties({} as Workspace['ports'], {
    ...Object.getOwnPropertyDescriptors(ports),
    keys: { value: counting },
    unitKeys: { value: new UnitKeys({ service, keys: counting, store: unitKeyStore, clock }) },
    levelKeys: { value: new LevelKeys(service, counting) },
    objects: {
      value: new LocalObjectStore({
        root: join(dir, config.storage.root),
        keys: counting,
        cipher: messageCipher,
        clock,
      }),
    },
  });
  return { workspace: { ...workspace, ports: replaced }, calls: () => calls };
}

async function unitsOf({ ports }: Workspace, system: string): Promise<number> {
  let units = 0;
  for await (const unit of ports.unitKeyStore.list()) if (unit.system === system) units += 1;
  return units;
}

async function writeLarge(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  for await (const chunk of madeUp(LARGE_BYTES)) await file.write(chunk);
  await file.close();
}

async function writeSmall(folder: string): Promise<void> {
  for (let at = 0; at < SMALL_OBJECTS; at++) {
    const month = at % MONTHS;
    const path = join(folder, `2025-${String(month + 1).padStart(2, '0')}`, `${at}.json`);
    if (at < MONTHS) await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      `${JSON.stringify({ id: at, note: '' }).slice(0, -2)}${'x'.repeat(SMALL_BYTES)}`.slice(0, SMALL_BYTES),
    );
    const changed = new Date(Date.UTC(2025, month, 15));
    await utimes(path, changed, changed);
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

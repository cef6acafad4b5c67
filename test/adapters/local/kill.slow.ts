import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { LocalObjectStore } from '../../../src/adapters/local/store/local-object-store.js';
import { collect } from '../../../src/base/bytes.js';
import { messageCipher } from '../../../src/protect/message-cipher.js';
import { localStore } from './workspace.js';

const KILLS = 10;

/** Lets a process write and kills it when it has said `puts` times that a version is durable. @returns the last one */
async function writeUntilKilled(root: string, first: number, puts: number): Promise<number> {
  const script = fileURLToPath(new URL('./killed-writer.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, root, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let last = 0;
  let said = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    said += 1;
    // Wherever the next put has got to by now: the moment is not ours to choose.
    if (said === puts) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return last;
}

it(`a process killed ${KILLS} times while it writes loses no version and leaves none half written`, async () => {
  const under = await localStore();
  const root = dirname(under.path);
  let next = 1;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const durable = await writeUntilKilled(root, next, 1 + ((kill * 5) % 7));
    expect(durable).toBeGreaterThanOrEqual(next);

    const store = new LocalObjectStore({ root, keys: under.keys, cipher: messageCipher, clock: under.clock });
    const numbers: number[] = [];
    for await (const version of store.listVersions('pbx')) {
      expect(version.deleteMarker).toBe(false);
      const content = await collect(await store.get(version));
      const number = Number.parseInt(content.toString('latin1', 0, 12), 10);
      expect(content.byteLength).toBe(`${number}:`.length + ((number * 7919) % 300_000));
      expect(version.size).toBe(content.byteLength);
      expect(content.subarray(`${number}:`.length).every((byte) => byte === number % 251)).toBe(true);
      numbers.push(number);
    }
    numbers.sort((a, b) => a - b);
    // Every version said to be durable is there; one more may be, which was through but not yet said to be.
    const all = Array.from({ length: durable }, (_, index) => index + 1);
    expect([all, [...all, durable + 1]]).toContainEqual(numbers);
    for await (const upload of store.listUploads('pbx')) await store.abortUpload(upload);
    for await (const upload of store.listUploads('pbx')) throw new Error(`still there: ${upload.uploadId}`);
    next = numbers.length + 1;
  }
  await under.close();
}, 180_000);

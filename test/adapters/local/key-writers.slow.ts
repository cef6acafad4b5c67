import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LocalKeyService } from '../../../src/adapters/local/keys/local-key-service.js';
import { LocalUnitKeyStore } from '../../../src/adapters/local/keys/local-unit-key-store.js';
import { unitKeyRecord } from '../../contract/unit-key-store.js';
import { temporaryFolder } from './workspace.js';

let folder: string;
let close: () => Promise<void>;
beforeEach(async () => {
  const temporary = await temporaryFolder();
  folder = join(temporary.path, 'keys');
  close = temporary.close;
  await new LocalKeyService(folder).createKey({ alias: 'alias/first', description: 'first', tags: {} });
  await new LocalUnitKeyStore(join(folder, 'units')).add({ ...unitKeyRecord('2026-04'), wrappedKey: '0' });
});
afterEach(() => close());

/** @param killedAfter - so many times that it said something; never when undefined */
function writer(name: string, times: number, killedAfter?: number) {
  const script = fileURLToPath(new URL('./key-writer.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, folder, name, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  return (async () => {
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (said.length === killedAfter) child.kill('SIGKILL');
      // As by a clock that jumps while others hold their locks.
      for (const file of await readdir(folder)) await utimes(join(folder, file), 0, 0).catch(() => undefined);
    }
    const [code, signal] = await exited;
    expect(killedAfter === undefined ? code : signal).toBe(killedAfter === undefined ? 0 : 'SIGKILL');
    return said;
  })();
}

it('processes that change keys at once, some of them killed, while clocks jump, lose nothing that was done', async () => {
  const said = (
    await Promise.all([writer('a', 25), writer('b', 25), writer('c', 1000, 11), writer('d', 1000, 24)])
  ).flat();
  const aliases: string[] = [];
  for await (const { alias } of new LocalKeyService(folder).listKeys()) aliases.push(alias ?? '');
  const made = said.filter((line) => line.startsWith('key ')).map((line) => line.slice('key '.length));
  expect(made.length).toBeGreaterThan(60);
  expect(aliases).toEqual(expect.arrayContaining(made));
  expect(new Set(aliases).size).toBe(aliases.length);
  // One more for each that was killed: done, and not yet said.
  const added = Number((await new LocalUnitKeyStore(join(folder, 'units')).get('pbx/3/2026-04'))?.wrappedKey);
  const told = said.filter((line) => line === 'added').length;
  expect([told, told + 1, told + 2]).toContain(added);
  expect(aliases.length - 1 - made.length).toBeLessThanOrEqual(2);
});

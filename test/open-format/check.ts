/**
 * Opens protected records with nothing of kimitsu: the Python program on the page docs/decrypt-without-kimitsu.md is
 * taken from the page as it stands and given a workspace of the embedded default with the fixtures. What it gives must
 * be what came in, byte by byte, and what was altered must be refused.
 *
 *   npm run test:open-format
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { classify } from '../../src/app/classify.js';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { placeDemoRecords } from '../../src/app/demo/demo-records.js';
import { enforce } from '../../src/app/enforce.js';
import { withWorkspace } from '../../src/app/workspace.js';
import { packageRoot } from '../../src/base/package-root.js';
import { configTemplate } from '../../src/config/template.js';
import type { ProtectionMode } from '../../src/ports/catalog.js';
import { readMessageHeader } from '../../src/protect/message-header.js';
import { pinnedPython } from './python.js';

const PAGE = join(packageRoot(), 'docs', 'decrypt-without-kimitsu.md');
const SERVICE = 'open-centre';
/** More than two frames, so that a whole message of several is opened. */
const LONG = 'pbx/recordings/2026-04/long.wav';
const LONG_BYTES = 600_000;
/** Records opened of each system and way of protection: a second of Python's start each. */
const OF_EACH = 2;

interface Protected {
  path: string;
  mode: ProtectionMode;
  original: Buffer;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
process.exitCode = await main();

async function main(): Promise<number> {
  const python = pinnedPython();
  if (!python) {
    print('test:open-format: no Python 3.11 or newer with venv was found. Not run:');
    print('  opening records of level 3 and 2 with the program of docs/decrypt-without-kimitsu.md');
    return 0;
  }
  const parent = await mkdtemp(join(tmpdir(), 'kimitsu-open-'));
  process.on('exit', () => rmSync(parent, { recursive: true, force: true }));
  const program = join(parent, 'open-record.py');
  await writeFile(program, programOn(await readFile(PAGE, 'utf8')));
  const dir = join(parent, 'service');
  const records = await protectedRecords(dir);

  /** -I: no environment, no folder of ours on Python's path. */
  const open = (path: string) =>
    spawnSync(python, ['-I', program, dir, SERVICE, path], { cwd: parent, maxBuffer: 64 * 1024 * 1024 });
  let wrong = 0;
  const expect = (what: string, held: boolean): void => {
    print(`${held ? 'ok  ' : 'FAIL'}  ${what}`);
    if (!held) wrong += 1;
  };

  for (const { path, mode, original } of records) {
    const { status, stdout } = open(path);
    expect(`${mode} record of ${original.byteLength} bytes is opened`, status === 0 && stdout.equals(original));
  }
  let refused = 0;
  for (const mode of ['envelope', 'store-kms'] as const) {
    const record = records.filter((one) => one.mode === mode).at(-1);
    if (!record) throw new Error(`the fixtures gave no record with ${mode}`);
    const file = join(dir, 'data', record.path);
    const message = await readFile(file);
    for (const [what, altered] of alterations(message)) {
      await writeFile(file, altered);
      const { status, stdout } = open(record.path);
      expect(`${mode} record is refused: ${what}`, status !== 0 && stdout.byteLength === 0);
      refused += 1;
    }
    await writeFile(file, message);
    expect(`${mode} record is opened again as it was`, open(record.path).status === 0);
  }
  await destroyUnitKeys(dir);
  const gone = records.find(({ mode }) => mode === 'envelope');
  expect('envelope is refused: its unit key is destroyed', open(gone?.path ?? '').status !== 0);
  print(JSON.stringify({ opened: records.length, refused: refused + 1, wrong }));
  return wrong === 0 ? 0 : 1;
}

/** The one Python program on the page. */
function programOn(page: string): string {
  const [program, ...others] = [...page.matchAll(/^```python\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
  if (program === undefined || others.length > 0) throw new Error('the page does not hold exactly one Python program');
  return program;
}

/** A workspace with the fixtures and a long recording, classified and protected; some records of every kind. */
async function protectedRecords(dir: string): Promise<Protected[]> {
  await createWorkspace(dir, SERVICE, configTemplate(SERVICE));
  const data = join(dir, 'data');
  await placeDemoRecords(data);
  await writeLong(join(data, LONG));
  const originals = new Map<string, Buffer>();
  await withWorkspace(dir, { detector: true, lock: 'exclusive' }, async (workspace) => {
    await classify(workspace);
    const { catalog, seal } = workspace.ports;
    for await (const { system, sealedKey } of catalog.objects()) {
      const path = `${system}/${seal.open(sealedKey)}`;
      originals.set(path, await readFile(join(data, path)));
    }
    await enforce(workspace);
  });
  const records: Protected[] = [];
  await withWorkspace(dir, {}, async ({ ports: { catalog, seal } }) => {
    const taken = new Map<string, number>();
    for await (const { system, sealedKey, protection } of catalog.objects({ states: ['protected'] })) {
      const path = `${system}/${seal.open(sealedKey)}`;
      const original = originals.get(path);
      if (!protection || protection.mode === 'default' || !original) continue;
      const kind = `${system} ${protection.mode}`;
      taken.set(kind, (taken.get(kind) ?? 0) + 1);
      if ((taken.get(kind) ?? 0) <= OF_EACH || path === LONG) records.push({ path, mode: protection.mode, original });
    }
  });
  return records;
}

async function writeLong(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const bytes = Buffer.alloc(LONG_BYTES);
  for (let at = 0; at < LONG_BYTES; at += 4) bytes.writeUInt32LE(Math.imul(at + 1, 0x9e3779b1) >>> 0, at);
  await writeFile(path, bytes);
}

function* alterations(message: Buffer): Generator<[string, Buffer]> {
  const header = readMessageHeader(message);
  if (!header) throw new Error('a protected record is not a message');
  const changed = (at: number): Buffer => {
    const copy = Buffer.from(message);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  yield ['a byte of the content altered', changed(message.byteLength - 17)];
  yield ['a byte of the last tag altered', changed(message.byteLength - 1)];
  yield ['a byte of the key commitment altered', changed(header.headerBytes - 20)];
  yield ['a byte of the message id altered', changed(10)];
  yield ['cut before its last frame', message.subarray(0, header.headerBytes)];
  yield ['cut by its last byte', message.subarray(0, -1)];
}

async function destroyUnitKeys(dir: string): Promise<void> {
  await withWorkspace(dir, { lock: 'exclusive' }, async ({ ports: { unitKeyStore } }) => {
    const units: string[] = [];
    for await (const { unitId } of unitKeyStore.list()) units.push(unitId);
    for (const unitId of units) await unitKeyStore.destroy(unitId);
  });
}

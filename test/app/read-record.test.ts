import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { type ReadRequest, type RecordRead, readRecord } from '../../src/app/read-record.js';
import { streamOutput } from '../../src/app/record-output.js';
import type { Workspace } from '../../src/app/workspace.js';
import { collect } from '../../src/base/bytes.js';
import { run } from '../../src/cli/program.js';
import type { AuditEntry, VersionFilter } from '../../src/ports/catalog.js';
import type { ObjectStore } from '../../src/ports/object-store.js';
import { FRAME_BYTES } from '../../src/protect/envelope.js';
import { generated } from '../protect/keys.js';
import { type SmallService, smallService } from '../support/small-service.js';

const MEMO = 'pbx/memo/0001.txt';
const PLAN = 'inquiry-form/internal/plan.txt';
const FAQ = 'inquiry-form/public/faq.txt';
const LONG = 'pbx/recordings/long.wav';
const LONG_BYTES = 3 * FRAME_BYTES + 777;
const TEXTS: Record<string, string> = {
  [MEMO]: '架空山 花子様より、税の納付について。折返し 090-1234-5678',
  [PLAN]: '来年度の機器更新について、未公表の方針を検討する。',
  [FAQ]: '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
};

async function prepared(): Promise<SmallService> {
  const service = await smallService({ ...TEXTS, [LONG]: await collect(generated(LONG_BYTES)) });
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  return service;
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'kimitsu-read-'));

function read(
  service: SmallService,
  request: Partial<ReadRequest>,
  { signal = new AbortController().signal, ports = (given: Workspace['ports']) => given } = {},
): Promise<RecordRead> {
  return service.open((workspace) =>
    readRecord(
      { ...workspace, ports: ports(workspace.ports) },
      { key: MEMO, purpose: '照会への回答', ...request },
      signal,
    ),
  );
}

/** The same ports with another store; what is loaded only when asked for stays so. */
function withStore(ports: Workspace['ports'], objects: Partial<ObjectStore>): Workspace['ports'] {
  const store = Object.assign(Object.create(ports.objects), objects);
  // Private members are of the object itself, so calls that are not replaced go there.
  for (const name of ['head', 'get', 'versionsOf'] as const) {
    if (!(name in objects)) store[name] = ports.objects[name].bind(ports.objects);
  }
  return Object.create(ports, { objects: { value: store } });
}

const auditOf = (service: SmallService): Promise<AuditEntry[]> =>
  service.open(async ({ ports }) => {
    const entries: AuditEntry[] = [];
    for await (const entry of ports.catalog.auditEntries()) entries.push(entry);
    return entries;
  });

/** Changes one byte of the stored file, `back` bytes before its end. */
async function alter(service: SmallService, key: string, back: number): Promise<void> {
  const file = join(service.dir, 'data', key);
  const bytes = await readFile(file);
  bytes[bytes.byteLength - back]! ^= 1;
  await writeFile(file, bytes);
}

describe('readRecord', () => {
  let service: SmallService;
  let folder: string;
  beforeAll(async () => {
    service = await prepared();
  });
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each([MEMO, PLAN, FAQ])('gives %s as it came, whatever protects it', async (key) => {
    const output = join(folder, 'clear');
    const bytes = Buffer.byteLength(TEXTS[key] ?? '');
    expect(await read(service, { key, output })).toMatchObject({ bytes, recordBytes: bytes });
    expect(await readFile(output, 'utf8')).toBe(TEXTS[key]);
    expect(await readdir(folder)).toEqual(['clear']);
  });

  it.each`
    range                                      | first                | last
    ${'0-0'}                                   | ${0}                 | ${0}
    ${`${FRAME_BYTES - 2}-${FRAME_BYTES + 1}`} | ${FRAME_BYTES - 2}   | ${FRAME_BYTES + 1}
    ${`${LONG_BYTES - 5}-`}                    | ${LONG_BYTES - 5}    | ${LONG_BYTES - 1}
    ${'-1000'}                                 | ${LONG_BYTES - 1000} | ${LONG_BYTES - 1}
    ${`5-${LONG_BYTES * 2}`}                   | ${5}                 | ${LONG_BYTES - 1}
    ${`-${LONG_BYTES * 2}`}                    | ${0}                 | ${LONG_BYTES - 1}
  `('gives the range $range of a long record', async ({ range, first, last }) => {
    const output = join(folder, 'part');
    const wanted = (await collect(generated(LONG_BYTES))).subarray(first, last + 1);
    expect(await read(service, { key: LONG, output, range })).toMatchObject({
      bytes: wanted.byteLength,
      recordBytes: LONG_BYTES,
    });
    expect((await readFile(output)).equals(wanted)).toBe(true);
  });

  it('gives a range of what the store encrypts, and of what nothing encrypts', async () => {
    for (const key of [PLAN, FAQ]) {
      await read(service, { key, output: join(folder, 'part'), range: '3-8' });
      expect(await readFile(join(folder, 'part'))).toEqual(Buffer.from(TEXTS[key] ?? '').subarray(3, 9));
    }
  });

  it.each`
    request                             | code
    ${{ range: '5-4' }}                 | ${'read/bad-range'}
    ${{ range: 'first kilobyte' }}      | ${'read/bad-range'}
    ${{ purpose: ' ' }}                 | ${'read/no-purpose'}
    ${{ key: 'pbx/memo/none.txt' }}     | ${'read/unknown-record'}
    ${{ key: 'pbx/' }}                  | ${'read/unknown-record'}
    ${{ key: 'other/memo/0001.txt' }}   | ${'read/unknown-record'}
    ${{ key: `obj-${'0'.repeat(32)}` }} | ${'read/unknown-record'}
  `('refuses $request, and nothing was read', async ({ request, code }) => {
    const before = (await auditOf(service)).length;
    const reading = read(service, { output: join(folder, 'clear'), ...request });
    await expect(reading).rejects.toMatchObject({ kind: 'usage', code });
    expect(await readdir(folder)).toEqual([]);
    expect(await auditOf(service)).toHaveLength(before);
  });

  it.each(['9999-', '-0'])(
    'tells of the range %s that it lies outside, and of the attempt in the audit log',
    async (range) => {
      const reading = read(service, { output: join(folder, 'clear'), range });
      await expect(reading).rejects.toMatchObject({
        kind: 'usage',
        code: 'read/range-outside',
        detail: { bytes: Buffer.byteLength(TEXTS[MEMO] ?? '') },
      });
      expect(await readdir(folder)).toEqual([]);
      expect((await auditOf(service)).slice(-2)).toMatchObject([
        { action: 'record.read', detail: { range } },
        { action: 'record.read-ended', detail: { outcome: 'failed', code: 'read/range-outside', bytes: 0 } },
      ]);
    },
  );

  it('B2-3-2: who, what, which part and why are in the audit log before the first byte, and how it ended after', async () => {
    const logged: (string | undefined)[] = [];
    const ports = (given: Workspace['ports']) =>
      withStore(given, {
        get: async (ref, options) => {
          logged.push((await given.catalog.auditHead())?.action);
          return given.objects.get(ref, options);
        },
      });
    const { objectId } = await read(service, { key: LONG, output: join(folder, 'part'), range: '10-19' }, { ports });
    // The start, for the length, and then the whole.
    expect(logged).toEqual(['record.read', 'record.read']);
    const [begun, ended] = (await auditOf(service)).slice(-2);
    const { reading } = (begun as AuditEntry).detail as { reading: string };
    expect(reading).toMatch(/^reading-[0-9a-f]{24}$/);
    expect(begun).toMatchObject({
      actor: 'operator:test',
      action: 'record.read',
      subject: objectId,
      detail: { reading, purpose: '照会への回答', range: '10-19' },
    });
    expect(ended).toMatchObject({
      actor: 'operator:test',
      action: 'record.read-ended',
      subject: objectId,
      detail: { reading, outcome: 'complete', bytes: 10, recordBytes: LONG_BYTES },
    });
  });

  it('reads nothing when the audit log cannot be written', async () => {
    let read = 0;
    await expect(
      service.open((workspace) =>
        readRecord(
          {
            ...workspace,
            ports: Object.create(
              withStore(workspace.ports, {
                get: (ref, options) => {
                  read += 1;
                  return workspace.ports.objects.get(ref, options);
                },
              }),
              {
                catalog: {
                  value: {
                    object: (id: string) => workspace.ports.catalog.object(id),
                    versions: (filter: VersionFilter) => workspace.ports.catalog.versions(filter),
                    appendAudit: () => Promise.reject(new RangeError('no disk')),
                  },
                },
              },
            ),
          },
          { key: MEMO, purpose: '照会への回答', output: join(folder, 'clear') },
          new AbortController().signal,
        ),
      ),
    ).rejects.toThrow('no disk');
    expect(read).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves no file when it is interrupted in the middle, and says so in the audit log', async () => {
    const interrupt = new AbortController();
    const ports = (given: Workspace['ports']) =>
      withStore(given, {
        get: async (ref, options) => {
          const content = await given.objects.get(ref, options);
          if (options?.range) return content;
          return (async function* () {
            for await (const chunk of content) {
              yield chunk;
              interrupt.abort();
            }
          })();
        },
      });
    const output = join(folder, 'clear');
    await expect(read(service, { key: LONG, output }, { signal: interrupt.signal, ports })).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
    const ended = (await auditOf(service)).at(-1);
    expect(ended).toMatchObject({ action: 'record.read-ended' });
    expect(ended?.detail).toEqual({ reading: expect.any(String), outcome: 'interrupted', bytes: 0 });
  });

  it.each`
    output             | code                        | why
    ${'missing/clear'} | ${'read/cannot-write'}      | ${'its folder does not exist'}
    ${'folder'}        | ${'read/output-not-a-file'} | ${'it is a folder'}
    ${'link'}          | ${'read/output-not-a-file'} | ${'it is a link'}
  `('refuses an output when $why', async ({ output, code }) => {
    await mkdir(join(folder, 'folder'));
    await symlink('/dev/null', join(folder, 'link'));
    await expect(read(service, { output: join(folder, output) })).rejects.toMatchObject({ kind: 'usage', code });
    expect((await readdir(folder)).sort()).toEqual(['folder', 'link']);
  });

  it('puts no clear copy among the records, by no way', async () => {
    await symlink(join(service.dir, 'data'), join(folder, 'way'));
    for (const output of [join(service.dir, 'data/pbx/copy.txt'), join(folder, 'way/pbx/copy.txt')])
      await expect(read(service, { output })).rejects.toMatchObject({ code: 'read/output-in-store' });
    expect(await readdir(join(service.dir, 'data/pbx'))).not.toContain('copy.txt');
  });
});

describe('what is not whole', () => {
  let service: SmallService;
  let folder: string;
  beforeAll(async () => {
    service = await prepared();
    await alter(service, LONG, 30);
    folder = await newFolder();
  });

  it.each([undefined, '0-9'])('does not become a file, and what was there stays (range %s)', async (range) => {
    const output = join(folder, 'clear');
    await writeFile(output, 'before');
    await expect(read(service, { key: LONG, output, ...(range ? { range } : {}) })).rejects.toMatchObject({
      kind: 'integrity',
      code: 'protect/altered',
    });
    expect(await readdir(folder)).toEqual(['clear']);
    expect(await readFile(output, 'utf8')).toBe('before');
    expect((await auditOf(service)).at(-1)).toMatchObject({
      action: 'record.read-ended',
      detail: { outcome: 'failed', code: 'protect/altered', bytes: 0 },
    });
  });

  it('is not cut in silence on stdout: exit code 6, and how much came', async () => {
    let [given, told] = [0, ''];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      given += chunk.length;
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      told += String(chunk);
      return true;
    });
    try {
      expect(await run(['node', 'kimitsu', 'read', LONG, '--purpose', '確認', '--dir', service.dir])).toBe(6);
      expect(given).toBe(3 * FRAME_BYTES);
      expect(told).toContain('記録の全体ではありません');
      expect(told).toContain('protect/altered');
      expect(
        await run(['node', 'kimitsu', 'read', MEMO, '--purpose', '確認', '--range', '-3', '--dir', service.dir]),
      ).toBe(0);
      expect(given).toBe(3 * FRAME_BYTES + 3);
    } finally {
      vi.restoreAllMocks();
    }
    const ended = (await auditOf(service)).filter(({ action }) => action === 'record.read-ended').at(-2);
    expect(ended?.detail).toMatchObject({ outcome: 'failed', bytes: 3 * FRAME_BYTES });
  });

  it('is told when a file that nothing encrypts shrinks while it is read', async () => {
    const ports = (given: Workspace['ports']) =>
      withStore(given, {
        get: async (ref, options) => given.objects.get(ref, { ...options, range: { first: 0, last: 5 } }),
      });
    const reading = read(service, { key: FAQ, output: join(folder, 'short') }, { ports });
    await expect(reading).rejects.toMatchObject({ kind: 'conflict', code: 'read/changed' });
    expect(await readdir(folder)).not.toContain('short');
  });

  it('is told when whoever reads stdout has gone', async () => {
    const gone = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) =>
        setImmediate(() => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' }))),
    });
    const output = streamOutput(gone, new AbortController().signal);
    await expect(output.write(Buffer.alloc(10))).rejects.toMatchObject({ code: 'read/output-closed' });
    await expect(output.complete()).rejects.toMatchObject({ code: 'read/output-closed' });
  });
});

describe('what is no longer there', () => {
  it('says that a record has gone, and what was erased', async () => {
    const service = await prepared();
    const ids = new Map<string, string>();
    await service.open(async ({ ports }) => {
      for (const key of [MEMO, FAQ, PLAN]) {
        const [system = '', ...rest] = key.split('/');
        ids.set(key, ports.seal.objectId(system, rest.join('/')));
      }
    });
    await rm(join(service.dir, 'data', FAQ));
    const request = { output: join(await newFolder(), 'clear') };
    await expect(read(service, { ...request, key: FAQ })).rejects.toMatchObject({ kind: 'usage', code: 'read/gone' });
    await expect(read(service, { ...request, key: ids.get(FAQ) ?? '' })).rejects.toMatchObject({ code: 'read/gone' });

    await service.open((workspace) => classify(workspace), { detector: true });
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    await service.open((workspace) => erasePlan(workspace, plan));
    await expect(read(service, { ...request, key: ids.get(MEMO) ?? '' })).rejects.toMatchObject({
      kind: 'denied',
      code: 'protect/key-destroyed',
    });
    await expect(read(service, { ...request, key: ids.get(PLAN) ?? '' })).rejects.toMatchObject({ kind: 'denied' });
    await expect(read(service, { ...request, key: MEMO })).rejects.toMatchObject({ code: 'service/ended' });
  });

  it('B3-2-1: gives out nothing that is on file as erased after data and keys were put back, and notes the attempt', async () => {
    const service = await prepared();
    const folder = await newFolder();
    const both = ['data', 'keys'] as const;
    for (const name of both) await cp(join(service.dir, name), join(folder, name), { recursive: true });
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    await service.open((workspace) => erasePlan(workspace, plan));
    for (const name of both) await cp(join(folder, name), join(service.dir, name), { recursive: true });
    for (const key of [MEMO, PLAN, FAQ]) {
      await expect(read(service, { key, output: join(folder, 'clear') })).rejects.toMatchObject({
        kind: 'denied',
        code: 'read/erased',
        hint: expect.stringContaining('kimitsu erase'),
      });
      expect((await auditOf(service)).slice(-2)).toMatchObject([
        { action: 'record.read', detail: { purpose: '照会への回答' } },
        { action: 'record.read-ended', detail: { outcome: 'failed', code: 'read/erased', bytes: 0 } },
      ]);
    }
    expect(await readdir(folder)).not.toContain('clear');
  });

  it('says that the key is destroyed while the encrypted file is still there', async () => {
    const service = await prepared();
    await service.open(async ({ ports }) => {
      for await (const { unitId, system } of ports.unitKeyStore.list())
        if (system === 'pbx') await ports.unitKeyStore.destroy(unitId);
    });
    const output = join(await newFolder(), 'clear');
    await expect(read(service, { output })).rejects.toMatchObject({ kind: 'denied', code: 'protect/key-destroyed' });
    expect((await auditOf(service)).at(-1)).toMatchObject({ detail: { outcome: 'failed', bytes: 0 } });
  });
});

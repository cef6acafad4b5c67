import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveredCertificate } from '../../../src/app/certificates/deliver.js';
import { revokeCertificate } from '../../../src/app/certificates/revoke.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { verifyCertificateFile } from '../../../src/app/verify-certificate-file.js';
import { collect } from '../../../src/base/bytes.js';
import { readPin } from '../../../src/certify/page/public-key-text.js';
import { verifyDelivery } from '../../../src/certify/page/verify-delivery.js';
import { verifyPage } from '../../../src/certify/verify-page.js';
import { InflateBudget } from '../../../src/records/archive/inflate-budget.js';
import { ZipArchive } from '../../../src/records/archive/zip-archive.js';
import { ByteCursor } from '../../../src/records/byte-cursor.js';
import { type ErasedService, erasedService } from '../../app/certificates/erased-service.js';
import { sampled, stride } from '../../support/thorough.js';
import { CHROMIUM, Chromium } from '../chromium.js';
import { type RawEntry, rawZip } from './raw-zip.js';

type Files = Map<string, Buffer>;

let service: ErasedService;
let issued: DeliveredCertificate;
let sound: Buffer;
let files: Files;
let pin: string;
let fingerprint: string;

beforeAll(async () => {
  service = await erasedService();
  issued = await service.open((workspace) => issueCertificate(workspace, service.made.plan.planId));
  sound = await readFile(issued.delivery);
  files = new Map();
  const input = new ByteCursor(createReadStream(issued.delivery));
  for await (const entry of new ZipArchive(input, new InflateBudget(() => input.position)).entries())
    files.set(entry.name, await collect(entry.bytes()));
  pin = join(service.dir, 'certificates', 'issuer.pub.pem');
  fingerprint = (await readPin(await readFile(pin, 'utf8')))!;
});

const entriesOf = (changes: Record<string, Buffer | undefined> = {}): RawEntry[] =>
  [...new Map([...files, ...Object.entries(changes)])].flatMap(([name, content]) =>
    content ? [{ name, content }] : [],
  );
const nameOf = (ending: string | RegExp) =>
  [...files.keys()].find((name) => (typeof ending === 'string' ? name.endsWith(ending) : ending.test(name)))!;
const flipped = (bytes: Buffer, at = Math.floor(bytes.length / 2)) => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
};
/** The delivery with one file changed by name, or left out. */
const changed = (ending: string | RegExp, change: (bytes: Buffer) => Buffer | undefined) => {
  const name = nameOf(ending);
  return rawZip(entriesOf({ [name]: change(files.get(name)!) }));
};
const zeros = Buffer.alloc(160 * 1024 * 1024);
/** Unpacks to several hundred times what it has. */
const bomb = (says: Partial<RawEntry> = {}) => rawZip([...entriesOf(), { name: 'zeros.bin', content: zeros, ...says }]);
const linesOf = (bytes: Buffer) => bytes.toString('utf8').trimEnd().split('\n');
const joined = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`);

let made = 0;
/** What both verifiers say of it: verdict and the checks that fail. */
async function both(bytes: Buffer) {
  const file = join(service.outside, `variant-${made++}.zip`);
  await writeFile(file, bytes);
  const failed = (checks: { id: string; state: string }[]) =>
    checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
  const cli = await verifyCertificateFile(file, { pin });
  const page = await verifyDelivery(new Blob([Uint8Array.from(bytes)]), { pin: fingerprint });
  return {
    cli: [cli.verdict, ...failed(cli.checks)],
    page: [page.verdict, ...failed(page.checks)],
    text: page.checks.find(({ state }) => state === 'fail')?.text,
    parts: page.parts,
  };
}

describe('a delivery in the page and on the command line', () => {
  it('is valid as it was issued, with a verdict for each file', async () => {
    const { cli, page, parts } = await both(sound);
    expect([cli, page]).toEqual([['valid'], ['valid']]);
    expect(parts.map(({ name }) => name)).toEqual([...files.keys()].sort());
    const passed = parts.filter(({ state }) => state === 'pass').map(({ name }) => name);
    const unknown = parts.filter(({ state }) => state === 'unknown').map(({ name }) => name);
    expect(passed).toContain(nameOf('.inventory.jsonl'));
    expect([...passed, ...unknown].sort()).toEqual([...files.keys()].sort());
    const outside = ['approval.html', 'issuer.pub.pem', 'verify.html', '確認の手引き.html'];
    expect(unknown.sort()).toEqual(outside.sort());
  });

  it('is valid with every entry stored as it is', async () => {
    const { cli, page } = await both(rawZip(entriesOf().map((entry) => ({ ...entry, stored: true }))));
    expect([cli, page]).toEqual([['valid'], ['valid']]);
  });

  const excerpt = '.audit.jsonl';
  const faults: [string, () => Buffer, string[]][] = [
    ['a bit of the inventory', () => changed('.inventory.jsonl', flipped), ['evidence', 'inventory']],
    ['no inventory', () => changed('.inventory.jsonl', () => undefined), ['evidence', 'inventory']],
    ['a second inventory', () => rawZip(entriesOf({ 'more.inventory.jsonl': Buffer.from('{}\n') })), ['inventory']],
    ['a bit of the plan', () => changed(/plan-[0-9a-f]+\.json$/, flipped), ['evidence']],
    ['no approval', () => changed(/plan-[0-9a-f]+\.jws$/, () => undefined), ['evidence']],
    ['a bit of the excerpt', () => changed(excerpt, flipped), ['audit-excerpt']],
    ['no excerpt', () => changed(excerpt, () => undefined), ['audit-excerpt']],
    ['an excerpt without signature', () => changed(excerpt, (b) => joined(linesOf(b).slice(0, -1))), ['audit-excerpt']],
    ['an excerpt cut short', () => changed(excerpt, (b) => joined(linesOf(b).slice(0, -2))), ['audit-excerpt']],
    [
      'an excerpt without an entry',
      () => changed(excerpt, (b) => joined(linesOf(b).filter((line) => !line.includes('erasure.')))),
      ['audit-excerpt'],
    ],
    [
      'an excerpt whose checkpoint was altered',
      () => changed(excerpt, (b) => Buffer.from(b.toString().replace('"number":1', '"number":2'))),
      ['audit-excerpt'],
    ],
    [
      'an inventory of empty lines',
      () => changed('.inventory.jsonl', () => Buffer.alloc(5_000_000, 0x0a)),
      ['archive'],
    ],
    ['no PDF', () => changed(`${issued.name}.pdf`, () => undefined), ['archive']],
    ['no JWS', () => changed(`${issued.name}.jws`, () => undefined), ['archive']],
    ['two certificates', () => rawZip(entriesOf({ 'b.jws': files.get(`${issued.name}.jws`)! })), ['archive']],
    ['a byte behind', () => Buffer.concat([sound, Buffer.of(0)]), ['archive']],
    ['cut short', () => sound.subarray(0, -300), ['archive']],
    ['a name twice', () => rawZip([...entriesOf(), entriesOf()[0]!]), ['archive']],
    ['a bit of the packed data', () => flipped(rawZip(entriesOf()), 4000), ['archive']],
    ['a wrong CRC', () => rawZip(entriesOf().map((e, i) => (i === 3 ? { ...e, crc: 1 } : e))), ['archive']],
    [
      'another name in the directory',
      () => rawZip(entriesOf().map((e) => (e.name === 'verify.html' ? { ...e, listed: { name: 'verifi.html' } } : e))),
      ['archive'],
    ],
    [
      'another size in the directory',
      () => rawZip(entriesOf().map((e, i) => (i === 2 ? { ...e, listed: { size: 5 } } : e))),
      ['archive'],
    ],
    [
      'an encrypted file',
      () => rawZip([...entriesOf(), { name: 'x', content: Buffer.from('x'), flags: 1 }]),
      ['archive'],
    ],
    [
      'another way of packing',
      () => rawZip([...entriesOf(), { name: 'x', content: Buffer.from('x'), method: 12 }]),
      ['archive'],
    ],
    ['a folder', () => rawZip([...entriesOf(), { name: 'x/', content: Buffer.alloc(0), stored: true }]), ['archive']],
    [
      'bytes between entries',
      () => rawZip(entriesOf().map((e, i) => (i === 1 ? { ...e, behind: Buffer.from('hidden') } : e))),
      ['archive'],
    ],
    ['a bomb', () => bomb(), ['archive']],
    ['a bomb that says it is small', () => bomb({ size: 1000 }), ['archive']],
    [
      'a file that says it is larger',
      () => rawZip(entriesOf().map((e, i) => (i === 2 ? { ...e, size: 9e6 } : e))),
      ['archive'],
    ],
    [
      'a thousand files',
      () =>
        rawZip([
          ...entriesOf(),
          ...Array.from({ length: 1000 }, (_, n) => ({ name: `${n}`, content: Buffer.alloc(0), stored: true })),
        ]),
      ['archive'],
    ],
  ];
  it.each(sampled(faults, 4))('is invalid in both with %s', async (_, bytes, checks) => {
    const { cli, page } = await both(bytes());
    expect([cli, page]).toEqual([
      ['invalid', ...checks],
      ['invalid', ...checks],
    ]);
  });

  it('is invalid in both with a JWS that was altered, and shows which file', async () => {
    const { cli, page, parts } = await both(changed(`${issued.name}.jws`, flipped));
    expect([cli[0], page[0]]).toEqual(['invalid', 'invalid']);
    expect(parts.find(({ name }) => name === `${issued.name}.jws`)?.state).toBe('fail');
  });

  it('is invalid in both with a bit of the PDF flipped, and shows which file', async () => {
    const { cli, page, parts } = await both(changed(`${issued.name}.pdf`, flipped));
    expect(cli).toEqual(['invalid', 'both-forms', 'pdf-signature']);
    expect(page).toEqual(cli);
    expect(parts.find(({ name }) => name === `${issued.name}.pdf`)).toMatchObject({ state: 'fail' });
  });

  it('says why, in Japanese', async () => {
    expect((await both(rawZip([...entriesOf(), entriesOf()[0]!]))).text).toContain('同じ名前のファイルが二つ');
    expect((await both(bomb())).text).toContain('展開していません');
    const { parts } = await both(changed(/plan-[0-9a-f]+\.jws$/, () => undefined));
    expect(parts.find(({ name }) => name === nameOf(/plan-[0-9a-f]+\.jws$/))).toMatchObject({
      state: 'fail',
      text: '証明書に記載されていますが、ありません。',
    });
  });

  it('is not read at all when it is larger than a page can take', async () => {
    const blob = { size: 2 * 1024 ** 3, slice: () => expect.fail('it was read') } as unknown as Blob;
    expect(await verifyDelivery(blob)).toMatchObject({ verdict: 'unreadable', format: 'zip' });
  });

  it('is never valid with any byte of its directories changed', async () => {
    const small = rawZip(entriesOf());
    const start = small.readUInt32LE(small.length - 6);
    for (let at = start; at < small.length; at += stride(11)) {
      // Versions, times and attributes say nothing about what the files are.
      const page = await verifyDelivery(new Blob([Uint8Array.from(flipped(small, at))]));
      if (page.verdict === 'valid') expect(page.parts.map(({ name }) => name)).toEqual([...files.keys()].sort());
    }
  });
});

describe.skipIf(!CHROMIUM)('a delivery in Chromium (skipped where there is none)', () => {
  let browser: Chromium;
  beforeAll(async () => {
    await writeFile(join(service.outside, 'verify.html'), await verifyPage());
    browser = await Chromium.start();
  });
  afterAll(() => browser.close());

  async function shown(file: string): Promise<string> {
    await browser.open(`file://${service.outside}/verify.html`);
    await browser.evaluate(`document.getElementById('pin').value = ${JSON.stringify(fingerprint)}`);
    const done = browser.evaluate(`new Promise((resolve) => {
      const status = document.getElementById('status');
      new MutationObserver(() => /終わりました|ませんでした/.test(status.textContent) && resolve())
        .observe(status, { childList: true, characterData: true, subtree: true });
    })`);
    await browser.chooseFile('#file', file);
    await done;
    return (await browser.evaluate(`document.querySelector('main').innerText`)) as string;
  }

  it('is checked as a whole, and every file is listed', async () => {
    const text = await shown(issued.delivery);
    expect(text).toContain('発行者が署名した廃棄証明書です');
    for (const name of files.keys()) expect(text).toContain(name);
    expect(text).toContain('署名された照合点（第1号）');
    expect(browser.errors).toEqual([]);
    expect(browser.requests.every((url) => url.endsWith('/verify.html'))).toBe(true);
  });

  it('is refused when it is altered, a bomb, or far too large', async () => {
    const file = join(service.outside, 'chosen.zip');
    await writeFile(file, changed('.inventory.jsonl', flipped));
    expect(await shown(file)).toContain('消去目録が、証明書に記載されたものと一致しません');
    await writeFile(file, bomb());
    expect(await shown(file)).toContain('展開していません');
  });

  it('whose certificate was revoked says so', async () => {
    await service.open((workspace) =>
      revokeCertificate(workspace, issued.name, { reason: '誤り（見本）', by: '業務責任者', confirmedBy: '検証担当' }),
    );
    const text = await shown(issued.delivery);
    expect(text).toContain('この証明書は、現在有効なものではありません');
    expect(text).toContain('取消し通知です。証明書は有効ではありません');
  });
});

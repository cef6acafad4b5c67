import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDelivery } from '../../../src/app/certificates/delivery-reader.js';
import { verifyEvidenceFile } from '../../../src/app/evidence/verify-evidence-file.js';
import { verifyCertificateFile } from '../../../src/app/verify-certificate-file.js';
import { canonicalHash } from '../../../src/base/canonical-json.js';
import { checkExcerpt } from '../../../src/certify/page/audit-excerpt.js';
import { readPin } from '../../../src/certify/page/public-key-text.js';
import { verifyDelivery } from '../../../src/certify/page/verify-delivery.js';
import { verifyFile } from '../../../src/certify/page/verify-file.js';
import { readPublicKey } from '../../../src/certify/public-key.js';
import { verifyCertificate } from '../../../src/certify/verify.js';
import { rawZip } from '../page/raw-zip.js';
import { type LargeDelivery, largeDelivery } from './large-delivery.js';

/**
 * Single bits of a delivery of 100,000 leaves, flipped at places that the seed chooses: another one each time, printed, and
 * taken from KIMITSU_SEED when a run is to be repeated. `vectors.test.ts` and its neighbours try a small one bit by bit.
 */
const LEAVES = 100_000;
const SEED = Number(process.env.KIMITSU_SEED ?? Date.now() % 2 ** 31) || 1;

let large: LargeDelivery;
let folder: string;
let pinFile: string;
let fingerprint: string;

beforeAll(async () => {
  process.stdout.write(`single-bit flips of a large delivery: KIMITSU_SEED=${SEED}\n`);
  large = await largeDelivery(LEAVES);
  folder = await mkdtemp(join(tmpdir(), 'kimitsu-flips-'));
  pinFile = join(folder, 'issuer.pub.pem');
  await writeFile(pinFile, large.pem);
  fingerprint = (await readPin(large.pem))!;
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** xorshift32. */
function* numbers(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}
const random = numbers(SEED);
const below = (limit: number): number => random.next().value! % limit;

/** A copy with one bit flipped, and which one it is. */
function flipped(bytes: Buffer): { changed: Buffer; where: string } {
  const at = below(bytes.length);
  const bit = below(8);
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1 << bit;
  return { changed, where: `byte ${at}, bit ${bit}` };
}

const file = (ending: string): [name: string, bytes: Buffer] =>
  [...large.files].find(([name]) => name.endsWith(ending))!;

/** The whole archive through both verifiers. */
async function both(zip: Buffer) {
  const path = join(folder, 'delivery.zip');
  await writeFile(path, zip);
  const cli = await verifyCertificateFile(path, { pin: pinFile });
  const page = await verifyDelivery(new Blob([new Uint8Array(zip)]), { pin: fingerprint });
  if (cli.format !== 'zip') throw new Error('not taken for a delivery');
  const outside = page.parts.filter(({ state }) => state === 'unknown').map(({ name }) => name);
  return {
    verdicts: [cli.verdict, page.verdict],
    failed: [cli, page].map(failedOf),
    notProven: [cli.notProven, outside],
  };
}
const failedOf = ({ checks }: { checks: readonly { id: string; state: string }[] }) =>
  checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
const zipOf = (changes: Record<string, Buffer> = {}) =>
  rawZip(
    [...new Map([...large.files, ...Object.entries(changes)])].map(([name, content]) => ({
      name,
      content,
      stored: true,
    })),
  );

async function hashesIn(zip: Buffer): Promise<[string, string][]> {
  const path = join(folder, 'read.zip');
  await writeFile(path, zip);
  return [...(await readDelivery(path))].map(([name, { sha256 }]): [string, string] => [name, sha256]).sort();
}

describe(`B3-2-2 a delivery of ${LEAVES.toLocaleString('en')} leaves`, () => {
  it('is valid in both verifiers', async () => {
    const { verdicts, failed } = await both(zipOf());
    expect([verdicts, failed]).toEqual([
      ['valid', 'valid'],
      [[], []],
    ]);
  });

  it.each([
    ['.jws', 400],
    ['.pdf', 300],
  ])('%s alone: no flipped bit is accepted by either verifier', async (ending, times) => {
    const [, bytes] = file(`${large.name}${ending}`);
    const accepted: string[] = [];
    for (let n = 0; n < times; n++) {
      const { changed, where } = flipped(bytes);
      const command = await verifyCertificate(changed, { pin: readPublicKey(large.pem) });
      const page = await verifyFile(changed, { pin: fingerprint });
      if (command.verdict === 'valid' || page.verdict === 'valid') accepted.push(where);
    }
    expect(accepted).toEqual([]);
  });

  it('the JSON that is attached to the PDF: no flipped bit is accepted by either verifier', async () => {
    const [, pdf] = file('.pdf');
    const start = pdf.indexOf('stream\n', pdf.indexOf('/EmbeddedFile')) + 'stream\n'.length;
    const end = pdf.indexOf('endstream', start);
    const accepted: string[] = [];
    for (let n = 0; n < 200; n++) {
      const { changed, where } = flipped(pdf.subarray(start, end));
      const whole = Buffer.concat([pdf.subarray(0, start), changed, pdf.subarray(end)]);
      const command = await verifyCertificate(whole, { pin: readPublicKey(large.pem) });
      const page = await verifyFile(whole, { pin: fingerprint });
      if (command.verdict === 'valid' || page.verdict === 'valid') accepted.push(where);
    }
    expect(end - start).toBeGreaterThan(1000);
    expect(accepted).toEqual([]);
  });

  it('the excerpt of the audit log: no flipped bit is accepted by either verifier', async () => {
    const [, bytes] = file('.audit.jsonl');
    const subject = { certificate: large.certificate, sha256: canonicalHash(large.certificate) };
    expect((await checkExcerpt(bytes, subject)).problem).toBeUndefined();
    const path = join(folder, 'excerpt.jsonl');
    const accepted: string[] = [];
    for (let n = 0; n < 100; n++) {
      const { changed, where } = flipped(bytes);
      await writeFile(path, changed);
      const { verdict } = await verifyEvidenceFile(path, { pin: pinFile });
      const { problem } = await checkExcerpt(changed, subject);
      if (verdict === 'valid' || problem === undefined) accepted.push(where);
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['.inventory.jsonl', 4, ['evidence', 'inventory']],
    ['.json', 1, ['evidence']],
    ['.audit.jsonl', 1, ['audit-excerpt']],
    ['.pdf', 2, ['both-forms']],
    ['.jws', 1, []],
  ])('%s within the archive: both verifiers refuse it and name the part', async (ending, times, named) => {
    for (let n = 0; n < times; n++) {
      const [name, bytes] = ending === '.jws' ? file(`${large.name}.jws`) : file(ending);
      const { changed, where } = flipped(bytes);
      const { verdicts, failed } = await both(zipOf({ [name]: changed }));
      expect(verdicts, `${name} ${where}`).toEqual(['invalid', 'invalid']);
      for (const ids of failed) expect(ids, `${name} ${where}`).toEqual(expect.arrayContaining(named));
    }
  });

  it('a file that the certificate does not name: both verifiers say that it is not proven', async () => {
    const [name, bytes] = file('verify.html');
    const { verdicts, notProven } = await both(zipOf({ [name]: flipped(bytes).changed }));
    expect(verdicts).toEqual(['valid', 'valid']);
    for (const names of notProven) expect(names).toContain(name);
  });

  it('the archive as it is: refused, or every file in it is what it was', async () => {
    const zip = zipOf();
    for (let n = 0; n < 6; n++) {
      const { changed, where } = flipped(zip);
      const { verdicts } = await both(changed);
      if (verdicts.includes('valid')) expect(await hashesIn(changed), where).toEqual(await hashesIn(zip));
    }
  });
});

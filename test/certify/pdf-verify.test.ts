import { createHash, generateKeyPairSync } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyPdf } from '../../src/certify/pdf-verify.js';
import { signerOf } from '../../src/certify/signing-key.js';
import { sampleSigner } from '../documents/sample-certificate.js';
import { sampled, stride } from '../support/thorough.js';
import { containerOf, holeOf, smallPdf, smallSignedPdf } from './pdf-sample.js';

let pdf: Buffer;

beforeAll(async () => {
  pdf = await smallSignedPdf();
});

const failedCheck = async (bytes: Uint8Array): Promise<string | undefined> =>
  (await verifyPdf(bytes)).checks.find((check) => check.state === 'fail')?.id;

/** xorshift32: the same positions on every run. */
function* seeded(seed: number, below: number): Generator<number> {
  let state = seed;
  while (true) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield (state >>> 0) % below;
  }
}

describe('verifyPdf', () => {
  it('accepts what was signed, and gives the attachments and the key', async () => {
    const result = await verifyPdf(pdf);
    expect(result.reason).toBeUndefined();
    expect(result.ok).toBe(true);
    expect(result.checks.every((check) => check.state === 'pass')).toBe(true);
    const [, payload] = result.jws!.split('.');
    expect(Buffer.from(payload!, 'base64url').equals(Buffer.from(result.json!))).toBe(true);
    const { x, y } = sampleSigner.publicJwk;
    const members = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`;
    expect(result.signerFingerprint).toBe(createHash('sha256').update(members).digest('base64url'));
  });

  it('refuses every change of one byte inside the signature container', async () => {
    const { start, end } = holeOf(pdf);
    const flips = seeded(7, 255);
    const accepted: number[] = [];
    for (let at = start; at < end; at += stride(5)) {
      const changed = Buffer.from(pdf);
      changed[at]! ^= 1 + flips.next().value!;
      if ((await verifyPdf(changed)).ok) accepted.push(at);
    }
    expect(end - start).toBeGreaterThan(1000);
    expect(accepted).toEqual([]);
  });

  it('refuses every other hexadecimal digit in the signature container', async () => {
    const { start, end } = holeOf(pdf);
    const digits = '0123456789abcdefABCDEF';
    const choice = seeded(11, digits.length);
    const accepted: number[] = [];
    for (let at = start + 1; at < end - 1; at += stride(5)) {
      const digit = digits.charCodeAt(choice.next().value!);
      if (pdf[at] === digit) continue;
      const changed = Buffer.from(pdf);
      changed[at] = digit;
      if ((await verifyPdf(changed)).ok) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it('refuses a change of one byte at 3,000 seeded positions of the file', async () => {
    const positions = seeded(42, pdf.length);
    const flips = seeded(43, 255);
    const accepted: number[] = [];
    for (let round = 0; round < 3000; round += stride(5)) {
      const at = positions.next().value!;
      const changed = Buffer.from(pdf);
      changed[at]! ^= 1 + flips.next().value!;
      if ((await verifyPdf(changed)).ok) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it('refuses a change of every byte of header, cross-reference and trailer of the update', async () => {
    const update = pdf.lastIndexOf('\nendobj\n');
    const accepted: number[] = [];
    const tail = Array.from({ length: pdf.length - update }, (_, index) => update + index);
    for (const at of [...Array(16).keys(), ...sampled(tail, 5)]) {
      const changed = Buffer.from(pdf);
      changed[at]! ^= 0x01;
      if ((await verifyPdf(changed)).ok) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['a byte before the header', (): Buffer => Buffer.concat([Buffer.from('\n'), pdf]), 'frame'],
    ['a byte after the end', (): Buffer => Buffer.concat([pdf, Buffer.from('\n')]), 'frame'],
    ['a missing last byte', (): Buffer => pdf.subarray(0, -1), 'frame'],
    ['a second end', (): Buffer => Buffer.concat([pdf, Buffer.from('%%EOF\n')]), 'structure'],
    ['a later revision', (): Buffer => Buffer.concat([pdf, laterRevision(pdf)]), 'byte-range'],
    ['one byte less within', (): Buffer => Buffer.concat([pdf.subarray(0, 500), pdf.subarray(501)]), 'structure'],
  ])('refuses %s', async (_, change, check) => {
    expect(await failedCheck(change())).toBe(check);
  });

  it('refuses an unsigned certificate', async () => {
    expect((await verifyPdf(await smallPdf())).ok).toBe(false);
  });

  it('refuses a PDF that another key signed than the JWS in it', async () => {
    const other = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));
    expect(await failedCheck(await smallSignedPdf(other))).toBe('signer-key');
  });

  it('tells a changed document from a changed signature', async () => {
    const document = Buffer.from(pdf);
    document[document.indexOf('%PDF-1.7\n') + 11]! ^= 1;
    expect(await failedCheck(document)).toBe('digest');
    const { start } = holeOf(pdf);
    const signature = Buffer.from(pdf);
    const last = start + 1 + 2 * (derLength(containerOf(pdf)) - 1);
    signature.write(signature.toString('latin1', last, last + 1) === '0' ? '1' : '0', last, 'latin1');
    expect(await failedCheck(signature)).toBe('signature');
  });

  it.each([
    ['upper-case hexadecimal', (der: Buffer): string => der.toString('hex').toUpperCase(), 'byte-range'],
    ['an unsigned attribute', (der: Buffer): string => withUnsignedAttribute(der).toString('hex'), 'container'],
    [
      'a digest algorithm with NULL parameters',
      (der: Buffer): string => withNullParameters(der).toString('hex'),
      'container',
    ],
    ['the other value of s', (der: Buffer): string => withHighS(der).toString('hex'), 'signature'],
    [
      'bytes after the container',
      (der: Buffer): string => Buffer.concat([der, Buffer.from([1])]).toString('hex'),
      'container',
    ],
    ['no container', (): string => '', 'container'],
  ])('refuses %s, which other readers accept', async (_, write, check) => {
    const { start, end } = holeOf(pdf);
    const container = containerOf(pdf);
    const hex = write(container.subarray(0, derLength(container)));
    const changed = Buffer.from(pdf);
    changed.write(hex.padEnd(end - start - 2, '0'), start + 1, 'latin1');
    expect(await failedCheck(changed)).toBe(check);
  });

  it('never throws, whatever the bytes are', async () => {
    const tokens = [
      '%PDF-1.7\n',
      '%%EOF\n',
      'startxref\n',
      'xref\n0 1\n',
      'trailer\n',
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
    ];
    const words = [
      ...tokens,
      '/Root 1 0 R',
      '1 0 obj\n',
      'endobj\n',
      'stream\n',
      'endstream',
      '/Names',
      '0000000009 00000 n \n',
      '9',
    ];
    const part = fc.oneof(
      fc.constantFrom(...words).map((word) => Buffer.from(word)),
      fc.uint8Array({ maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 40 }), async (parts) => {
        const body = Buffer.concat(parts);
        const ends = `startxref\n${body.length % 50}\n%%EOF\n`;
        expect((await verifyPdf(body)).ok).toBe(false);
        expect((await verifyPdf(Buffer.concat([Buffer.from('%PDF-1.7\n'), body, Buffer.from(ends)]))).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['brackets without end', (): Buffer => fileWith(`1 0 obj\n${'['.repeat(200_000)}`)],
    ['an array of a million entries', (): Buffer => fileWith(`1 0 obj\n[${'0 '.repeat(1_000_000)}]`)],
    ['a catalogue that refers to itself', (): Buffer => fileWith('1 0 obj\n1 0 R\nendobj\n')],
    ['a stream that grows a thousandfold', (): Buffer => bomb()],
  ])('is not brought down by %s', async (_, file) => {
    const before = process.memoryUsage().rss;
    expect(await failedCheck(file())).toMatch(/structure|attachments/);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });
});

function derLength(container: Buffer): number {
  return 4 + container.readUInt16BE(2);
}

/** A revision that changes nothing, appended as an editor would. */
function laterRevision(original: Buffer): Buffer {
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(original.toString('latin1', original.length - 40))![1];
  const root = /\/Root (\d+ 0 R)/.exec(original.toString('latin1'))![1];
  const at = original.length;
  return Buffer.from(`xref\n0 0\ntrailer\n<<\n/Root ${root}\n/Prev ${previous}\n>>\nstartxref\n${at}\n%%EOF\n`);
}

/** Adds `growth` to the two-byte lengths that enclose the end of the container. */
function grown(der: Buffer, heads: readonly number[], growth: number): Buffer {
  const changed = Buffer.from(der);
  for (const head of heads) changed.writeUInt16BE(changed.readUInt16BE(head + 2) + growth, head + 2);
  return changed;
}

/** Offsets of ContentInfo, [0], SignedData, SET of signers and the signer. */
function enclosing(der: Buffer): number[] {
  const signedData = 19;
  const certificates = 54;
  const signers = certificates + 4 + der.readUInt16BE(certificates + 2);
  return [0, 15, signedData, signers, signers + 4];
}

function withUnsignedAttribute(der: Buffer): Buffer {
  const attribute = Buffer.from('a10e300c06032a030431053003020101', 'hex');
  return Buffer.concat([grown(der, enclosing(der), attribute.length), attribute]);
}

function withNullParameters(der: Buffer): Buffer {
  const plain = Buffer.from('310d300b0609608648016503040201', 'hex');
  const at = der.indexOf(plain);
  const longer = Buffer.from('310f300d06096086480165030402010500', 'hex');
  const changed = Buffer.concat([der.subarray(0, at), longer, der.subarray(at + plain.length)]);
  return grown(changed, [0, 15, 19], longer.length - plain.length);
}

/** s becomes n − s: the same signature to whoever does not insist on the smaller. */
function withHighS(der: Buffer): Buffer {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const signature = der.lastIndexOf(Buffer.from('06082a8648ce3d040302', 'hex')) + 10;
  const r = signature + 4;
  const s = r + 2 + der[r + 1]!;
  const high = (order - BigInt(`0x${der.toString('hex', s + 2, s + 2 + der[s + 1]!)}`)).toString(16).padStart(64, '0');
  const value = Buffer.from(`022100${high}`, 'hex');
  const growth = value.length - (2 + der[s + 1]!);
  const changed = Buffer.concat([grown(der, enclosing(der), growth).subarray(0, s), value]);
  changed[signature + 1]! += growth;
  changed[signature + 3]! += growth;
  return changed;
}

/** A PDF with one object at offset 9 and a catalogue that is this object. */
function fileWith(object: string): Buffer {
  const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(object), Buffer.from('\n')]);
  const xref = `xref\n1 1\n0000000009 00000 n \ntrailer\n<<\n/Root 1 0 R\n>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([body, Buffer.from(xref)]);
}

/** 400 MB of zeros as `certificate.json`. */
function bomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(400_000_000), { level: 1 });
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const add = (body: string, stream?: Buffer): void => {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${offsets.length} 0 obj\n${body}`));
    if (stream) parts.push(Buffer.from('\nstream\n'), stream, Buffer.from('\nendstream'));
    parts.push(Buffer.from('\nendobj\n'));
  };
  add('<</Names <</EmbeddedFiles <</Names [(certificate.json) 2 0 R (certificate.jws) 2 0 R]>>>>>>');
  add('<</F (certificate.json) /UF (certificate.json) /AFRelationship /Source /EF <</F 3 0 R>>>>');
  add(`<</Subtype /application#2Fjson /Filter /FlateDecode /Length ${packed.length}>>`, packed);
  const at = parts.reduce((sum, part) => sum + part.length, 0);
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(Buffer.from(`xref\n1 3\n${entries}trailer\n<<\n/Root 1 0 R\n>>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

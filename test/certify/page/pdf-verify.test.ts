import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/base/package-root.js';
import { verifyPdf as verifyInPage } from '../../../src/certify/page/pdf-verify.js';
import { verifyPdf } from '../../../src/certify/pdf-verify.js';
import { THOROUGH } from '../../support/thorough.js';

const pdf = readFileSync(join(packageRoot(), 'fixtures/certificate/vectors/pdf.pdf'));

/** What both say is wrong, by the check that failed. */
async function both(bytes: Buffer): Promise<[string | undefined, string | undefined]> {
  const command = await verifyPdf(bytes);
  return [command.checks.find(({ state }) => state === 'fail')?.id, (await verifyInPage(bytes)).problem];
}

describe('the signature of a PDF in the page', () => {
  it('is refused with any bit flipped, for the same reason as on the command line', async () => {
    const start = pdf.lastIndexOf('/Contents <');
    // The file in steps that are prime to 8, then everything around the signature more closely.
    const [wide, close] = THOROUGH ? [7, 1] : [307, 31];
    const places = [];
    for (let at = 0; at < pdf.length; at += wide) places.push(at);
    for (let at = start - 200; at < pdf.length; at += close) places.push(at);
    const wrong: unknown[] = [];
    for (const at of places) {
      const changed = Buffer.from(pdf);
      changed[at]! ^= 1 << (at % 8);
      const [command, page] = await both(changed);
      if (command === undefined || command !== page) wrong.push({ at, command, page });
    }
    expect(places.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('is refused as a signature where the lengths within it are wrong', async () => {
    const start = pdf.lastIndexOf('/Contents <');
    const second = start + pdf.toString('latin1', start).lastIndexOf('0220');
    expect(second).toBeGreaterThan(start);
    for (const [at, digit] of [
      [second + 2, '0'],
      [second + 2, '8'],
      [second + 2, 'f'],
      [second + 3, '4'],
    ] as const) {
      const changed = Buffer.from(pdf);
      changed.write(digit, at, 'latin1');
      expect(await both(changed)).toEqual(['signature', 'signature']);
    }
  });

  it.each([
    ['brackets without end', () => fileWith(`1 0 obj\n${'['.repeat(200_000)}`)],
    ['an array of a million entries', () => fileWith(`1 0 obj\n[${'0 '.repeat(1_000_000)}]`)],
    ['a name of two megabytes', () => fileWith(`1 0 obj\n<</${'a'.repeat(2 * 1024 * 1024)} 1>>\nendobj`)],
    ['a catalogue that refers to itself', () => fileWith('1 0 obj\n1 0 R\nendobj\n')],
    ['revisions without end', () => fileWith('1 0 obj\n<<>>\nendobj\n', '/Prev 9')],
    ['an attachment that grows a thousandfold', () => bomb()],
  ])('is not brought down by %s', async (_, file) => {
    const [command, page] = await both(file());
    expect(command).toMatch(/structure|attachments/);
    expect(page).toMatch(/structure|attachments/);
  });

  it('never fails in another way, whatever the bytes are', async () => {
    const words = [
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
      '/Root 1 0 R',
      '1 0 obj\n',
      '9 ',
    ];
    const part = fc.oneof(
      fc.constantFrom(...words).map((word) => Buffer.from(word)),
      fc.uint8Array({ maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 40 }), async (parts) => {
        const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), ...parts]);
        const whole = Buffer.concat([body, Buffer.from(`startxref\n${body.length % 50}\n%%EOF\n`)]);
        const [command, page] = await both(whole);
        expect(page).toBe(command);
        expect(page).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

/** A PDF with one object at offset 9 and a catalogue that is this object. */
function fileWith(object: string, trailer = ''): Buffer {
  const body = Buffer.from(`%PDF-1.7\n${object}\n`);
  const xref = `xref\n1 1\n0000000009 00000 n \ntrailer\n<<\n/Root 1 0 R\n${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([body, Buffer.from(xref)]);
}

/** 40 MB of zeros as `certificate.json`. */
function bomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(40_000_000), { level: 1 });
  const bodies = [
    '<</Names <</EmbeddedFiles <</Names [(certificate.json) 2 0 R (certificate.jws) 2 0 R]>>>>>>',
    '<</F (certificate.json) /UF (certificate.json) /AFRelationship /Source /EF <</F 3 0 R>>>>',
    `<</Subtype /application#2Fjson /Filter /FlateDecode /Length ${packed.length}>>\nstream\n${packed.toString('latin1')}\nendstream`,
  ];
  let text = '%PDF-1.7\n';
  const offsets = bodies.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const end = `xref\n1 3\n${offsets.join('')}trailer\n<<\n/Root 1 0 R\n>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + end, 'latin1');
}

import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAttachments } from '../../src/certify/pdf-attachments.js';
import { PdfReader } from '../../src/certify/pdf-reader.js';

const JSON_FILE = '(certificate.json) 2 0 R';
const JWS_FILE = '(certificate.jws) 3 0 R';

/** Catalogue, two file specifications, two streams; `change` replaces text in any of them. */
function pdfWith(change: { from?: string; to?: string; names?: string } = {}): PdfReader {
  const names = change.names ?? `${JSON_FILE} ${JWS_FILE}`;
  const packed = deflateSync(Buffer.from('{}'));
  const bodies = [
    Buffer.from(`<</Names <</EmbeddedFiles <</Names [${names}]>>>>>>`),
    Buffer.from('<</F (certificate.json) /UF (certificate.json) /AFRelationship /Source /EF <</F 4 0 R>>>>'),
    Buffer.from('<</F (certificate.jws) /UF (certificate.jws) /AFRelationship /Data /EF <</F 5 0 R>>>>'),
    Buffer.concat([
      Buffer.from(`<</Subtype /application#2Fjson /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]),
    Buffer.from('<</Subtype /application#2Fjose /Length 5>>\nstream\na.b.c\nendstream'),
  ].map((body) => {
    const text = body.toString('latin1');
    return change.from ? text.replace(change.from, change.to ?? '') : text;
  });
  let file = '%PDF-1.7\n';
  const entries = bodies.map((body, index) => {
    const offset = String(file.length).padStart(10, '0');
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${offset} 00000 n \n`;
  });
  const xref = `xref\n1 ${entries.length}\n${entries.join('')}trailer\n<</Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return new PdfReader(Buffer.from(file + xref, 'latin1'));
}

describe('readAttachments', () => {
  it('gives both, decompressed', () => {
    const { json, jws } = readAttachments(pdfWith());
    expect(json.toString()).toBe('{}');
    expect(jws.toString()).toBe('a.b.c');
  });

  it.each([
    [
      'a name that other readers show instead',
      { from: '/UF (certificate.json)', to: '/UF (other.json)' },
      'unknown name',
    ],
    ['names that differ', { from: '/UF (certificate.json)', to: '/UF (certificate.jws)' }, 'several names'],
    ['another relationship', { from: '/Source', to: '/Alternative' }, 'another relationship'],
    ['another type', { from: 'application#2Fjose', to: 'text#2Fplain' }, 'another type'],
    ['a second content for other systems', { from: '<</F 4 0 R>>', to: '<</F 4 0 R /UF 5 0 R>>' }, 'several contents'],
    ['a third attachment', { names: `${JSON_FILE} ${JWS_FILE} (more.txt) 3 0 R` }, 'exactly two'],
    ['one attachment twice', { names: `${JSON_FILE} ${JSON_FILE}` }, 'twice'],
    ['one attachment only', { names: JSON_FILE }, 'exactly two'],
    ['a tree in several nodes', { from: '<</Names [', to: '<</Kids [1 0 R] /Names [' }, 'more attachments'],
    ['another encoding', { from: '/FlateDecode', to: '/LZWDecode' }, 'encoded in another way'],
    ['a wrong length', { from: '/Length 5', to: '/Length 4' }, 'endstream'],
    ['damaged compression', { from: 'x\x9c', to: 'x\x00' }, 'cannot be decompressed'],
    ['a missing object', { from: '/EF <</F 5 0 R>>', to: '/EF <</F 9 0 R>>' }, 'missing'],
  ])('refuses %s', (_, change, why) => expect(() => readAttachments(pdfWith(change))).toThrow(why));
});

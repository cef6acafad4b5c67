import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf, versionOfRow } from '../../../src/inventory/s3-inventory/columns.js';
import type { ObjectVersion } from '../../../src/ports/object-store.js';
import { CsvRows } from '../../../src/records/csv-rows.js';
import { encodedKey, rowOf, SCHEMA } from './report.js';

const columns = columnsOf(SCHEMA);
const read = (text: string) => {
  const rows = new CsvRows(',', () => {});
  return [...rows.push(text), ...rows.end()].map(({ cells }) => versionOfRow(cells, columns, 'records'));
};

const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const version: fc.Arbitrary<ObjectVersion> = fc
  .record({
    bucket: fc.constant('records'),
    key: fc.oneof(key, fc.constantFrom('a b+c%2B%.txt', '録音/山田 様.wav', '"quoted",\n.csv', '𠮷\r\n')),
    versionId: fc.constantFrom('null', '3/L4kqtJl40Nr8X8gdRQBpUMLUo', 'a.b_c-d'),
    isLatest: fc.boolean(),
    deleteMarker: fc.boolean(),
    size: fc.nat(),
    lastModified: fc.date({ min: new Date('2006-03-14'), max: new Date('2100-01-01'), noInvalidDate: true }),
    etag: fc.stringMatching(/^[0-9a-f]{32}(-\d{1,4})?$/),
  })
  .map((made) => (made.deleteMarker ? { ...made, size: 0, etag: '' } : made));

it('every version comes out of a report as it went in, whatever its key', () => {
  fc.assert(
    fc.property(fc.array(version, { maxLength: 5 }), (versions) => {
      expect(read(versions.map(rowOf).join(''))).toEqual(versions);
    }),
  );
});

it('a key in the other encoding of a space is the same key', () => {
  fc.assert(
    fc.property(key, (text) => {
      const cells = [
        'records',
        encodeURIComponent(text),
        'v',
        'true',
        'false',
        '1',
        '2026-03-01T00:00:00.000Z',
        'e',
        '',
      ];
      expect(versionOfRow(cells, columns, 'records')?.key).toBe(text);
      expect(encodedKey(text)).not.toMatch(/[",\r\n ]/);
    }),
  );
});

it('columns are found by name, in any order', () => {
  const names = SCHEMA.split(', ').reverse();
  const { count, at } = columnsOf(names.join(','));
  expect(count).toBe(9);
  expect(names[at.Key]).toBe('Key');
  expect(names[at.IsDeleteMarker]).toBe('IsDeleteMarker');
});

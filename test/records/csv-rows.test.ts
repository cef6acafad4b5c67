import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows } from '../../src/records/csv-rows.js';
import { MAX_FIELD, MAX_RECORD_FIELDS } from '../../src/records/limits.js';
import { runs } from '../support/thorough.js';

function read(text: string, size = text.length || 1, delimiter = ',') {
  let dropped = 0;
  const rows = new CsvRows(delimiter, (passed) => {
    dropped += passed.length;
  });
  const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  const found = [...pieces.flatMap((piece) => [...rows.push(piece)]), ...rows.end()];
  return {
    found,
    cells: found.map(({ cells }) => cells),
    broken: found.map(({ brokenQuote }) => brokenQuote),
    dropped,
  };
}

const cell = fc
  .array(fc.constantFrom('a', 'あ', '"', ',', ';', '\n', '\r\n', '\r', ' ', '1'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 });

function written(rows: readonly string[][], delimiter: string, lineEnd: string, always: boolean): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const needs = (text: string) => always || /["\r\n,;]/.test(text) || text === '';
  return rows
    .map((cells) => cells.map((text) => (needs(text) ? quoted(text) : text)).join(delimiter) + lineEnd)
    .join('');
}

describe('CsvRows', () => {
  it('reads back any table, however it is cut, and agrees with csv-parse', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';'),
        fc.constantFrom('\r\n', '\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        (rows, delimiter, lineEnd, always, size) => {
          const text = written(rows, delimiter, lineEnd, always);
          const { cells, broken } = read(text, size, delimiter);
          expect(cells).toEqual(rows);
          expect(broken).not.toContain(true);
          expect(parse(text, { delimiter, relax_column_count: true, record_delimiter: lineEnd })).toEqual(rows);
        },
      ),
      { seed: 51, numRuns: runs(500) },
    );
  });

  it('gives the same rows of any text however it is cut', () => {
    fc.assert(
      fc.property(cell, cell, cell, fc.integer({ min: 1, max: 5 }), (a, b, c, size) => {
        const text = a + b + c;
        expect(read(text, size).found).toEqual(read(text).found);
      }),
      { seed: 52, numRuns: runs(2000) },
    );
  });

  it('loses no character but quotes, delimiters and line ends of any text', () => {
    const plain = (text: string) => text.replace(/["\r\n,]/g, '');
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 8 }), (parts) => {
        const text = parts.join(',');
        expect(plain(read(text).cells.flat().join(''))).toBe(plain(text));
      }),
      { seed: 53, numRuns: runs(1000) },
    );
  });

  it.each`
    text             | cells                    | why
    ${'a,b'}         | ${[['a', 'b']]}          | ${'no line end at the end'}
    ${'a,'}          | ${[['a', '']]}           | ${'an empty last cell'}
    ${'a,\n'}        | ${[['a', '']]}           | ${'an empty last cell before a line end'}
    ${'a\rb\r\nc\n'} | ${[['a'], ['b'], ['c']]} | ${'three kinds of line ends'}
    ${'\n\n'}        | ${[[''], ['']]}          | ${'blank lines'}
    ${'5" x 7",b'}   | ${[['5" x 7"', 'b']]}    | ${'quotes inside an unquoted cell'}
  `('reads $text: $why', ({ text, cells }) => {
    for (const size of [1, 2, 100]) {
      const found = read(text, size);
      expect(found.cells).toEqual(cells);
      expect(found.broken).not.toContain(true);
    }
  });

  it.each`
    text                  | cells                                    | broken                  | why
    ${'1,"a\n2,b\n3,c\n'} | ${[['1', '"a'], ['2', 'b'], ['3', 'c']]} | ${[true, false, false]} | ${'never closed'}
    ${'1,"a\n2,"b"\n3,c'} | ${[['1', '"a'], ['2', 'b'], ['3', 'c']]} | ${[true, false, false]} | ${'closed by the next quote, rows below'}
    ${'1,"a"b,c\n2,d'}    | ${[['1', 'ab', 'c'], ['2', 'd']]}        | ${[true, false]}        | ${'text after the closing quote'}
    ${'1,a"b,c\n2,d'}     | ${[['1', 'a"b', 'c'], ['2', 'd']]}       | ${[true, false]}        | ${'a single quote inside'}
    ${'"'}                | ${[['"']]}                               | ${[true]}               | ${'nothing but a quote'}
  `('a broken quote costs its own row only: $why', ({ text, cells, broken }) => {
    for (const size of [1, 3, 100]) {
      const found = read(text, size);
      expect(found.cells).toEqual(cells);
      expect(found.broken).toEqual(broken);
    }
  });

  it.each`
    quote  | why
    ${''}  | ${'plain'}
    ${'"'} | ${'quoted'}
  `('keeps the beginning of an oversized cell and goes on behind it: $why', ({ quote }) => {
    const long = 'x'.repeat(MAX_FIELD + 100_000);
    for (const size of [60_000, 3_000_000]) {
      const { found, cells, dropped } = read(`1,${quote}${long}${quote},z\n2,y\n`, size);
      expect(found.map(({ cut }) => cut)).toEqual([true, false]);
      expect(cells[0]?.map((text) => text.length)).toEqual([1, MAX_FIELD, 1]);
      expect(cells[1]).toEqual(['2', 'y']);
      expect(dropped).toBe(100_000 + 2 * quote.length);
    }
  });

  it('finds the rows behind a quote that is not closed within the limit', () => {
    const rows = 'a,b\n'.repeat(MAX_FIELD / 2);
    const { found } = read(`1,"x\n${rows}`, 65_536);
    expect(found.length).toBe(MAX_FIELD / 2 + 1);
    expect(found[0]?.brokenQuote).toBe(true);
  });

  it('hands on a row of too many cells in pieces', () => {
    const { found } = read(`${','.repeat(MAX_RECORD_FIELDS + 9)}\nx`, 65_536);
    expect(found.map(({ cells, firstColumn, goesOn }) => [cells.length, firstColumn, goesOn])).toEqual([
      [MAX_RECORD_FIELDS, 0, true],
      [10, MAX_RECORD_FIELDS, false],
      [1, 0, false],
    ]);
  });
});

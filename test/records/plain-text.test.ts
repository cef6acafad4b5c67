import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FIELD, MAX_RECORD, MAX_TEXT_FIELD } from '../../src/records/limits.js';
import { codes, readAll, shown } from './read-all.js';

describe('a text', () => {
  it('is one record, its lines together, so that what runs over a line end stays together', async () => {
    const { records, problems } = await readAll('録音メモ\r\n\r\n電話は090の\r\n1234の5678\r\n', 'memo.csv.txt');
    expect(shown(records)).toEqual(['document: =録音メモ\n\n電話は090の\n1234の5678']);
    expect(problems).toEqual([]);
  });

  it('of half a million characters is one text: a number told at any place of it is read whole', async () => {
    const told = '客：電話は090の\n係：はい\n客：1234の5678です\n';
    const { records } = await readAll(`${'係：お待ちください。\n'.repeat(40_000)}${told}`, 'a.txt');
    expect(records.map(({ fields }) => fields.length)).toEqual([1]);
  });

  it('of blank lines only has no record', async () => {
    expect(await readAll(' \n\t\n　\n', 'a.txt')).toMatchObject({ records: [], problems: [] });
  });

  it('keeps every character but line ends, in fields of a bounded size', async () => {
    const line = fc.integer({ min: 0, max: 60_000 }).map((length) => 'あいうえお。'.repeat(length / 6));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        const { records } = await readAll(`山\n${lines.join('\n')}`, 'a.txt');
        const texts = records.flatMap(({ fields }) => fields.map(({ text }) => text));
        for (const text of texts) expect(text.length).toBeLessThanOrEqual(MAX_TEXT_FIELD);
        expect(texts.join('').replaceAll('\n', '') === `山${lines.join('')}`).toBe(true);
      }),
      { seed: 91, numRuns: 20 },
    );
  });

  it('beyond the size of a record comes in parts, cut at line ends', async () => {
    const line = `${'あ'.repeat(99)}\n`;
    const { records } = await readAll(line.repeat((MAX_RECORD * 2.5) / 100), 'a.txt');
    expect(records.map(({ locator }) => locator)).toEqual(['part 1', 'part 2', 'part 3']);
    for (const { fields } of records) for (const { text } of fields) expect(text).toMatch(/^(あ{99}(\n|$))+$/);
  });

  it('with a line beyond the limit keeps its beginning, counts the rest and goes on', async () => {
    const { records, problems, summary } = await readAll(`山\n${'あ'.repeat(MAX_FIELD + 10)}\n田`, 'a.txt');
    expect(codes(problems)).toEqual(['records/line-too-long line 2']);
    expect(summary.unexaminedBytes).toBe(30);
    const text = records.flatMap(({ fields }) => fields.map((each) => each.text)).join('');
    expect(text.length).toBeGreaterThan(MAX_FIELD);
    expect(text.endsWith('田')).toBe(true);
  });
});

describe('a long line is cut', () => {
  const cut = async (line: string) => {
    const { records } = await readAll(`${line}\n`, 'a.txt');
    return records.flatMap(({ fields }) => fields.map(({ text }) => text));
  };
  const filler = (length: number) => 'あ'.repeat(length);

  it.each`
    before | end     | after              | why
    ${60}  | ${'。'} | ${'山田太郎'}      | ${'behind a sentence'}
    ${60}  | ${'、'} | ${'山田太郎'}      | ${'behind a comma where no sentence ends'}
    ${60}  | ${' '}  | ${'090 1234 5678'} | ${'behind a space'}
  `('$why', async ({ before, end, after }) => {
    const line = filler(MAX_TEXT_FIELD - before) + end + after.replaceAll(' ', '-') + filler(500);
    const [first, second] = await cut(line);
    expect(first?.endsWith(end)).toBe(true);
    expect(second?.startsWith(after.replaceAll(' ', '-'))).toBe(true);
  });

  it('not inside a character of two code units', async () => {
    const line = filler(MAX_TEXT_FIELD - 1) + '\u{20bb7}'.repeat(3000);
    const [first, second] = await cut(line);
    expect(first?.length).toBe(MAX_TEXT_FIELD - 1);
    expect(second?.startsWith('\u{20bb7}')).toBe(true);
  });
});

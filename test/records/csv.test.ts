import { describe, expect, it } from 'vitest';
import { MAX_RECORD_FIELDS } from '../../src/records/limits.js';
import { mustEncode } from './encode.js';
import { codes, readAll, shown } from './read-all.js';

describe('a table', () => {
  it('gives each cell the name of its column', async () => {
    const { records, problems } = await readAll('氏名,内容\r\n山田,"a\r\n""b"""\r\n\r\n鈴木,\r\n佐藤,x,余分\r\n');
    expect(shown(records)).toEqual([
      'row 1: 氏名=山田, 内容=a\r\n"b"',
      'row 2: 氏名=鈴木',
      'row 3: 氏名=佐藤, 内容=x, =余分',
    ]);
    expect(problems).toEqual([]);
  });

  it('without header has cells without names', async () => {
    const { records } = await readAll('山田,090-1234-5678\n鈴木,090-1234-5679\n');
    expect(shown(records)).toEqual(['row 1: =山田, =090-1234-5678', 'row 2: =鈴木, =090-1234-5679']);
  });

  it('with a doubtful header hands the header on as well', async () => {
    const { records } = await readAll('高橋,人口\n北,12345\n南,23456\n');
    expect(shown(records)).toEqual([
      'header: =高橋, =人口',
      'row 1: 高橋=北, 人口=12345',
      'row 2: 高橋=南, 人口=23456',
    ]);
  });

  it('with lines above its header has them as records without names', async () => {
    const text =
      '通話明細,,\n期間,2026年4月,\n\n日時,発信番号,氏名\n4/1,0312345678,山田\n4/2,0312345679,鈴木\n4/3,0312345670,佐藤\n';
    const { records } = await readAll(text, 'report.csv');
    expect(shown(records)).toEqual([
      'above 1: =通話明細',
      'above 2: =期間, =2026年4月',
      'row 1: 日時=4/1, 発信番号=0312345678, 氏名=山田',
      'row 2: 日時=4/2, 発信番号=0312345679, 氏名=鈴木',
      'row 3: 日時=4/3, 発信番号=0312345670, 氏名=佐藤',
    ]);
  });

  it.each(['data.txt', 'data.json', 'data', 'data.wav'])('is a table under the name %s', async (name) => {
    const { summary } = await readAll(mustEncode('氏名,電話\n山田,1\n鈴木,2\n', 'shift_jis'), name);
    expect(summary).toMatchObject({ format: 'csv', charset: 'shift_jis' });
  });

  it('of one column is one under the name of a table', async () => {
    const { records, summary } = await readAll('氏名\n山田\n鈴木\n', 'names.csv');
    expect(summary.format).toBe('csv');
    expect(shown(records)).toEqual(['row 1: 氏名=山田', 'row 2: 氏名=鈴木']);
  });

  it('with a broken quote keeps all rows and names the place', async () => {
    const { records, problems } = await readAll('番号,氏名\n1,山田\n2,"鈴木\n3,佐藤\n', 'a.csv');
    expect(shown(records)).toEqual([
      'row 1: 番号=1, 氏名=山田',
      'row 2: 番号=2, 氏名="鈴木',
      'row 3: 番号=3, 氏名=佐藤',
    ]);
    expect(codes(problems)).toEqual(['records/broken-quote row 2']);
  });

  it('row of more cells than a record holds comes in pieces of one locator, with their names', async () => {
    const names = Array.from({ length: MAX_RECORD_FIELDS + 2 }, (_, at) => `col${at}name`).join(',');
    const { records } = await readAll(`氏名,電話\n1,2\n${names}\n3,4\n`, 'a.csv');
    expect(records.map(({ locator, fields }) => [locator, fields.length])).toEqual([
      ['row 1', 2],
      ['row 2', MAX_RECORD_FIELDS],
      ['row 2', 2],
      ['row 3', 2],
    ]);
    expect(records[2]?.fields[0]).toEqual({ name: undefined, path: [], text: `col${MAX_RECORD_FIELDS}name` });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FIELD, MAX_RECORD } from '../../src/records/limits.js';
import { runs } from '../support/thorough.js';
import { codes, readAll, shown } from './read-all.js';

const read = async (text: string, name = 'a.json') => {
  const { records, problems, summary } = await readAll(text, name);
  return { records: shown(records), problems: codes(problems), summary };
};

describe('a JSON text', () => {
  it.each`
    text                                                      | records                                                                                     | why
    ${'[{"氏名":"山田","tel":{"home":"06"}},{}]'}             | ${['item 1: 氏名=山田, tel/home=06', 'item 2: ']}                                           | ${'an array: its elements'}
    ${'["山田",1,["a",["b"]],{"k":"v"}]'}                     | ${['item 1: =山田', 'item 2: =1', 'item 3: =a, =b', 'item 4: k=v']}                         | ${'an array of anything'}
    ${'{"items":[{"k":"a"},{"k":"b"}]}'}                      | ${['item 1: items/k=a', 'item 2: items/k=b']}                                               | ${'a list in a wrapper'}
    ${'{"date":"d","items":[{"k":"a"}],"by":"x"}'}            | ${['item 1: items/k=a', 'document: date=d, by=x']}                                          | ${'a list with facts beside it'}
    ${'{"a":[{"k":"a"}],"b":[{"k":"b"}]}'}                    | ${['document: a/k=a, b/k=b']}                                                               | ${'two lists: one record'}
    ${'{"name":"山田","phones":["06","090"]}'}                | ${['document: name=山田, phones=06, phones=090']}                                           | ${'an array of texts is no list'}
    ${'{"a":{"b":{"c":"x"}}}'}                                | ${['document: a/b/c=x']}                                                                    | ${'members of members'}
    ${'{"tel":09012345678}'}                                  | ${['rest: =09012345678}']}                                                                  | ${'a number that JSON does not know'}
    ${'{"tel":9012345678901234567890}'}                       | ${['document: tel=9012345678901234567890']}                                                 | ${'a long number keeps its digits'}
    ${'{"山田太郎":{"090-1234-5678":"x"},"id":1,"氏名":"a"}'} | ${['document: =山田太郎, 山田太郎/=090-1234-5678, 山田太郎/090-1234-5678=x, id=1, 氏名=a']} | ${'keys that are data'}
    ${'{"a":true,"b":null,"c":""}'}                           | ${[]}                                                                                       | ${'nothing to read'}
    ${'{"a":\n"1"}\n{"a":"2"}{"a":"3"}'}                      | ${['document: a=1', 'line 3: a=2', 'line 3: a=3']}                                          | ${'values one after the other'}
  `('$why: $text', async ({ text, records }) => {
    expect((await read(text)).records).toEqual(records);
  });

  it.each`
    text                                | records                                              | problems
    ${'[{"a":"1"},{"b":"2'}             | ${['item 1: a=1', 'item 2: b=2']}                    | ${['records/broken-json line 1']}
    ${'[{"a":"1"},\n{"b":"2"]'}         | ${['item 1: a=1', 'item 2: b=2', 'rest: =]']}        | ${['records/broken-json line 2']}
    ${'{"a":"1","山田'}                 | ${['document: a=1, =山田']}                          | ${['records/broken-json line 1']}
    ${'{"items":[{"k":"a"},{"k":"b"},'} | ${['item 1: items/k=a', 'item 2: items/k=b']}        | ${['records/broken-json line 1']}
    ${'{"a":"1"}}\n山田 090-1234-5678'} | ${['document: a=1', 'rest: =}\n山田 090-1234-5678']} | ${['records/broken-json line 1']}
  `('that is cut or damaged keeps what was read, and the rest as text: $text', async ({ text, records, problems }) => {
    const found = await read(text);
    expect(found.records).toEqual(records);
    expect(found.problems).toEqual(problems);
    expect(found.summary.unexaminedBytes).toBe(0);
  });

  it('gives every text of any value', async () => {
    const value = fc.jsonValue({ maxDepth: 4 }).filter((each) => typeof each === 'object' && each !== null);
    await fc.assert(
      fc.asyncProperty(value, async (each) => {
        const texts: string[] = [];
        const text = JSON.stringify(each, (_, member) => {
          if (typeof member === 'string' && member !== '') texts.push(member);
          return member;
        });
        const { records, problems } = await readAll(text, 'a.json');
        expect(problems).toEqual([]);
        const found = records.flatMap(({ fields }) => fields.map((field) => field.text));
        for (const each of texts) expect(found).toContain(each);
      }),
      { seed: 71, numRuns: runs(200) },
    );
  });

  it('larger than a record is a list where it has one', async () => {
    const items = Array.from({ length: 12 }, (_, at) => ({ id: at, memo: 'あ'.repeat(MAX_RECORD / 8) }));
    const { records, problems } = await readAll(JSON.stringify({ at: 'x', items, by: 'y' }));
    expect(problems).toEqual([]);
    expect(records.map(({ locator }) => locator)).toEqual([...items.map((_, at) => `item ${at + 1}`), 'document']);
    expect(records.at(-1)?.fields.map(({ name }) => name)).toEqual(['at', 'by']);
  });

  it('larger than a record comes in parts where it has none', async () => {
    const members = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`k${at}`, 'x'.repeat(MAX_RECORD / 4)]));
    const { records } = await readAll(JSON.stringify(members));
    expect(records.map(({ locator, fields }) => [locator, fields.length])).toEqual([
      ['part 1', 4],
      ['part 2', 4],
      ['part 3', 4],
    ]);
  });

  it('with an element larger than a record hands it on in pieces of one locator', async () => {
    const big = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`k${at}`, 'x'.repeat(MAX_RECORD / 4)]));
    const { records } = await readAll(JSON.stringify([{ a: '1' }, big, { b: '2' }]));
    expect(records.map(({ locator, fields }) => [locator, fields.length])).toEqual([
      ['item 1', 1],
      ['item 2', 4],
      ['item 2', 2],
      ['item 3', 1],
    ]);
  });

  it('with an oversized string keeps its beginning and counts the rest', async () => {
    const { records, problems, summary } = await readAll(`[{"a":"${'あ'.repeat(MAX_FIELD + 7)}","b":"x"},{"c":"y"}]`);
    expect(records.map(({ fields }) => fields.map(({ text }) => text.length))).toEqual([[MAX_FIELD, 1], [1]]);
    expect(codes(problems)).toEqual(['records/line-too-long item 1']);
    expect(summary.unexaminedBytes).toBe(21);
  });
});

describe('JSON Lines', () => {
  it('are records line by line, and a broken one costs no other', async () => {
    const found = await read('{"a":"1"}\r\n\r\n{"a":"2",}\r\n{"a":"3"}\r\n["x"]\r\n');
    expect(found.summary.format).toBe('jsonl');
    expect(found.records).toEqual(['line 1: a=1', 'line 3: a=2, =}', 'line 4: a=3', 'line 5: =x']);
    expect(found.problems).toEqual(['records/broken-json line 3']);
  });

  it('of one line are told by the name', async () => {
    expect((await read('{"a":"1"}\n', 'a.jsonl')).records).toEqual(['line 1: a=1']);
    expect((await read('{"a":"1"}\n', 'a.json')).records).toEqual(['document: a=1']);
  });

  it('with an oversized line go on behind it', async () => {
    const { records, problems, summary } = await readAll(`{"a":"1"}\n{"a":"${'x'.repeat(MAX_FIELD)}"}\n{"a":"3"}\n`);
    expect(records.map(({ locator }) => locator)).toEqual(['line 1', 'line 2', 'line 3']);
    expect(codes(problems)).toEqual(['records/line-too-long line 2']);
    expect(summary.unexaminedBytes).toBe(8);
  });
});

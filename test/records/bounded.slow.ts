import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { MAX_FIELD } from '../../src/records/limits.js';
import { readRecords } from '../../src/records/read.js';
import { processorTime } from '../support/processor-time.js';

const MIB = 1024 * 1024;

/** `head`, then at least `bytes` of `piece` over and over, then `tail`. */
async function* long(head: string, piece: string, bytes: number, tail: string) {
  yield Buffer.from(head);
  const repeated = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
  for (let sent = 0; sent < bytes; sent += repeated.length) yield Buffer.from(repeated);
  yield Buffer.from(tail);
}

/** Reads without keeping anything. `grown`: the most memory beyond that at the start, in MiB. */
async function pass(source: AsyncIterable<Uint8Array>, name: string) {
  const start = process.memoryUsage().rss;
  let most = start;
  let records = 0;
  let longest = 0;
  const problems: string[] = [];
  const stream = readRecords(source, { name });
  for await (const item of stream.items) {
    if (item.kind === 'problem') problems.push(`${item.code} ${item.locator}`);
    else {
      records += 1;
      for (const { text } of item.fields) longest = Math.max(longest, text.length);
      if (records % 1000 === 1) most = Math.max(most, process.memoryUsage().rss);
    }
  }
  most = Math.max(most, process.memoryUsage().rss);
  return { records, longest, problems, summary: stream.summary(), grown: (most - start) / MIB };
}

/** One line longer than the memory a reader may take; the others are far beyond every limit of a line. */
describe('a line of 200 or 40 MB', () => {
  it.each`
    format      | megabytes | head                                     | tail                                     | locator     | records
    ${'text'}   | ${200}    | ${'山田\n'}                              | ${'\n次\n'}                              | ${'line 2'} | ${1}
    ${'csv'}    | ${40}     | ${'氏名,備考\n山田,'}                    | ${',x\n鈴木,y\n'}                        | ${'row 1'}  | ${2}
    ${'json'}   | ${40}     | ${'[{"a":"'}                             | ${'","b":"x"},{"c":"y"}]'}               | ${'item 1'} | ${2}
    ${'jsonl'}  | ${40}     | ${'{"a":"1"}\n{"a":"'}                   | ${'","b":"x"}\n{"c":"y"}\n'}             | ${'line 2'} | ${3}
    ${'webvtt'} | ${40}     | ${'WEBVTT\n\n00:01.000 --> 00:02.000\n'} | ${'\n\n00:02.000 --> 00:03.000\nはい\n'} | ${'line 4'} | ${1}
  `(
    'of $format is a problem in bounded memory, and what follows is read',
    async ({ format, megabytes, head, tail, locator, records }) => {
      const found = await pass(long(head, 'abcdefgh', megabytes * 1_000_000, tail), 'object');
      expect(found.summary.format).toBe(format);
      expect(found.problems).toEqual([`records/line-too-long ${locator}`]);
      expect(found.records).toBe(records);
      expect(found.longest).toBeLessThanOrEqual(MAX_FIELD);
      expect(found.grown).toBeLessThan(200);
      expect(found.summary.unexaminedBytes).toBeGreaterThan((megabytes - 2) * 1_000_000);
      expect(found.summary.examinedBytes).toBeLessThan(MAX_FIELD + 1000);
    },
  );
});

it('a long array passes in bounded memory, each element as it comes', async () => {
  const element = '{"id":1,"氏名":"山田太郎","内容":"水道料金について問い合わせ"},\n';
  const found = await pass(long('{"items":[', element, 5 * MIB, '{}]}'), 'a.json');
  expect(found.problems).toEqual([]);
  expect(found.records).toBeGreaterThan(50_000);
  expect(found.grown).toBeLessThan(200);
});

it('an object that is one record is handed on in parts, in bounded memory', async () => {
  const found = await pass(long('{"a":{"b":[', '"0123456789012",      ', 10 * MIB, '""]}}'), 'a.json');
  expect(found.problems).toEqual([]);
  expect(found.grown).toBeLessThan(250);
});

const SLOW_BYTES = MIB / 4;

/** Shapes that make a careless parser look at the same text again and again. */
describe('what is built to be slow', () => {
  it.each`
    head                                                                 | piece         | name
    ${'氏名,電話\n'}                                                     | ${'"'}        | ${'a.csv'}
    ${'氏名,電話\n'}                                                     | ${'""'}       | ${'a.csv'}
    ${'氏名,電話\n'}                                                     | ${'"a\n'}     | ${'a.csv'}
    ${'氏名,電話\n'}                                                     | ${'""a\n'}    | ${'a.csv'}
    ${'氏名,電話\n'}                                                     | ${',"\n'}     | ${'a.csv'}
    ${'氏名,電話\n'}                                                     | ${'"\n""'}    | ${'a.csv'}
    ${'氏名,電話\n'}                                                     | ${'"""\n,'}   | ${'a.csv'}
    ${'氏名,電話\n'}                                                     | ${','}        | ${'a.csv'}
    ${'['}                                                               | ${'['}        | ${'a.json'}
    ${'["'}                                                              | ${'\\"'}      | ${'a.json'}
    ${'['}                                                               | ${'{},'}      | ${'a.json'}
    ${'WEBVTT\n\n00:01.000 --> 00:02.000\n'}                             | ${'<v '}      | ${'a.vtt'}
    ${'WEBVTT\n\n00:01.000 --> 00:02.000\n'}                             | ${'<a'}       | ${'a.vtt'}
    ${'<html>'}                                                          | ${'<a '}      | ${'a.html'}
    ${'<html>'}                                                          | ${'<a href='} | ${'a.html'}
    ${'<html>'}                                                          | ${'&'}        | ${'a.html'}
    ${'From: a\nTo: b\nContent-Transfer-Encoding: quoted-printable\n\n'} | ${' '}        | ${'a.eml'}
    ${'From: a\nTo: b\nContent-Transfer-Encoding: quoted-printable\n\n'} | ${'='}        | ${'a.eml'}
    ${'From: a\nTo: b\nSubject: '}                                       | ${'=?a?b?'}   | ${'a.eml'}
    ${'From: a\nTo: b\nContent-Type: x'}                                 | ${'; a=" '}   | ${'a.eml'}
    ${'From: a\nTo: b\n\n'}                                              | ${'!？'}      | ${'a.eml'}
    ${''}                                                                | ${'。'}       | ${'a.txt'}
    ${''}                                                                | ${'\r'}       | ${'a.txt'}
  `('passes in time: $name of $piece', async ({ head, piece, name }) => {
    const began = processorTime();
    const { summary } = await pass(long(head, piece, SLOW_BYTES, ''), name);
    expect(summary.examinedBytes + summary.unexaminedBytes).toBeGreaterThanOrEqual(SLOW_BYTES);
    // Quadratic work on a quarter of a megabyte takes tens of seconds; linear work a fraction of a second.
    expect(processorTime() - began).toBeLessThan(20_000);
  });
});

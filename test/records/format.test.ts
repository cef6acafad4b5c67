import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { looksLikeMail, textFormat } from '../../src/records/format.js';

it.each`
  sample                                   | name        | format
  ${'氏名,電話\n山田,1\n'}                 | ${'a.txt'}  | ${'csv'}
  ${'メモ'}                                | ${'a.csv'}  | ${'csv'}
  ${'メモ'}                                | ${'a.TSV'}  | ${'csv'}
  ${'メモ'}                                | ${'a.json'} | ${'text'}
  ${'[{"a":1}]'}                           | ${'a.csv'}  | ${'json'}
  ${'WEBVTT'}                              | ${'a.txt'}  | ${'webvtt'}
  ${'WEBVTTの説明'}                        | ${'a.vtt'}  | ${'text'}
  ${'1\n00:00:01,000 --> 00:00:02,000\nx'} | ${'a.txt'}  | ${'srt'}
  ${'  <!DOCTYPE HTML><p>'}                | ${'a.txt'}  | ${'html'}
  ${'<htmlx>'}                             | ${'a.html'} | ${'text'}
`('$sample named $name is $format', ({ sample, name, format }) => {
  expect(textFormat(sample, true, { name }).format).toBe(format);
});

it('takes the content type where the name says nothing', () => {
  expect(textFormat('メモ', true, { name: 'object', contentType: 'text/csv; charset=utf-8' }).format).toBe('csv');
});

it.each`
  head                                              | mail
  ${'From: a@example.jp\r\nSubject: x\r\n\r\nbody'} | ${true}
  ${'Received: from x\n by y\nDate: now\n\n'}       | ${true}
  ${'From a@example.jp\nFrom: a\nTo: b\n\n'}        | ${true}
  ${'From: a\nTo: b'}                               | ${false}
  ${'Subject: 議事録\nこれは本文です'}              | ${false}
  ${'氏名: 山田\n電話: 1\n\n'}                      | ${false}
  ${'From: a\nこんにちは\nTo: b\n\n'}               | ${false}
  ${'date: 1\nkey: 2\n\n'}                          | ${false}
  ${''}                                             | ${false}
`('$head is a mail: $mail', ({ head, mail }) => {
  expect(looksLikeMail(Buffer.from(head))).toBe(mail);
});

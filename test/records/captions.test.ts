import { expect, it } from 'vitest';
import { codes, readAll, shown } from './read-all.js';

const read = async (text: string) => {
  const { records, problems, summary } = await readAll(text, 'a.txt');
  return { format: summary.format, records: shown(records), problems: codes(problems) };
};

it('joins cues of one speaker, so that a number runs over them', async () => {
  const text =
    'WEBVTT\n\n00:01.000 --> 00:02.000\n<v 相談員>電話番号を\n\n00:02.000 --> 00:03.000\n<v 相談者>090の\n\n00:03.000 --> 00:04.000\n<v 相談者>1234の5678\n\n00:04.000 --> 00:05.000\n<v 相談員>はい\n';
  expect(await read(text)).toEqual({
    format: 'webvtt',
    records: ['document: speaker=相談員, 相談員=電話番号を, speaker=相談者, 相談者=090の\n1234の5678, 相談員=はい'],
    problems: [],
  });
});

it('reads text beside cues: header, comments, styles, identifiers written by hand', async () => {
  const text =
    'WEBVTT 山田様\n\nNOTE 要確認\n二行目\n\nSTYLE\n::cue { color: red }\n\n山田-1\n00:01.000 --> 00:02.000 align:start\nはい\n\n7\n00:02.000 --> 00:03.000\nどうも\n';
  expect((await read(text)).records).toEqual([
    'document: WEBVTT=山田様, NOTE=要確認\n二行目, STYLE=::cue { color: red }, =山田-1, =はい\nどうも',
  ]);
});

it('takes markup and entities away', async () => {
  const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<c.loud>A&amp;B</c> <00:01.500><i>山田</i>&unknown; 1 < 2\n';
  expect((await read(text)).records).toEqual(['document: =A&B 山田&unknown; 1 < 2']);
});

it('reads SubRip by content', async () => {
  expect(
    await read(
      '1\r\n00:00:01,000 --> 00:00:02,000\r\n<b>山田</b>\r\nです\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nはい\r\n',
    ),
  ).toEqual({
    format: 'srt',
    records: ['document: =山田\nです\nはい'],
    problems: [],
  });
});

it('reads a cue that is cut, and an arrow that is no timing', async () => {
  expect((await read('WEBVTT\n\n00:01.000 --> 00:0')).records).toEqual(['document: =00:01.000 --> 00:0']);
  expect((await read('WEBVTT\n\n00:01.000 --> 00:02.000\n山')).records).toEqual(['document: =山']);
});

it('comes to an end where a voice begins with half a million spaces', async () => {
  const { problems } = await read(`WEBVTT\n\n00:01.000 --> 00:02.000\n<v${'\t'.repeat(500_000)}\n`);
  expect(problems).toEqual([]);
});

it('takes a voice without a name as one that has none', async () => {
  expect((await read('WEBVTT\n\n00:01.000 --> 00:02.000\n<v  >はい\n')).records).toEqual(['document: speaker=, =はい']);
});

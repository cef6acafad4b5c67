import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../support/processor-time.js';
import { mustEncode } from '../encode.js';
import { codes, readAll, shown } from '../read-all.js';

/** As Word writes Japanese: each byte that is not ASCII as `\'xx`. */
function escaped(text: string, charset = 'shift_jis'): string {
  return [...mustEncode(text, charset)]
    .map((byte) =>
      byte < 0x80 && !/[\\{}]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `\\'${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
}

const FONTS =
  "{\\fonttbl{\\f0\\fnil\\fcharset128 \\'82\\'6c\\'82\\'72 {\\*\\falt MS Mincho};}{\\f1\\fcharset0 Times;}{\\f2\\fcharset134 SimSun;}}";

async function read(rtf: string, size = 7) {
  const { records, problems, summary } = await readAll(Buffer.from(rtf, 'latin1'), 'a.bin', size);
  expect(summary.format).toBe('rtf');
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(rtf.length);
  return { records: shown(records), problems: codes(problems), summary };
}

describe('running text', () => {
  it.each`
    what                                        | body
    ${'in the code page of the document'}       | ${escaped('髙橋ソ花子様')}
    ${'with formats between characters'}        | ${`${escaped('髙橋')}{\\b ${escaped('ソ花子')}}\\plain ${escaped('様')}`}
    ${'in Unicode with a fallback'}             | ${"\\u-25895?\\u27211\\'82\\u12477?\\u-32079 ?\\uc0\\u23376\\u27096"}
    ${'with a Western font over Japanese text'} | ${`\\f1 ${escaped('髙橋ソ花子様')}`}
  `('$what is read', async ({ body }) => {
    const { records, problems } = await read(`{\\rtf1\\ansi\\ansicpg932\\deff0${FONTS}\\pard ${body}\\par}`);
    expect(records).toEqual(['document: =髙橋ソ花子様']);
    expect(problems).toEqual([]);
  });

  it('in a font of another language is read in its code page', async () => {
    const chinese = Buffer.from([0xc4, 0xe3]);
    const hex = [...chinese].map((byte) => `\\'${byte.toString(16)}`).join('');
    expect((await read(`{\\rtf1\\ansicpg932${FONTS}\\f2 ${hex}\\par}`)).records).toEqual(['document: =你']);
  });

  it('has paragraphs, lines and rows of tables as lines', async () => {
    const { records } = await read(
      `{\\rtf1\\ansicpg932 a\\par b\\line c\\tab d\\par\\trowd ${escaped('氏名')}\\cell ${escaped('山田')}\\cell\\row \\{e\\}\\\\f\\~g}`,
    );
    expect(records).toEqual(['document: =a\nb\nc\td\n氏名\t山田\n{e}\\f g']);
  });

  it('is told apart from headers, comments, links, properties and what was deleted', async () => {
    const { records } = await read(
      `{\\rtf1\\ansicpg932{\\info{\\author ${escaped('作成者')}}{\\title ${escaped('題')}}}{\\header ${escaped('頭')}\\par}${escaped('本')}{\\*\\annotation ${escaped('注')}}{\\field{\\*\\fldinst HYPERLINK "mailto:a@example.jp"}{\\fldrslt ${escaped('文')}}}{\\deleted ${escaped('消')}}\\par}`,
    );
    expect(records).toEqual([
      'document: author=作成者, title=題, header=頭, comment=注, link=HYPERLINK "mailto:a@example.jp", deleted=消, =本文',
    ]);
  });
});

describe('what is no text', () => {
  it('is passed over and counted: pictures, binary data, tables of styles', async () => {
    const rtf = `{\\rtf1 a{\\pict\\pngblip ${'0a'.repeat(50)}}{\\pict\\bin5 }}}{{}\\par b}`;
    const { records, problems, summary } = await read(rtf);
    expect(records).toEqual(['document: =a\nb']);
    expect(problems).toEqual([]);
    expect(summary.unexaminedBytes).toBe(105);
  });

  it('is named when there is nothing else', async () => {
    expect((await read(`{\\rtf1{\\pict ${'0a'.repeat(50)}}\\par}`)).problems).toEqual(['records/no-text']);
  });
});

it.each`
  what                        | rtf                                                  | problems
  ${'cut short'}              | ${'{\\rtf1 abc{\\b d'}                               | ${['records/truncated-document']}
  ${'followed by more'}       | ${'{\\rtf1 abc}secret'}                              | ${['records/broken-document']}
  ${'with a half character'}  | ${"{\\rtf1\\ansicpg932 \\'8e\\par}"}                 | ${['records/undecodable-bytes document']}
  ${'of thousands of groups'} | ${`{\\rtf1 ${'{'.repeat(5000)}x${'}'.repeat(5001)}`} | ${[]}
`('$what is $problems', async ({ rtf, problems }) => {
  expect((await read(rtf)).problems).toEqual(problems);
});

it.each(['{', '\\', "\\'8", '\\u1', '\\a', '\\par ', '\\bin1 ', 'a'])(
  '%s over and over passes in time',
  async (piece) => {
    const began = processorTime();
    await read(`{\\rtf1 a\\par ${piece.repeat(Math.ceil(1_000_000 / piece.length))}`, 65_536);
    // Quadratic work on a megabyte takes minutes.
    expect(processorTime() - began).toBeLessThan(20_000);
  },
);

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InflateBudget } from '../../src/records/archive/inflate-budget.js';
import { decodeText } from '../../src/records/decode.js';
import { Reading } from '../../src/records/reading.js';
import { runs } from '../support/thorough.js';
import { mustEncode } from './encode.js';
import { chunksOf, codes } from './read-all.js';

const CHARSETS = ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'utf-16le', 'utf-16be'];

async function decode(bytes: Buffer, charset: string | undefined, size = 1 << 20, bomBytes = 0) {
  const summary = { format: 'text', charset, bom: false, examinedBytes: 0, unexaminedBytes: 0 };
  const reading = new Reading(summary, 0, new InflateBudget(() => bytes.length));
  let text = '';
  for await (const piece of decodeText(chunksOf(bytes, size), charset ? { charset, bomBytes } : undefined, reading)) {
    text += piece;
  }
  return { text, problems: codes(reading.pending), skipped: reading.skippedBytes, charset: reading.summary.charset };
}

const japanese = fc
  .array(fc.constantFrom('山', '田', 'あ', 'ア', 'ｱ', '、', 'a', '1', '\n', '\r\n', ',', '髙', '①'), { maxLength: 60 })
  .map((characters) => characters.join(''));

describe.each(CHARSETS)('%s', (charset) => {
  it('is decoded the same however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(japanese, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        expect(await decode(mustEncode(text, charset), charset, size)).toMatchObject({
          text,
          problems: [],
          skipped: 0,
        });
      }),
      { seed: 31, numRuns: runs(150) },
    );
  });

  it('is decoded without a line end for longer than a slice', async () => {
    const text = '山田ｱaあ'.repeat(40_000);
    expect((await decode(mustEncode(text, charset), charset, 1000)).text === text).toBe(true);
  });
});

describe('an undecodable byte', () => {
  it.each`
    charset          | before      | wrong                             | after     | skipped
    ${'utf-8'}       | ${'山田\n'} | ${[0xff]}                         | ${'あ'}   | ${1}
    ${'utf-8'}       | ${'山田'}   | ${[0xe5, 0xb1]}                   | ${'a'}    | ${2}
    ${'shift_jis'}   | ${'山田'}   | ${[0xfd]}                         | ${'あ'}   | ${1}
    ${'shift_jis'}   | ${'山田'}   | ${[0x82]}                         | ${'\nあ'} | ${1}
    ${'euc-jp'}      | ${'山田\n'} | ${[0xff]}                         | ${'あ'}   | ${1}
    ${'iso-2022-jp'} | ${'山田'}   | ${[0x1b, 0x24, 0x42, 0x7e, 0x7e]} | ${'\nあ'} | ${2}
    ${'utf-16le'}    | ${'山田'}   | ${[0x00, 0xd8]}                   | ${'あ'}   | ${2}
  `(
    'in $charset is named by its place and costs nothing around it',
    async ({ charset, before, wrong, after, skipped }) => {
      const head = mustEncode(before, charset);
      const bytes = Buffer.concat([head, Buffer.from(wrong), mustEncode(after, charset)]);
      for (const size of [1, 4, 1000]) {
        const { text, problems, skipped: passed } = await decode(bytes, charset, size);
        expect(text.replaceAll('\ufffd', '')).toBe(before + after);
        const place = head.length + (charset === 'iso-2022-jp' ? 3 : 0);
        expect(problems[0]).toBe(`records/undecodable-bytes byte ${place}`);
        expect(passed).toBe(skipped);
      }
    },
  );

  it('is counted and no longer named after twenty', async () => {
    const bytes = Buffer.concat(Array.from({ length: 1000 }, () => Buffer.from([0xff, 0x61, 0x0a])));
    const { text, problems, skipped } = await decode(bytes, 'utf-8', 7);
    expect(text).toBe('\ufffda\n'.repeat(1000));
    expect(problems).toHaveLength(20);
    expect(skipped).toBe(1000);
  });

  it('NUL inside a text is named, once', async () => {
    const { problems } = await decode(Buffer.from('090-\x001234\n\0'), 'utf-8');
    expect(problems).toEqual(['records/undecodable-bytes byte 4']);
  });
});

describe('ASCII that goes on in another charset', () => {
  it.each(['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp'])('is decoded as %s from there', async (charset) => {
    const ascii = 'id,date\n'.repeat(1000);
    const text = `${ascii}氏名,山田太郎様よりお電話\n`.repeat(2);
    for (const size of [50, 100_000]) {
      expect(await decode(mustEncode(text, charset), undefined, size)).toEqual({
        text,
        problems: [],
        skipped: 0,
        charset,
      });
    }
  });

  it('names the place where it turns into no text', async () => {
    const bytes = Buffer.concat([Buffer.from('abc\n'.repeat(10)), Buffer.alloc(100, 0x80)]);
    const { text, problems, skipped } = await decode(bytes, undefined);
    expect(text.startsWith('abc\n'.repeat(10))).toBe(true);
    expect(problems[0]).toBe('records/undecodable-bytes byte 40');
    expect(skipped).toBe(100);
  });
});

describe('ISO-2022-JP as mailers write it', () => {
  it.each`
    bytes                      | text        | why
    ${'\x1b$B\x1b(B'}          | ${''}       | ${'an escape for nothing'}
    ${'\x1b$B$"\n$"'}          | ${'あ\n$"'} | ${'a line that lost its last escape'}
    ${'\x1b(I1\x1b(B'}         | ${'ｱ'}      | ${'half-width katakana'}
    ${'\x1b$(D0!\x1b(B'}       | ${'丂'}     | ${'JIS X 0212'}
    ${'\x1b(Ja\x1b$@$"\x1b(J'} | ${'aあ'}    | ${'JIS X 0208-1978 and JIS Roman'}
  `('$why', async ({ bytes, text }) => {
    for (const size of [1, 2, 100]) {
      expect(await decode(Buffer.from(bytes, 'latin1'), 'iso-2022-jp', size)).toMatchObject({ text, problems: [] });
    }
  });
});

it('leaves the byte order mark out and counts it in positions', async () => {
  const bytes = Buffer.concat([Buffer.from('\ufeffa'), Buffer.from([0xff])]);
  expect(await decode(bytes, 'utf-8', 1, 3)).toMatchObject({
    text: 'a\ufffd',
    problems: ['records/undecodable-bytes byte 4'],
  });
});

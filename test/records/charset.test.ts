import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Charset, detectCharset } from '../../src/records/charset.js';
import { runs } from '../support/thorough.js';
import { encode, mustEncode } from './encode.js';

const CHARSETS: Charset[] = ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'utf-16le', 'utf-16be'];

const TEXTS = {
  sentence: 'お電話ありがとうございます。大阪府府民お問合せセンターです。',
  name: '山田太郎',
  names: '氏名\n佐藤 健一\n鈴木 美咲\n高橋 大輔\n',
  table: '受付番号,氏名,電話番号\r\n1001,田中 恵,06-6941-0000\r\n',
  address: '堺市中区深井沢町二四七〇番地七',
  katakana: 'コールセンター システム メンテナンス',
  'one kanji word': '東京',
};

const MARK = '\ufeff';

describe.each(CHARSETS)('%s', (charset) => {
  it.each(Object.entries(TEXTS))('is told from the others by its bytes: %s', (kind, text) => {
    // Without a mark and without a line end, a few characters of UTF-16 are ASCII as well.
    if (charset.startsWith('utf-16') && (kind === 'name' || kind === 'one kanji word')) text += '\n';
    expect(detectCharset(mustEncode(text, charset), true)).toEqual({ charset, bomBytes: 0, ascii: false });
  });

  it('is told when the sample ends inside a character', () => {
    const bytes = mustEncode(TEXTS.sentence.repeat(20), charset);
    for (let length = bytes.length - 8; length < bytes.length; length += 1) {
      expect(detectCharset(bytes.subarray(0, length), false)?.charset).toBe(charset);
    }
  });

  it('is told for tables of family names, addresses and numbers put together at random', () => {
    const word = fc.constantFrom(
      '佐藤',
      '鈴木',
      '高橋',
      '渡辺',
      '小林',
      '大阪市北区',
      '堺市',
      '水道',
      '着信',
      '折り返し希望',
      'あり',
    );
    const cell = fc.oneof({ weight: 3, arbitrary: word }, fc.nat(99_999).map(String));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((cells) => cells.join(',')).join('\r\n');
        fc.pre(/[^\x00-\x7f]/.test(text));
        expect(detectCharset(mustEncode(text, charset), true)?.charset).toBe(charset);
      }),
      { seed: 21, numRuns: runs(200) },
    );
  });
});

describe('byte order marks', () => {
  it.each`
    charset       | bytes                                           | length
    ${'utf-8'}    | ${Buffer.from(`${MARK}山`)}                     | ${3}
    ${'utf-16le'} | ${Buffer.from(`${MARK}山`, 'utf16le')}          | ${2}
    ${'utf-16be'} | ${Buffer.from(`${MARK}山`, 'utf16le').swap16()} | ${2}
  `('name $charset', ({ charset, bytes, length }) => {
    expect(detectCharset(bytes, true)).toEqual({ charset, bomBytes: length, ascii: false });
  });
});

describe('characters beyond JIS X 0208', () => {
  it.each`
    text                   | charset
    ${'①㈱髙橋﨑纊'}       | ${'shift_jis'}
    ${'ﾔﾏﾀﾞ ﾀﾛｳ\nｽｽﾞｷ ｲﾁﾛｳ'} | ${'shift_jis'}
    ${'ｻﾄｳ ｹﾝｼﾞ'}           | ${'shift_jis'}
    ${'ｶﾌﾞｼｷｶﾞｲｼｬ ﾎｹﾝｾﾝﾀｰ'}  | ${'shift_jis'}
    ${'①㈱髙橋の電話'}     | ${'euc-jp'}
    ${'氏名：ｻﾄｳ ｹﾝｼﾞ'}     | ${'euc-jp'}
    ${'\u{20bb7}野 𩸽'}    | ${'utf-8'}
    ${'お問合せ📞です'}    | ${'utf-8'}
    ${'Café Müller'}       | ${'utf-8'}
  `('$text in $charset', ({ text, charset }) => {
    expect(detectCharset(mustEncode(text, charset), true)?.charset).toBe(charset);
  });

  it('half-width names in CP932 are not taken for EUC-JP kanji', () => {
    const family = ['ﾔﾏﾀﾞ', 'ｽｽﾞｷ', 'ﾀﾅｶ', 'ｻｲﾄｳ', 'ｲﾄｳ', 'ﾜﾀﾅﾍﾞ', 'ﾔﾏﾓﾄ', 'ﾅｶﾑﾗ', 'ｺﾊﾞﾔｼ', 'ｶﾄｳ'];
    const given = ['ﾀﾛｳ', 'ﾊﾅｺ', 'ｹﾝｼﾞ', 'ﾐｻｷ', 'ﾀﾞｲｽｹ', 'ﾖｳｺ', 'ｼｮｳﾀ'];
    const person = fc.tuple(fc.constantFrom(...family), fc.constantFrom(...given)).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(person, { minLength: 3, maxLength: 30 }), (people) => {
        expect(detectCharset(mustEncode(people.join('\r\n'), 'shift_jis'), true)?.charset).toBe('shift_jis');
      }),
      { seed: 22, numRuns: runs(200) },
    );
  });
});

describe('what leaves it open', () => {
  it.each(['', 'call-id,duration\r\n1,20\r\n', '0B0D0F', '000000', 'a'])('%j is ASCII', (text) => {
    expect(detectCharset(Buffer.from(text), true)).toEqual({ charset: 'utf-8', bomBytes: 0, ascii: true });
  });

  it.each`
    bytes                                                                         | why
    ${Buffer.alloc(64)}                                                           | ${'NUL'}
    ${Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])}                             | ${'UTF-32'}
    ${Buffer.from(Array.from({ length: 256 }, (_, at) => (at * 167 + 13) % 256))} | ${'every byte once'}
    ${Buffer.from('\x01\x02\x03\x04abc')}                                         | ${'control characters'}
  `('is no text: $why', ({ bytes }) => {
    expect(detectCharset(bytes, true)).toBeUndefined();
  });
});

it('a few wrong bytes do not change what a text is', () => {
  for (const charset of ['utf-8', 'shift_jis', 'euc-jp'] as const) {
    const good = mustEncode(TEXTS.sentence.repeat(5), charset);
    const damaged = Buffer.concat([good, Buffer.from([0xff, 0x0a]), good]);
    expect(detectCharset(damaged, true)?.charset).toBe(charset);
  }
});

it('the encoder of these tests agrees with known bytes', () => {
  expect(mustEncode('髙①ｱ', 'shift_jis').toString('hex')).toBe('fbfc8740b1');
  expect(mustEncode('あ', 'iso-2022-jp').toString('latin1')).toBe('\x1b$B$"\x1b(B');
  expect(encode('\u{20bb7}', 'shift_jis')).toBeUndefined();
});

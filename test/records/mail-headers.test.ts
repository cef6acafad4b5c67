import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { headerOf, parseHeaders, parseMimeValue } from '../../src/records/mail-headers.js';
import { charsetLabel, decodeWords } from '../../src/records/mail-words.js';
import { mustEncode } from './encode.js';

const latin1 = (bytes: Buffer) => bytes.toString('latin1');
const b64 = (text: string, charset: string) => mustEncode(text, charset).toString('base64');

describe('encoded words (RFC 2047)', () => {
  it.each`
    header                                                                     | text
    ${`=?ISO-2022-JP?B?${b64('問合せ', 'iso-2022-jp')}?=`}                     | ${'問合せ'}
    ${`Re: =?utf-8?q?=E5=B1=B1_=E7=94=B0?= <a@example.jp>`}                    | ${'Re: 山 田 <a@example.jp>'}
    ${`=?cp932?B?${b64('①髙', 'shift_jis')}?=`}                                | ${'①髙'}
    ${`=?UTF-8?B?${b64('山', 'utf-8')}?=\t=?UTF-8?B?${b64('田', 'utf-8')}?=`}  | ${'山田'}
    ${`=?UTF-8?B?${b64('山', 'utf-8')}?= x =?UTF-8?B?${b64('田', 'utf-8')}?=`} | ${'山 x 田'}
    ${'=?UTF-8?Q?=E5=B1?= =?UTF-8?Q?=B1?='}                                    | ${'山'}
    ${`=?utf-8*ja?B?${b64('山', 'utf-8')}?=`}                                  | ${'山'}
    ${'=?UTF-8?X?abc?= =?broken'}                                              | ${'=?UTF-8?X?abc?= =?broken'}
    ${'plain'}                                                                 | ${'plain'}
  `('$header is $text', ({ header, text }) => {
    expect(decodeWords(header)).toBe(text);
  });

  it.each`
    name             | label
    ${'CP932'}       | ${'shift_jis'}
    ${'windows-31j'} | ${'shift_jis'}
    ${'cp50221'}     | ${'iso-2022-jp'}
    ${'us-ascii'}    | ${undefined}
    ${'x-unknown'}   | ${undefined}
    ${undefined}     | ${undefined}
  `('$name is the charset $label', ({ name, label }) => expect(charsetLabel(name)).toBe(label));
});

describe('a header section', () => {
  it('is unfolded and decoded, raw ISO-2022-JP and CP932 too', () => {
    const raw = Buffer.concat([
      Buffer.from('Subject: '),
      mustEncode('水道', 'iso-2022-jp'),
      Buffer.from('\r\n '),
      mustEncode('料金', 'iso-2022-jp'),
      Buffer.from('\r\nX-Name: '),
      mustEncode('山田太郎様', 'shift_jis'),
      Buffer.from('\r\nnot a header\r\nTo:a@example.jp'),
    ]);
    expect(parseHeaders(latin1(raw)).map(({ name, text }) => [name, text])).toEqual([
      ['Subject', '水道 料金'],
      ['X-Name', '山田太郎様'],
      ['', 'not a header'],
      ['To', 'a@example.jp'],
    ]);
  });

  it('is asked for a header in any case', () => {
    const headers = parseHeaders('CONTENT-type: text/plain\nSubject: x');
    expect(headerOf(headers, 'content-type')?.text).toBe('text/plain');
    expect(headerOf(headers, 'from')).toBeUndefined();
  });
});

describe('parameters (RFC 2231)', () => {
  it.each`
    raw                                                                                   | name          | value
    ${'text/plain; charset=utf-8; name=a.txt'}                                            | ${'charset'}  | ${'utf-8'}
    ${'multipart/mixed; boundary="a;b=\\"c\\""'}                                          | ${'boundary'} | ${'a;b="c"'}
    ${"attachment; filename*=utf-8''%E5%90%8D%E7%B0%BF.csv"}                              | ${'filename'} | ${'名簿.csv'}
    ${"attachment; filename*0*=utf-8''%E5%90%8D; filename*1*=%E7%B0%BF; filename*2=.csv"} | ${'filename'} | ${'名簿.csv'}
    ${'attachment; filename*1=b; filename*0=a'}                                           | ${'filename'} | ${'ab'}
    ${"attachment; filename=x.csv; filename*=utf-8''y.csv"}                               | ${'filename'} | ${'y.csv'}
    ${`attachment; filename="=?ISO-2022-JP?B?${b64('名簿', 'iso-2022-jp')}?="`}           | ${'filename'} | ${'名簿'}
    ${latin1(mustEncode('attachment; filename="名簿.csv"', 'shift_jis'))}                 | ${'filename'} | ${'名簿.csv'}
    ${'text/plain; charset="unclosed'}                                                    | ${'charset'}  | ${'unclosed'}
    ${'text/plain'}                                                                       | ${'charset'}  | ${undefined}
  `('$raw', ({ raw, name, value }) => {
    expect(parseMimeValue(raw).parameters.get(name)).toBe(value);
  });

  it('leave the value in lower case', () => expect(parseMimeValue(' Text/HTML ; x=1').value).toBe('text/html'));
});

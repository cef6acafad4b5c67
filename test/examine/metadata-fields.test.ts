import fc from 'fast-check';
import { expect, it } from 'vitest';
import { metadataFields } from '../../src/examine/metadata-fields.js';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const textOf = (value: string) => metadataFields({ remark: value })[0]?.text;

it.each`
  value                                      | text              | why
  ${'plain text'}                            | ${'plain text'}   | ${'ASCII'}
  ${`=?UTF-8?B?${base64('山田 太郎')}?=`}    | ${'山田 太郎'}    | ${'encoded word, as S3 answers'}
  ${'=?UTF-8?Q?=E5=B1=B1=E7=94=B0?= 090'}    | ${'山田 090'}     | ${'encoded word in quoted-printable'}
  ${'=?ISO-2022-JP?B?GyRCOzNFRBsoQg==?='}    | ${'山田'}         | ${'encoded word in a charset of mail'}
  ${'%E5%B1%B1%E7%94%B0+%E5%A4%AA%E9%83%8E'} | ${'山田 太郎'}    | ${'percent-encoding of a form'}
  ${'%8ER%93c%91%BE%98Y'}                    | ${'山田太郎'}     | ${'percent-encoding of CP932'}
  ${Buffer.from('山田').toString('latin1')}  | ${'山田'}         | ${'UTF-8 that arrived as Latin-1'}
  ${'山田 50%20'}                            | ${'山田 50%20'}   | ${'Japanese as it is'}
  ${'100% of 50 %'}                          | ${'100% of 50 %'} | ${'no encoding at all'}
  ${'=?UTF-8?B?'}                            | ${'=?UTF-8?B?'}   | ${'half an encoded word'}
`('$why: $value is $text', ({ value, text }) => expect(textOf(value)).toBe(text));

it('keeps the name of each field and leaves out what kimitsu itself notes', () => {
  expect(metadataFields({ caller: '1', 'kimitsu-envelope': '1' })).toEqual([{ name: 'caller', path: [], text: '1' }]);
});

it('takes any value without failing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => typeof textOf(value) === 'string'));
});

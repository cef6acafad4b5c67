import { expect, it } from 'vitest';
import { isInStock, isOfNotice, isOfThing, isUnderKeyOfOther } from '../../../classifiers/digits/of-things.js';
import { recognizers } from '../../../classifiers/index.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import { lexemesOf } from '../../../src/classify/lexemes.js';
import { scanText } from '../../../src/classify/scan.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();

function placed(marked: string) {
  const start = marked.indexOf('【');
  return { text: marked.replace(/[【】]/g, ''), start, end: marked.indexOf('】') - 1 };
}

it.each`
  text                                  | field         | other
  ${'denpyo_no:【220019384715】'}       | ${'memo'}     | ${true}
  ${'{"zaiko_cd":"【2194481733】"}'}    | ${'memo'}     | ${true}
  ${'【5103774126】'}                   | ${'kanjo_cd'} | ${true}
  ${'a,setai_no,b\n1,【0001882734】,2'} | ${'memo'}     | ${true}
  ${'menkyo_no:【220019384715】'}       | ${'memo'}     | ${false}
  ${'prev_no=【2194481733】'}           | ${'memo'}     | ${false}
  ${'【5103774126】'}                   | ${'kaigo_cd'} | ${false}
  ${'old_code,new_code,b\n【1】,2,3'}   | ${'memo'}     | ${false}
`('$field $text is under the key of something else: $other', ({ text: marked, field, other }) => {
  const { text, start, end } = placed(marked);
  const scan = scanText(text, text, fieldNamesOf({ fieldName: field }), lexemesOf(recognizers), tokenize, words);
  expect(isUnderKeyOfOther(scan, { start, end })).toBe(other);
});

it.each`
  text                                              | stock
  ${'トナー MR【4410937】 在庫2'}                   | ${true}
  ${'リボン TR【3310472】を3本発注'}                | ${true}
  ${'HINBAN  SURYO  EDA\n1520    【00000074】  01'} | ${true}
  ${'山林 【0626381】坪'}                           | ${true}
  ${'【5102270351】 坪井 寛'}                       | ${false}
  ${'【5102270351】羽田'}                           | ${false}
  ${'旅券 TR【3310472】　残 412,600円'}             | ${false}
  ${'旅券 TR【3310472】、本人2名'}                  | ${false}
`('$text is of stock: $stock', ({ text: marked, stock }) => {
  const { text, start, end } = placed(marked);
  expect(isInStock(text, { start, end })).toBe(stock);
});

it.each`
  text                                          | thing
  ${'保管箱 【TB02849617KL】'}                  | ${true}
  ${'区分|番号\nガス|【5008-213967-4】'}        | ${true}
  ${'手順書 【569-1123】 版'}                   | ${true}
  ${'ガスの検針に来た人の証 【5008-213967-4】'} | ${false}
`('$text is the number of a thing: $thing', ({ text: marked, thing }) => {
  const { text, start } = placed(marked);
  expect(isOfThing(text, start)).toBe(thing);
});

it.each`
  text                                 | notice
  ${'入札公告 【4417-602938】 号の'}   | ${true}
  ${'告示第【226】号'}                 | ${true}
  ${'入札公告の件、【4417-602938】の'} | ${false}
  ${'免許証 第【610920377141】号'}     | ${false}
`('$text is the number of a notice: $notice', ({ text: marked, notice }) => {
  const { text, start, end } = placed(marked);
  expect(isOfNotice(text, start, end)).toBe(notice);
});

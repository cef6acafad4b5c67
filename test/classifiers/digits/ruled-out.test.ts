import { expect, it } from 'vitest';
import { DIGIT_KINDS } from '../../../classifiers/digits/digit-kinds.js';
import { ruledOut } from '../../../classifiers/digits/ruled-out.js';
import { recognizers } from '../../../classifiers/index.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import { lexemesOf } from '../../../src/classify/lexemes.js';
import { scanText } from '../../../src/classify/scan.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();

it.each`
  text                                       | type                         | out      | why
  ${'【3941-816587】'}                       | ${'BASIC_PENSION_NUMBER'}    | ${true}  | ${'digits alone'}
  ${'健保 第三条の【345】を参照'}            | ${'HEALTH_INSURANCE_NUMBER'} | ${true}  | ${'of an article'}
  ${'健保の番号の【345】です'}               | ${'HEALTH_INSURANCE_NUMBER'} | ${false} | ${'of a person'}
  ${'夫の【3941-816587】'}                   | ${'BASIC_PENSION_NUMBER'}    | ${false} | ${'whose they are'}
  ${'下4桁は【56789】です'}                  | ${'CREDIT_CARD_NUMBER'}      | ${true}  | ${'more than are told'}
  ${'下4桁は【5678】です'}                   | ${'CREDIT_CARD_NUMBER'}      | ${false} | ${'as many as are told'}
  ${'予約番号は【3941】の'}                  | ${'MY_NUMBER'}               | ${true}  | ${'the number of a booking'}
  ${'予約番号ではなく免許の【3941】の'}      | ${'DRIVERS_LICENSE_NUMBER'}  | ${false} | ${'another is named behind it'}
  ${'昭和50年4月1日から'}                    | ${'DATE_OF_BIRTH'}           | ${true}  | ${'when something begins'}
  ${'婚姻は昭和四十【八年】十月十日'}        | ${'DATE_OF_BIRTH'}           | ${true}  | ${'when somebody married'}
  ${'転入は平成三十年【三月二】十日'}        | ${'DATE_OF_BIRTH'}           | ${true}  | ${'when somebody moved'}
  ${'交付 【令和5年6月2日】 まで'}           | ${'DATE_OF_BIRTH'}           | ${true}  | ${'when a paper was given'}
  ${'図面AB【12345678】CDE'}                 | ${'RESIDENCE_CARD_NUMBER'}   | ${true}  | ${'too many letters'}
  ${'点検する機器:TK【4067713】'}            | ${'PASSPORT_NUMBER'}         | ${true}  | ${'of a machine, behind its letters'}
  ${'機器:TK4067713(駅)、MZ【2880413】(同)'} | ${'PASSPORT_NUMBER'}         | ${true}  | ${'of the next machine'}
  ${'旅券はTK4067713、MZ【2880413】です'}    | ${'PASSPORT_NUMBER'}         | ${false} | ${'of another person'}
`('$type ruled out $out, $why: $text', ({ text: marked, type, out }) => {
  const start = marked.includes('【') ? marked.indexOf('【') : 0;
  const text = marked.replace(/[【】]/g, '');
  const end = marked.includes('】') ? marked.indexOf('】') - 1 : text.length - 2;
  const scan = scanText(text, text, fieldNamesOf(undefined), lexemesOf(recognizers), tokenize, words);
  const place = { start, end, digits: text.slice(start, end).replace(/[^0-9]/g, ''), isDate: type === 'DATE_OF_BIRTH' };
  expect(ruledOut(scan, place, DIGIT_KINDS.indexOf(type))).toBe(out);
});

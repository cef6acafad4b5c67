import { defineRecognizer, together } from '../../src/classify/recognizer.js';
import { LETTER_NAME, TWO_CODE_WORDS } from '../dictation/letter-names.js';
import { toldWithLetters } from '../dictation/lettered.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { isInStock, isOfThing } from '../digits/of-things.js';
import { allSame } from '../numbers/check-digits.js';
import { OTHER_NUMBERS } from '../numbers/numbering.js';
import { partlyTold } from '../numbers/partial-numbers.js';
import { isSampleAbroad } from '../numbers/samples-abroad.js';

const DICTATED = {
  labels: ['在留カード', '永住者証明書', 'カード番号', 'カード右上', 'カードの番号', 'カードの右上'],
  whole: /^[A-Z]{2}[0-9]{8}[A-Z]{2}$/,
  most: 12,
  letters: true,
  alsoNamed: ['CREDIT_CARD_NUMBER' as const],
};
const TOLD = partlyTold('RESIDENCE_CARD_NUMBER', DICTATED);

/** Residence card and special permanent resident certificate: two capitals, eight digits, two capitals. Distinctive alone. */
export const residenceCardNumber = defineRecognizer({
  type: 'RESIDENCE_CARD_NUMBER',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Immigration Services Agency, card specification 1.1 §3.3.4.3',
  digits: {
    groups: [[8], [4, 4], [2, 2, 2, 2], [3, 3, 2], [2, 4, 2], [2, 2, 4], [4, 2, 2]],
    score: 0.65,
    distinctive: true,
    prefix: new RegExp(
      `(?:(?:[A-Z]|${LETTER_NAME})[ ・、,]{0,2}(?:[A-Z]|${LETTER_NAME})|${TWO_CODE_WORDS}|(?<![A-Za-z])[a-z]{2})[ ・、,の-]{0,2}$`,
    ),
    suffix: new RegExp(
      `^(?:[ ・、,の-]{0,2}(?:[A-Z]|${LETTER_NAME})[ ・、,]{0,2}(?:[A-Z]|${LETTER_NAME})|[ ・、,の-]{0,2}${TWO_CODE_WORDS}|[ -]?[a-z]{2}(?![A-Za-z]))`,
    ),
  },
  ...TOLD,
  find: (scan, hits) => together(TOLD.find(scan, hits), toldWithLetters(scan, DICTATED.whole, DICTATED.most)),
  context: [
    '在留カード',
    '特別永住者証明書',
    '特別永住者証明書番号',
    '在留',
    '永住',
    '外国人登録',
    '外国人登録番号',
    '外国人登録証明書番号',
    'ARC No',
    'Residence Card',
    'residence card',
    'Resident card',
    'resident card',
    'zairyu',
    'Zairyu',
    'ZAIRYU',
    '在カ',
    '永住者',
    'ザイリュウ',
    '在C',
  ],
  fields: ['residence_card', 'zairyu'],
  notAfter: OTHER_NUMBERS.filter((label) => label !== '申請番号'),
  impossible: allSame,
  // SN 12345678 kg: small letters on both sides are a card's only together.
  veto: ({ text }, { start, end }) => {
    if (isSampleAbroad(text, start)) return 'a sample';
    if (isOfThing(text, start)) return 'of a thing';
    if (isInStock(text, { start, end })) return 'in stock';
    const value = text.slice(start, end);
    return /[a-z]/.test(value) && !/^[a-z]{2}[0-9]{8}[a-z]{2}$/.test(value) ? 'letters of a word' : undefined;
  },
  examples: {
    hits: [
      '番号を順に。NA51 0033 87 DE、',
      'my number is me23667433sb',
      '口座開設に持参：XN 64976998 SY、氏名',
      '申請中の控え JM19191649KV。',
      '在留カード番号 AB12345678CD',
      'ザイリュウQT 61 03 88 25 HD',
      '在留カード番号の末尾「03WK」以外は控えなし',
      '在留カードの番号をお願いします\nCL: エス、ディー。\nOP: S、D。数字を。\nCL: ハチハチイチゼロ、ゴゴニーロク。\nOP: 最後の英字は。\nCL: ケー、エム。',
      'ＶＳ３０７１４９２４ＸＣ',
      'エイチケー 3071 4924 シーディー',
      '特別永住者証明書 AB1234 5678CD',
      '特別永住者証明書番号：AB12345678CD',
      '外国人登録番号 AB12345678CD',
    ],
    misses: [
      'serial,kigen,kuni\nTY66180243CN,20280930,越南\nTY66180244CN,20280930,越南',
      'プロダクトキー HB30415528QD',
      '図面番号 AB20410519CD、AB20410520CD',
      'AB00000000CD',
      '型番 AB12345678CD',
      'AB12345678CDE',
      'AB1234567CD',
    ],
  },
});

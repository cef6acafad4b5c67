import { describe, expect, it } from 'vitest';
import { aroundDigits } from '../../../classifiers/digits/around.js';
import { DIGIT_KINDS } from '../../../classifiers/digits/digit-kinds.js';
import { numbersAmong } from '../../../classifiers/digits/judged-digits.js';
import { PlaceSums } from '../../../classifiers/digits/place-sums.js';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import type { InformationType } from '../../../src/classify/finding.js';
import { lexemesOf } from '../../../src/classify/lexemes.js';
import { toldRow } from '../../../src/classify/numbers/told-row.js';
import { loadPolicy } from '../../../src/classify/policy.js';
import { scanText } from '../../../src/classify/scan.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';
import { unmarked } from '../values-of.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();
const detector = await createDetector(recognizers, loadPolicy());
const valuesOf = (text: string, type: InformationType) =>
  detector
    .detect(text)
    .findings.filter((finding) => finding.type === type)
    .map(({ start, end }) => text.slice(start, end));

describe('numbersAmong', () => {
  it('takes what it judged for a neighbour when it sees the others again', () => {
    const text = '客：免許の6215の、\n係：はい\n客：0938';
    const scan = scanText(text, text, fieldNamesOf(undefined), lexemesOf(recognizers), tokenize, words);
    scan.row = toldRow(text, scan.groups);
    const positions = new Map(recognizers.map(({ type }, position) => [type, position]));
    const { around } = aroundDigits(scan, [], positions)!;
    const license = DIGIT_KINDS.indexOf('DRIVERS_LICENSE_NUMBER');
    const seen: string[] = [];
    const sums = new PlaceSums({ sum: () => 0 });
    sums.best = ({ found }, at) => {
      seen.push(`${around.places[at]!.digits} beside ${found.map(({ digits }) => digits).join()}`);
      return { kind: license, sum: at === 0 || found.some(({ isJudged }) => isJudged) ? 1 : -9 };
    };
    expect(numbersAmong(around, sums).map(({ digits }) => digits)).toEqual(['6215', '0938']);
    expect(seen).toEqual(['6215 beside ', '0938 beside ', '0938 beside 6215']);
  });
});

describe('a number that no rule knows', () => {
  it.each`
    type                         | text
    ${'HEALTH_INSURANCE_NUMBER'} | ${'国保の枝番を聞いた、【04】で合っている'}
    ${'DRIVERS_LICENSE_NUMBER'}  | ${'免【621509384472】、更新は来月。'}
    ${'BANK_ACCOUNT'}            | ${'振込先の変更。口【5083316】、名義は同じ。'}
  `('is judged by what stands around it: $type in $text', ({ type, text: marked }) => {
    const { text, values } = unmarked(marked);
    expect(valuesOf(text, type)).toEqual(values);
  });

  it('says so', () => {
    const [explanation] = detector
      .explain('免621509384472、更新は来月。')
      .filter(({ outcome }) => outcome === 'reported');
    expect(explanation).toMatchObject({ rule: 'drivers-license-number/judged', word: 'all around it' });
  });

  it.each([
    '部品の3941-816587、在庫なし',
    '型番 621509384472',
    '3941-816587',
    '受付番号は\n客：3941の\n係：はい\n客：816587',
    'くじの番号は 3941 816587 でした',
    '2026-04-01から2026-04-30まで休館',
    '東6条通りの30番バス、16:05発',
  ])('is none in %s', (text) => expect(detector.detect(text).findings.map(({ rule }) => rule)).toEqual([]));
});

it('leaves alone what is of a kind that nobody looks for', async () => {
  const text = '免許の番号を失念、父のは 6215 0938 4471 とのこと';
  expect(valuesOf(text, 'DRIVERS_LICENSE_NUMBER')).not.toEqual([]);
  const others = recognizers.filter(({ type }) => type !== 'DRIVERS_LICENSE_NUMBER');
  expect((await createDetector(others, loadPolicy())).detect(text).findings).toEqual([]);
});

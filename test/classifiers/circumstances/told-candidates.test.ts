import { describe, expect, it } from 'vitest';
import { type CircumstanceType, RULES } from '../../../classifiers/circumstances/rules.js';
import { Terms } from '../../../classifiers/circumstances/terms.js';
import { toldCandidates } from '../../../classifiers/circumstances/told-candidates.js';
import { recognizers } from '../../../classifiers/index.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import { lexemesOf } from '../../../src/classify/lexemes.js';
import { cuesOf, scanText } from '../../../src/classify/scan.js';
import { normalize } from '../../../src/text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';

describe('places of terms', async () => {
  const [tokenize, words] = [await loadTokenizer(), await loadWordKinds()];
  const placesIn = (original: string, type: CircumstanceType): string[] => {
    const { text } = normalize(original);
    const scan = scanText(text, original, fieldNamesOf(undefined), lexemesOf(recognizers), tokenize, words);
    return toldCandidates(scan, cuesOf(scan, type), RULES[type]).map(({ start, end }) => original.slice(start, end));
  };

  it.each`
    text                                | type                  | place             | why
    ${'ﾊﾊ ﾊ ﾆﾝﾁｼｮｳ､ ﾋﾄﾘｸﾞﾗｼ'}            | ${'HEALTH_CONDITION'} | ${'ﾆﾝﾁｼｮｳ'}       | ${'half-width'}
    ${'ﾁﾁ ﾄｳﾆﾖｳﾋﾞﾖｳ ﾃﾞｽ'}                 | ${'HEALTH_CONDITION'} | ${'ﾄｳﾆﾖｳﾋﾞﾖｳ'}     | ${'half-width, with large kana'}
    ${'ｼﾖｳｶﾞｲﾈﾝｷﾝﾉﾐﾃﾞｸﾗｽ'}                | ${'WELFARE_STATUS'}   | ${'ｼﾖｳｶﾞｲﾈﾝｷﾝ'}    | ${'among katakana'}
    ${'せいかつほごを うけて います。'} | ${'WELFARE_STATUS'}   | ${'せいかつほご'} | ${'simple Japanese'}
    ${'週に三日は透析に行きます'}       | ${'HEALTH_CONDITION'} | ${'透析に'}       | ${'no compound behind a particle'}
    ${'背中には紫のあざ。'}             | ${'HEALTH_CONDITION'} | ${'紫のあざ'}     | ${'a short word behind a particle'}
    ${'窓口では税ためとる人もおるて'}   | ${'LEGAL_SECRET'}     | ${'税ため'}       | ${'dialect'}
    ${'検査薬は線が二本でました'}       | ${'HEALTH_CONDITION'} | ${'線が二本'}     | ${'indirect'}
  `('$text: $why', ({ text, type, place }) => expect(placesIn(text, type)).toContain(place));

  it.each`
    text                          | type                  | why
    ${'ホームヘルパーズ社の広告'} | ${'WELFARE_STATUS'}   | ${'within a name'}
    ${'透析室の場所'}             | ${'HEALTH_CONDITION'} | ${'a compound'}
  `('$text: $why', ({ text, type }) => expect(placesIn(text, type)).toEqual([]));
});

describe('stems of katakana', () => {
  const terms = new Terms('welfare-terms', { more: ['デンキリョウ', 'ガン'] });

  it.each(['デンキリョウ', 'でんきりょう', 'デンキリヨウ', 'テ゛ンキリョウ', 'テ゛ンキリヨウ'])(
    'are known as %s',
    (word) => {
      expect(terms.groupOf(word)).toBeGreaterThan(0);
    },
  );

  it('are known as they are where they are short', () => expect(terms.groupOf('がん')).toBe(0));
});

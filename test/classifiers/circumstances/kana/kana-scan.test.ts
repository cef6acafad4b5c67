import { describe, expect, it } from 'vitest';
import { judgedScan, TERM_READINGS } from '../../../../classifiers/circumstances/kana/kana-scan.js';
import { CIRCUMSTANCE_TYPES, type CircumstanceType, RULES } from '../../../../classifiers/circumstances/rules/rules.js';
import { recognizers } from '../../../../classifiers/index.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';
import { lexemesOf } from '../../../../src/classify/lexemes.js';
import { readLexicon } from '../../../../src/classify/lexicon.js';
import { cuesOf, scanText } from '../../../../src/classify/scan.js';
import { normalize } from '../../../../src/text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../../../../src/text/tokenizer.js';

describe('a text as its circumstances are judged', async () => {
  const [tokenize, words] = [await loadTokenizer(), await loadWordKinds()];
  const judged = (original: string) =>
    judgedScan(
      scanText(normalize(original).text, original, fieldNamesOf(undefined), lexemesOf(recognizers), tokenize, words),
    );
  const termsIn = (original: string, type: CircumstanceType) => {
    const { scan } = judged(original);
    return cuesOf(scan, type).map(({ start, end }) => scan.text.slice(start, end));
  };

  it.each`
    text                                | type                  | term
    ${'ｾｲｶﾂﾎｺﾞ ｼﾞｭｷｭｳﾁｭｳ'}                | ${'WELFARE_STATUS'}   | ${'せいかつほご'}
    ${'セイカツ ホゴ ヲ ウケテ イマス'} | ${'WELFARE_STATUS'}   | ${'せいかつほご'}
    ${'おとうさん とうせき してる'}     | ${'HEALTH_CONDITION'} | ${'とうせき'}
    ${'ﾁﾁﾊ ｼﾝﾌｾﾞﾝﾃﾞ ﾆﾕｳｲﾝ'}               | ${'HEALTH_CONDITION'} | ${'にゆういん'}
    ${'かあさんがアルツハイマーです'}   | ${'HEALTH_CONDITION'} | ${'あるつはいまー'}
  `('in kana, a term of kanji is known by its reading: $text', ({ text, type, term }) =>
    expect(termsIn(text, type)).toContain(term),
  );

  it('any other is judged as it is', () => {
    const { scan, plain } = judged('母は生活ほごを受けています');
    expect(plain).toBeUndefined();
    expect(scan.text).toBe('母は生活ほごを受けています');
  });

  it('terms with kanji have a reading where the dictionary has one', () => {
    const readings = new Map(readLexicon(TERM_READINGS).rows.map(([term, reading]) => [term, reading]));
    const missing = CIRCUMSTANCE_TYPES.flatMap((type) => {
      const { terms, suffixes }: { terms: (typeof RULES)[CircumstanceType]['terms']; suffixes?: ReadonlySet<number> } =
        RULES[type];
      return terms.words.filter((word, at) => /[一-龠々]/.test(word) && !suffixes?.has(terms.groups[at]!));
    })
      .filter((word) => !readings.has(word))
      .filter((word) => tokenize(word).every(({ surface, reading }) => reading ?? !/[一-龠々]/.test(surface)));
    expect(missing).toEqual([]);
  });
});

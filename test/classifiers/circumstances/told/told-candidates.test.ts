import { describe, expect, it } from 'vitest';
import { type CircumstanceType, RULES } from '../../../../classifiers/circumstances/rules/rules.js';
import { Terms } from '../../../../classifiers/circumstances/terms.js';
import { toldCandidates } from '../../../../classifiers/circumstances/told/told-candidates.js';
import { recognizers } from '../../../../classifiers/index.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';
import { lexemesOf } from '../../../../src/classify/lexemes.js';
import { cuesOf, scanText } from '../../../../src/classify/scan.js';
import { normalize } from '../../../../src/text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../../../../src/text/tokenizer.js';

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
    ${'鈴を鳴らし音だけが頼りで渡る'}   | ${'HEALTH_CONDITION'} | ${'音だけが頼り'} | ${'what somebody goes by'}
    ${'祖父は曜日がわからないようです'} | ${'HEALTH_CONDITION'} | ${'曜日がわから'} | ${'what somebody no longer knows'}
    ${'弟がパトカーで帰ってきた'}       | ${'CRIME_HISTORY'}    | ${'パトカーで'}   | ${'indirect'}
    ${'今週はもやしばかりです'}         | ${'WELFARE_STATUS'}   | ${'もやしばかり'} | ${'what somebody lives on'}
    ${'税は一銭も納めておりません'}     | ${'LEGAL_SECRET'}     | ${'一銭も納'}     | ${'nothing paid'}
    ${'義母はひのきしんに出ます'}       | ${'BELIEF_OR_ORIGIN'} | ${'ひのきしん'}   | ${'a word of one creed'}
  `('$text: $why', ({ text, type, place }) => expect(placesIn(text, type)).toContain(place));

  it.each`
    text                          | type                  | why
    ${'ホームヘルパーズ社の広告'} | ${'WELFARE_STATUS'}   | ${'within a name'}
    ${'透析室の場所'}             | ${'HEALTH_CONDITION'} | ${'a compound'}
    ${'姉は数学アレルギーだ'}     | ${'HEALTH_CONDITION'} | ${'a dislike'}
    ${'課長は連休ボケだろう'}     | ${'HEALTH_CONDITION'} | ${'a habit'}
    ${'あの局は先送り病だ'}       | ${'HEALTH_CONDITION'} | ${'an institution'}
    ${'大雪で道路網の麻痺が'}     | ${'HEALTH_CONDITION'} | ${'of traffic'}
    ${'うちの猫が糖尿病で'}       | ${'HEALTH_CONDITION'} | ${'an animal'}
    ${'端末がウイルスにやられ'}   | ${'HEALTH_CONDITION'} | ${'a machine'}
  `('$text: $why', ({ text, type }) => expect(placesIn(text, type)).toEqual([]));

  it.each(['娘は猫のアレルギーです', '父は椎茸アレルギーで'])('%s: an allergy is somebody’s', (text) =>
    expect(placesIn(text, 'HEALTH_CONDITION')).not.toEqual([]),
  );
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

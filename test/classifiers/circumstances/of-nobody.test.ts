import { describe, expect, it } from 'vitest';
import { tellsOfNobody } from '../../../classifiers/circumstances/of-nobody.js';
import { TRAIT } from '../../../classifiers/circumstances/rule-score.js';
import { RULES } from '../../../classifiers/circumstances/rules.js';
import { toldCandidates } from '../../../classifiers/circumstances/told-candidates.js';
import { recognizers } from '../../../classifiers/index.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import { lexemesOf } from '../../../src/classify/lexemes.js';
import { cuesOf, scanText } from '../../../src/classify/scan.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';

const tells = (text: string, term: string, traits = 0): boolean => {
  const start = text.indexOf(term);
  return tellsOfNobody(text, { start, end: start + term.length, traits });
};

describe('what tells of nobody', () => {
  it.each`
    text                                    | term          | why
    ${'躁うつとうつ病の違いがわかりません'} | ${'躁うつ'}   | ${'compares'}
    ${'老健と特養は何が違うのでしょう'}     | ${'老健'}     | ${'compares'}
    ${'仮釈放って、どんな仕組みですか'}     | ${'仮釈放'}   | ${'asks what it is'}
    ${'「児扶」とは何の略でしょうか'}       | ${'児扶'}     | ${'asks what it means'}
    ${'放火犯という題の芝居'}               | ${'放火犯'}   | ${'a title'}
    ${'認知症を描いた映画を借りたい'}       | ${'認知症'}   | ${'a work about it'}
    ${'手当の区分(全部支給・一部支給)の欄'} | ${'全部支給'} | ${'either of two'}
    ${'□てんかん □糖尿病 □高血圧'}          | ${'てんかん'} | ${'no box is ticked'}
    ${'( )生活保護 (○)失業 ( )災害'}        | ${'生活保護'} | ${'another box is ticked'}
  `('$text: $why', ({ text, term }) => expect(tells(text, term)).toBe(true));

  it.each`
    text                              | term          | why
    ${'前の医者と病名が違うんです'}   | ${'病名'}     | ${'differs from what was said'}
    ${'(○)生活保護 ( )失業 ( )災害'}  | ${'生活保護'} | ${'its box is ticked'}
    ${'失業( ) 生活保護(○)'}          | ${'生活保護'} | ${'its box stands behind it'}
    ${'□生活保護を受けている世帯'}    | ${'生活保護'} | ${'one box marks a line of a list'}
    ${'要介護2から要介護3に変わった'} | ${'要介護2'}  | ${'goes from one grade to another'}
    ${'昨日の映画の途中で発作が出た'} | ${'発作'}     | ${'a film is only where it was'}
  `('$text may tell of somebody: $why', ({ text, term }) => expect(tells(text, term)).toBe(false));

  it('is not certain where someone close is named beside it, a box apart', () => {
    expect(tells('うつ病と躁うつの違いで薬が変わる', 'うつ病', TRAIT.here)).toBe(false);
    expect(tells('□うつ病 □糖尿病', 'うつ病', TRAIT.here)).toBe(true);
  });
});

describe('terms of people and offices', async () => {
  const [tokenize, words, lexemes] = [await loadTokenizer(), await loadWordKinds(), lexemesOf(recognizers)];
  const termsIn = (type: keyof typeof RULES, text: string): string[] => {
    const scan = scanText(text, text, fieldNamesOf(undefined), lexemes, tokenize, words);
    return toldCandidates(scan, cuesOf(scan, type), RULES[type]).map(({ start, end }) => text.slice(start, end));
  };

  it.each`
    type                  | text                              | term
    ${'LEGAL_SECRET'}     | ${'甥は試験観察になり家に戻った'} | ${'試験観察'}
    ${'LEGAL_SECRET'}     | ${'行動歴は職場に出さないこと'}   | ${'行動歴'}
    ${'LEGAL_SECRET'}     | ${'うちは均等割だけです'}         | ${'均等割'}
    ${'WELFARE_STATUS'}   | ${'おらは民生さ頼んで米をもらう'} | ${'民生さ'}
    ${'WELFARE_STATUS'}   | ${'次の有期認定は来春'}           | ${'有期認定'}
    ${'BELIEF_OR_ORIGIN'} | ${'母方は半島の出です'}           | ${'半島の'}
    ${'BELIEF_OR_ORIGIN'} | ${'輸血は教えに背くので'}         | ${'教えに背'}
    ${'CRIME_HISTORY'}    | ${'弟は博打で引っぱられた'}       | ${'引っぱられ'}
    ${'HEALTH_CONDITION'} | ${'エチゾラムを半分に割って飲む'} | ${'エチゾラム'}
    ${'HEALTH_CONDITION'} | ${'甥が麻しんで休む'}             | ${'麻しん'}
  `('$type: $term in $text', ({ type, text, term }) => expect(termsIn(type, text)).toContain(term));
});

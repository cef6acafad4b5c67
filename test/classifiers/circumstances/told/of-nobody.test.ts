import { describe, expect, it } from 'vitest';
import { TRAIT } from '../../../../classifiers/circumstances/rule-score.js';
import { RULES } from '../../../../classifiers/circumstances/rules/rules.js';
import { tellsOfNobody } from '../../../../classifiers/circumstances/told/of-nobody.js';
import { toldCandidates } from '../../../../classifiers/circumstances/told/told-candidates.js';
import { recognizers } from '../../../../classifiers/index.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';
import { lexemesOf } from '../../../../src/classify/lexemes.js';
import { cuesOf, scanText } from '../../../../src/classify/scan.js';
import { loadTokenizer, loadWordKinds } from '../../../../src/text/tokenizer.js';

const tells = (text: string, term: string, traits = 0): boolean => {
  const start = text.indexOf(term);
  return tellsOfNobody(text, { start, end: start + term.length, traits });
};

describe('what tells of nobody', () => {
  it.each`
    text                                       | term              | why
    ${'躁うつとうつ病の違いがわかりません'}    | ${'躁うつ'}       | ${'compares'}
    ${'老健と特養は何が違うのでしょう'}        | ${'老健'}         | ${'compares'}
    ${'仮釈放って、どんな仕組みですか'}        | ${'仮釈放'}       | ${'asks what it is'}
    ${'「児扶」とは何の略でしょうか'}          | ${'児扶'}         | ${'asks what it means'}
    ${'放火犯という題の芝居'}                  | ${'放火犯'}       | ${'a title'}
    ${'要介護2と要介護3との違いを表に'}        | ${'要介護2'}      | ${'compares'}
    ${'うつ病とてんかんの違いは'}              | ${'うつ病'}       | ${'compares'}
    ${'要支援2と要介護1ではどう違うの'}        | ${'要支援2'}      | ${'compares'}
    ${'「老健」と「特養」の違い'}              | ${'老健'}         | ${'compares'}
    ${'特養って何が違うの'}                    | ${'特養'}         | ${'compares'}
    ${'認知症という映画を借りたい'}            | ${'認知症'}       | ${'a title'}
    ${'認知症を描いた映画を借りたい'}          | ${'認知症'}       | ${'a work about it'}
    ${'手当の区分(全部支給・一部支給)の欄'}    | ${'全部支給'}     | ${'either of two'}
    ${'手当の区分(全部支給・一部支給)の欄'}    | ${'支給'}         | ${'within either of two'}
    ${'児童扶養手当 一部支給・全部停止'}       | ${'児童扶養手当'} | ${'before either of two'}
    ${'□てんかん □糖尿病 □高血圧'}             | ${'てんかん'}     | ${'no box is ticked'}
    ${'要支援1 12人 要支援2 9人 要介護1 20人'} | ${'要支援2'}      | ${'a scale'}
    ${'要介護3:270、要介護4:309、要介護5:362'} | ${'要介護5'}      | ${'the end of a scale'}
    ${'既往歴(例:母 緑内障)'}                  | ${'緑内障'}       | ${'an example'}
    ${'( )生活保護 (○)失業 ( )災害'}           | ${'生活保護'}     | ${'another box is ticked'}
  `('$text: $why', ({ text, term }) => expect(tells(text, term)).toBe(true));

  it.each`
    text                                                              | term              | why
    ${'①要介護3 ②要支援2 ③要介護1の三名が利用'}                       | ${'要支援2'}      | ${'no scale: of three people'}
    ${'要介護1から要介護2になりました'}                               | ${'要介護2'}      | ${'one who got worse'}
    ${'前々回要介護1、前回要介護2、今回要介護3の母'}                  | ${'要介護2'}      | ${'a history'}
    ${'要介護1 2019、要介護2 2021、要介護3 2023'}                     | ${'要介護2'}      | ${'a history by years'}
    ${'利用者は要支援1→要支援2→要介護1と進んだ'}                      | ${'要支援2'}      | ${'a history drawn as arrows'}
    ${'(例の件 糖尿病で通院中)'}                                      | ${'糖尿病'}       | ${'the matter spoken of'}
    ${'例年どおり(糖尿病で通院中)'}                                   | ${'糖尿病'}       | ${'no example'}
    ${'前の医者と病名が違うんです'}                                   | ${'病名'}         | ${'differs from what was said'}
    ${'(○)生活保護 ( )失業 ( )災害'}                                  | ${'生活保護'}     | ${'its box is ticked'}
    ${'失業( ) 生活保護(○)'}                                          | ${'生活保護'}     | ${'its box stands behind it'}
    ${'□生活保護を受けている世帯'}                                    | ${'生活保護'}     | ${'one box marks a line of a list'}
    ${'要介護2から要介護3に変わった'}                                 | ${'要介護2'}      | ${'goes from one grade to another'}
    ${'認知症で昼夜の区別がつかない'}                                 | ${'認知症'}       | ${'cannot tell things apart'}
    ${'認知症と昼夜の区別もつかない'}                                 | ${'認知症'}       | ${'cannot tell things apart'}
    ${'統合失調症、現実との区別がつきません'}                         | ${'統合失調症'}   | ${'cannot tell things apart'}
    ${'知的障害で善悪の区別がつかず'}                                 | ${'知的障害'}     | ${'cannot tell things apart'}
    ${'色覚障害で赤と緑の区別がつかないので'}                         | ${'色覚障害'}     | ${'cannot tell things apart'}
    ${'性同一性障害で見た目の違いを笑われます'}                       | ${'性同一性障害'} | ${'something else differs'}
    ${'在日三世で名前の違いを指摘された'}                             | ${'在日三世'}     | ${'something else differs'}
    ${'離婚調停中、言い分の違いで長引いています'}                     | ${'離婚調停'}     | ${'something else differs'}
    ${'要介護4、1との違いを説明し更新申請を受理'}                     | ${'要介護4'}      | ${'the difference was told to somebody'}
    ${'うつ病と診断され夫との違いに悩む'}                             | ${'うつ病'}       | ${'something else differs'}
    ${'HIV陽性と言われ、前回と何が違うのか不安です'}                  | ${'HIV陽性'}      | ${'an outcome and an earlier one'}
    ${'障害年金3級に落ちた、前回と何が違うのか'}                      | ${'障害年金3級'}  | ${'an outcome and an earlier one'}
    ${'要介護2と言われたが前回と何が違うのか。不服です'}              | ${'要介護2'}      | ${'an outcome and an earlier one'}
    ${'要介護2と前回は何が違うのか'}                                  | ${'要介護2'}      | ${'an outcome and an earlier one'}
    ${'生活保護を受けているが隣の家とどう違うのか'}                   | ${'生活保護'}     | ${'one household and another'}
    ${'うつ病、職場と家でどう違うのか先生に聞かれた'}                 | ${'うつ病'}       | ${'one place and another'}
    ${'パニック障害で人と映画館に入れません'}                         | ${'パニック障害'} | ${'goes with somebody'}
    ${'潰瘍性大腸炎で友人と映画にも行けない'}                         | ${'潰瘍性大腸炎'} | ${'goes with somebody'}
    ${'離婚調停中と映画館で聞いた'}                                   | ${'離婚調停'}     | ${'was heard somewhere'}
    ${'罰金の略式命令を受けた'}                                       | ${'罰金'}         | ${'a summary order'}
    ${'酒気帯び運転の略式命令が来ました'}                             | ${'酒気帯び運転'} | ${'a summary order'}
    ${'児童扶養手当 全部支給・一部支給 のうち一部支給を受けています'} | ${'児童扶養手当'} | ${'says which of two'}
    ${'児童扶養手当 全部支給・一部支給 のうち一部支給を受けています'} | ${'全部支給'}     | ${'says which of two'}
    ${'一部支給・全部停止の通知が届いた'}                             | ${'一部支給'}     | ${'came in a letter'}
    ${'昨日の映画の途中で発作が出た'}                                 | ${'発作'}         | ${'a film is only where it was'}
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

  it.each`
    type                | text                                     | terms
    ${'WELFARE_STATUS'} | ${'( ) 生活保護を受けている (○) いない'} | ${[]}
    ${'WELFARE_STATUS'} | ${'( )生活保護受給 (○)障害年金受給'}     | ${['障害年金受給']}
  `("of $text only $terms: a term within that of an open box is nobody's", ({ type, text, terms }) =>
    expect(termsIn(type, text)).toEqual(terms),
  );
});

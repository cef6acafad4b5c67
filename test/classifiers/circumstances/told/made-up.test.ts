import { describe, expect, it } from 'vitest';
import { RULES } from '../../../../classifiers/circumstances/rules/rules.js';
import { isMadeUp } from '../../../../classifiers/circumstances/told/made-up.js';
import { toldCandidates } from '../../../../classifiers/circumstances/told/told-candidates.js';
import { recognizers } from '../../../../classifiers/index.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';
import { lexemesOf } from '../../../../src/classify/lexemes.js';
import { cuesOf, scanText } from '../../../../src/classify/scan.js';
import { loadTokenizer, loadWordKinds } from '../../../../src/text/tokenizer.js';

const [tokenize, words, lexemes] = [await loadTokenizer(), await loadWordKinds(), lexemesOf(recognizers)];
const scanOf = (text: string) => scanText(text, text, fieldNamesOf(undefined), lexemes, tokenize, words);
const asks = (text: string, term: string): boolean => isMadeUp(scanOf(text), { start: text.indexOf(term) });

describe('what was made up', () => {
  it.each`
    text                                                                                               | term              | why
    ${'相談者役:夫がうつで休んでいます\n受け手役:(うなずく)'}                                          | ${'うつ'}         | ${'parts of a scene'}
    ${'ロールプレイ第3回(返済の相談)\nAさん: 借金で夜も眠れません'}                                    | ${'借金'}         | ${'a scene for training'}
    ${'確認テスト(個人情報)\n問1 認知症の父の住所を聞かれたら'}                                        | ${'認知症'}       | ${'a test'}
    ${'次のうち、要配慮個人情報はどれか。ア 前科 イ 年齢'}                                             | ${'前科'}         | ${'a test'}
    ${'申請書の記入例\n病名 糖尿病'}                                                                   | ${'糖尿病'}       | ${'a sample'}
    ${'検索語の集計(5月)\n生活保護 申請 312\n離婚調停 88'}                                             | ${'生活保護'}     | ${'what was searched for'}
    ${'Q 隣の子がたたかれて泣いています。知らせてもよいですか。\nA はい、189にお電話ください。'}       | ${'たたかれて'}   | ${'a published question'}
    ${'Q3. 手術のあと耳が聞こえなくなりました。補助はありますか?\nA3. 市町村の窓口でお尋ねください。'} | ${'耳が聞こえな'} | ${'a published question'}
    ${'芝居を作っている。主人公が窃盗で捕まる筋'}                                                      | ${'窃盗'}         | ${'somebody in a play'}
  `('$text: $why', ({ text, term }) => expect(asks(text, term)).toBe(true));

  it.each`
    text                                                                                    | term              | why
    ${'ロールプレイの研修を欠席します。うつで休職中です'}                                   | ${'うつ'}         | ${'only speaks of a scene'}
    ${'取締役:大野、うつで療養中\n監査役:未定'}                                             | ${'うつ'}         | ${'an office in a firm'}
    ${'小テストの日に、息子がてんかんで倒れました。'}                                       | ${'てんかん'}     | ${'a test told of'}
    ${'記入例のとおり書きましたが、糖尿病の欄がありません'}                                 | ${'糖尿病'}       | ${'a sample told of'}
    ${'Q ご用件は何ですか\nA 夫に殴られて逃げています'}                                     | ${'夫に殴られて'} | ${'an answer of somebody'}
    ${'Q 生活保護を受けていますが引っ越せますか。\nA 担当の山田様からお電話とのことです。'} | ${'生活保護'}     | ${'answered to somebody'}
    ${'Q 車の税金、嫁が透析に通うてるんやけど通る?\nA はい、申請してください。'}            | ${'透析'}         | ${'asked by somebody in passing'}
    ${'主人公の話ではありません。私は窃盗で捕まりました'}                                   | ${'窃盗'}         | ${'another sentence'}
    ${'ロールプレイではなく本番\n相談者: 借金で夜も眠れません'}                             | ${'借金'}         | ${'no scene, it says'}
    ${'研修シナリオ外の通話\n相談者: 借金で夜も眠れません'}                                 | ${'借金'}         | ${'a real call'}
    ${'確認テスト\n下村様より、父の認知症で欠席と'}                                         | ${'認知症'}       | ${'somebody calls about a test'}
    ${'次のうちどれが使えますか。てんかんです'}                                             | ${'てんかん'}     | ${'somebody chooses'}
    ${'正しいものを選んで書いたつもり。透析中です'}                                         | ${'透析'}         | ${'somebody has chosen'}
    ${'主人公の気持ちがわかる。うつで休んだ'}                                               | ${'うつ'}         | ${'somebody is like one in a novel'}
    ${'Q 下村です。透析に通っています。補助はありますか。\nA 窓口でお尋ねください。'}       | ${'透析'}         | ${'who asks says a name'}
    ${'Q 透析に通っています。補助はありますか。\nA 本人へ回答しました。'}                   | ${'透析'}         | ${'it was answered to somebody'}
  `('$text: not, $why', ({ text, term }) => expect(asks(text, term)).toBe(false));

  it('holds no place for a term of a scene', () => {
    const hits = (text: string) => {
      const scan = scanOf(text);
      return toldCandidates(scan, cuesOf(scan, 'HEALTH_CONDITION'), RULES.HEALTH_CONDITION).length;
    };
    expect(hits('相談者役:夫がうつで休んでいます')).toBe(0);
    expect(hits('相談者:夫がうつで休んでいます')).toBe(1);
  });

  it('reads an English word in the plural', () => {
    const found = (text: string) => {
      const scan = scanOf(text);
      return toldCandidates(scan, cuesOf(scan, 'BELIEF_OR_ORIGIN'), RULES.BELIEF_OR_ORIGIN).length;
    };
    expect(found('We are Buddhists, my wife too')).toBe(1);
    expect(found('The Sikhism course')).toBe(0);
  });
});

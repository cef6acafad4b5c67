import { describe, expect, it } from 'vitest';
import { plateOverTurns } from '../../../classifiers/plates/told-over-turns.js';

const PLACES = ['那須', '湘南', '富士山', '堺', '一宮'];

function pieces(text: string): string[] {
  const start = text.indexOf('ナンバー');
  const placeAt = (at: number) => PLACES.find((place) => text.startsWith(place, at))?.length ?? 0;
  return plateOverTurns(text, start, start + 4, placeAt).map((piece) => text.slice(piece.start, piece.end));
}

describe('plateOverTurns', () => {
  it.each`
    text                                                                                                          | told
    ${'A:ナンバーを左上から。\nB:那須の、501。\nA:ひらがなは。\nB:るすの「る」。\nA:下の数字は。\nB:点点点の8。'} | ${['那須の、501', 'るすの「る」', '点点点の8']}
    ${'係:ナンバーは。\n客:湘南の、よん、まる、まる\n係:はい。\n客:たぶん「ふ」、いちいちの、きゅうさん'}         | ${['湘南の、よん、まる、まる', '「ふ」、いちいちの、きゅうさん']}
    ${'客:富士山ナンバー。\n係:分類番号は。\n客:300の、「り」、85の47。'}                                         | ${['富士山', '300の、「り」、85の47']}
    ${'「ナンバーは」「堺の五〇〇」「かなは」「も、です」「数字は」「六三の二〇」'}                               | ${['堺の五〇〇', 'も', '六三の二〇']}
    ${'「ナンバーは」「車検証を見てます、湘南」「はい」「ごひゃくにじゅう」「かなは」「ぬだわ」「六三の二〇」'}   | ${['湘南', 'ごひゃくにじゅう', 'ぬ', '六三の二〇']}
    ${'係:ナンバーはご覧になりましたか。\n客:暗くて。夜中の2時15分です。\n係:受付番号は2093です'}                 | ${[]}
    ${'係:マイナンバーは。\n客:堺の500の「あ」、12-34'}                                                           | ${[]}
    ${'図柄入り「堺」ナンバーの交付件数 41,388件'}                                                                | ${[]}
    ${'係:ナンバーは。\n客:堺市です。\n係:時間は何時\n客:19時30分です'}                                           | ${[]}
    ${'係:ナンバーは。\n客:那珂川町の、四百五です'}                                                               | ${[]}
    ${'客:ナンバーは堺の500の「あ」、20-41。湘南に越してきたばかりで。'}                                          | ${['堺の500の「あ」、20-41']}
    ${'車のナンバー 堺 500 あ 20-41\n三宅氏へ転送'}                                                               | ${['堺 500 あ 20-41']}
  `('hears $told in $text', ({ text, told }) => expect(pieces(text)).toEqual(told));
});

import type { Candidate, CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { Closing, Opening } from '../../../src/text/edge-pattern.js';
import { toKatakana } from '../../../src/text/kana.js';
import { CUE, CUE_KINDS } from '../words/cue-words.js';
import { names } from '../words/name-lexicon.js';

/** A given name, and what says that it is all that is told. */
const GIVEN = new Opening(
  /^[「『 、]?([一-龠々]{1,3}|[ぁ-ん]{2,4}?|[ァ-ヴー]{2,6}|[一-龠々]{1,2}[ぁ-ん]{1,2}|[ぁ-ん]{1,3}[子江美代郎])(?=です|でございます|といい|と申|と言い|っていい|って言い|や(?:[、。ねけ]|$)|じゃ|だ(?:[、。ねけ]|$)|[、。)(」』\n]|$)/,
  14,
);
/** 同じ名は, 猫の名は, 店の名は: of something else. */
const OF_OTHERS = new Closing(
  /(?:[犬猫馬鳥牛亀島川山店社艇]|ペット|ネコ|イヌ|ウサギ|うさぎ|パンダ|キリン|ゾウ|ペンギン|キャラ(?:クター)?|マスコット|列車|船|施設|会社|庁舎|公園|愛称|駅|町|村|市|県|学校|商品|品種|銘柄)の?(?:愛称|呼び)?の?(?:名|子)は$/,
  16,
);
/** What is told of those in a tale is told of nobody. */
const TALE = /童話|絵本|昔話|物語|おとぎ|朗読劇|人形劇|紙芝居|アニメ|ドラマ/;
const REACH_OF_TALE = 40;
/** 様子は, 3名は: parts of other words. */
const PART_OF_WORD = new Closing(/[一-龠々0-9](?:名|子)は$/, 3);
/** りつ子, ふみ江: as nothing else is written. */
const ENDS_IN_KANJI = /^[ぁ-ん]{1,3}[子江美代郎]$/;
const SCORE = 0.82;

/** 嫁はりつ子です, 名はふみ江。: a listed given name that is all that is said of somebody. */
export function toldOfKin({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  for (const { cue, end } of hits) {
    if ((CUE_KINDS[cue]! & CUE.toldOf) === 0) continue;
    const told = GIVEN.exec(text, end);
    if (!told || OF_OTHERS.test(text, end) || PART_OF_WORD.test(text, end)) continue;
    const name = told[1]!;
    const { givenNames, givenReadings } = names();
    const isKana = /^[ぁ-んァ-ヴー]+$/.test(name);
    const isGiven = isKana ? givenReadings.has(toKatakana(name)) : givenNames.has(name) || ENDS_IN_KANJI.test(name);
    if (!isGiven || TALE.test(text.slice(Math.max(0, end - REACH_OF_TALE), end))) continue;
    const from = end + told[0].length - name.length;
    found.push({
      start: from,
      end: from + name.length,
      rule: 'told-of-kin',
      score: SCORE,
      because: 'told of somebody',
    });
  }
}

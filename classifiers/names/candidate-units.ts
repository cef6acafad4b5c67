import { unitIn } from '../../src/text/unit-in.js';
import { BEFORE_NAME } from './before-names.js';
import { isKatakana } from './runs.js';

/** What a unit is to a name. */
export const KANJI = 1;
export const HIRAGANA = 2;
export const KATAKANA = 3;
export const SPACE = 4;
export const LATIN = 5;
export const SCRIPT = new Uint8Array(0x10000);
for (let unit = 0x4e00; unit <= 0x9fff; unit++) SCRIPT[unit] = KANJI;
for (let unit = 0xd840; unit <= 0xdfff; unit++) SCRIPT[unit] = KANJI;
SCRIPT['々'.charCodeAt(0)] = KANJI;
for (let unit = 0x3041; unit <= 0x3096; unit++) SCRIPT[unit] = HIRAGANA;
for (let unit = 0; unit < 0x10000; unit++) if (isKatakana(unit)) SCRIPT[unit] = KATAKANA;
SCRIPT[0x20] = SPACE;
for (let unit = 0x41; unit <= 0x1eff; unit++) if (isLatin(unit)) SCRIPT[unit] = LATIN;

/** Letters with and without marks: Nguyễn, João. */
function isLatin(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
  return (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) || unit >= 0x1e00;
}

/** 1 for each of the units. */
export function tableOf(units: Iterable<string>): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const unit of units) table[unit.charCodeAt(0)] = 1;
  return table;
}

/** Where a run of kanji may end and a name follow without a space: 担当山口, 妻花子. */
export const BEFORE = tableOf([
  ...BEFORE_NAME.map((word) => word.at(-1)!),
  ...'日時分月前回今昨故元旧男女子様氏殿と及手士会計司任役嫁亡宿僧',
]);
/** Where a name may end inside a run of kanji: 田中様, 熊受. */
export const BEHIND = tableOf(
  '様氏殿君宅方邸受宛係課部局室店所社夫妻家親兄姉弟妹一両父母主副専会理院校園班医弁看保記言云が談対応折架来発入希先教町区自議巡警税司行介助支代総次署館住隊船駅相調事務技管顧監秘担著作案件組姓個連両他',
);
/** Small kana inside surnames: 井ノ上, 梅ケ辻. */
export const JOINTS = tableOf('ノヶケツッ');
/** Particles behind which a name in hiragana may begin: 妻とひまりの. */
export const LINKS = tableOf('とのはがもや');
/** きよ子, トミ江: the characters that end women's names behind kana. */
const FEMININE = tableOf('子江代美枝恵');
const PARTICLES = tableOf('がはをにのとでもかやよねさくち');
const NUMERALS = tableOf('一二三四五六七八九十百千万〇零');
const COUNTED = tableOf('月日時年分人名円番号階丁回本件');
const SPEAKERS = tableOf('男女客係受発相利員職窓局署課室案市府県店医');

/** Whether a name may end before `at`: no kanji follows, or one that stands behind names. */
export function endsHere(text: string, at: number): boolean {
  const unit = unitIn(text, at);
  return at >= text.length || SCRIPT[unit] !== KANJI || BEHIND[unit] === 1;
}

/** Whether a name in this script of kana may end before `at`. */
export function kanaEnds(text: string, at: number, script: number): boolean {
  const unit = unitIn(text, at);
  return at >= text.length || SCRIPT[unit] !== script || (script === HIRAGANA && PARTICLES[unit] === 1);
}

export function isFeminine(text: string, at: number): boolean {
  return at < text.length && FEMININE[unitIn(text, at)] === 1 && endsHere(text, at + 1);
}

/** 一二, 三月, 十時: numbers, although a list holds them as names. */
export function isNumeral(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = unitIn(text, at);
    if (NUMERALS[unit] === 0 && !(at > start && at === end - 1 && COUNTED[unit] === 1)) return false;
  }
  return end - start > 1;
}

/** 男：, 客：who speaks, by one character. */
export function isSpeaker(text: string, at: number): boolean {
  return unitIn(text, at + 1) === 0x3a && SPEAKERS[unitIn(text, at)] === 1;
}

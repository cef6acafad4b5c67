import { unitIn } from '../../../src/text/unit-in.js';
import { BEFORE_NAME } from '../words/before-names.js';
import { HIRAGANA, is, KANJI, scriptOf, trait } from '../words/unit-traits.js';

/** Where a run of kanji may end and a name follow without a space: 担当山口, 妻花子. */
export const BEFORE = trait([
  ...BEFORE_NAME.map((word) => word.at(-1)!),
  ...'日時分月前回今昨故元旧男女子様氏殿と及手士会計司任役嫁亡宿僧記訳口姓婿',
]);
/** Where a name may end inside a run of kanji: 田中様, 熊受. */
export const BEHIND = trait(
  '様氏殿君宅方邸受宛係課部局室店所社夫妻家親兄姉弟妹一両父母主副専会理院校園班医弁看保記言云が談対応折架来発入希先教町区自議巡警税司行介助支代総次署館住隊船駅相調事務技管顧監秘担著作案件組姓個連両他准某席拝離棟施処',
);
/** Small kana inside surnames: 井ノ上, 梅ケ辻. */
export const JOINTS = trait('ノヶケツッ');
/** Particles behind which a name in hiragana may begin: 妻とひまりの. */
export const LINKS = trait('とのはがもや');
/** きよ子, トミ江: the characters that end women's names behind kana. */
const FEMININE = trait('子江代美枝恵');
const PARTICLES = trait('がはをへにのとでもかやよねさくち');
const NUMERALS = trait('一二三四五六七八九十百千万〇零');
const COUNTED = trait('月日時年分人名円番号階丁回本件');
const SPEAKERS = trait('男女客係受発相利員職窓局署課室案市府県店医');

/** Whether a name may end before `at`: no kanji follows, or one that stands behind names. */
export function endsHere(text: string, at: number): boolean {
  const unit = unitIn(text, at);
  return at >= text.length || scriptOf(unit) !== KANJI || is(unit, BEHIND);
}

/** Whether a name in this script of kana may end before `at`. */
export function kanaEnds(text: string, at: number, script: number): boolean {
  const unit = unitIn(text, at);
  return at >= text.length || scriptOf(unit) !== script || (script === HIRAGANA && is(unit, PARTICLES));
}

export function isFeminine(text: string, at: number): boolean {
  return at < text.length && is(unitIn(text, at), FEMININE) && endsHere(text, at + 1);
}

/** 一二, 三月, 十時: numbers, although a list holds them as names. */
export function isNumeral(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = unitIn(text, at);
    if (!is(unit, NUMERALS) && !(at > start && at === end - 1 && is(unit, COUNTED))) return false;
  }
  return end - start > 1;
}

/** 男：, 客：who speaks, by one character. */
export function isSpeaker(text: string, at: number): boolean {
  return unitIn(text, at + 1) === 0x3a && is(unitIn(text, at), SPEAKERS);
}

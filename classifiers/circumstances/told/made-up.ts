import { once, type Scan, wholeOf } from '../../../src/classify/scan.js';
import { NO_SCENE } from '../../../src/classify/score/samples.js';
import type { WholeText } from '../../../src/classify/whole-text.js';
import { mayHold } from '../../../src/text/first-units.js';
import type { Range } from '../../../src/text/windows.js';

/** Longer texts hold something of everything. */
const LONGEST = 2000;

/** A scene that is played: its parts are named as such, or its first line calls it so. */
const PART =
  /^[^\n:。]{0,8}(?:客|お客様|相談者|相談員|利用者|オペレーター|受け手|話し手|かけ手|聞き手|観察|市民|府民|県民|住民|職員|窓口|家族|親|夫|妻|子|上司|部下|[A-D])役(?:[(][^)\n]{0,16}[)])?:/m;
const PLAYED = new RegExp(
  `^(?![^\\n]{0,60}(?:${NO_SCENE}|ではな|でな[いく]|指摘))[^\\n。]{0,24}(?:ロールプレイ|ロールプレー|ロープレ|台本|応対シナリオ|研修シナリオ)[^\\n。]{0,30}\\n`,
);
/** Asks what somebody has learned. */
const TEST =
  /^[^\n。]{0,16}(?:小|確認|理解度|修了|ミニ|復習)テスト[^\n。、は-んァ-ヴ]{0,3}(?:[(「][^\n]{0,40})?\n|次のうち[^\n。]{0,40}(?:どれ(?![がも]|を選べば)|選(?:べ(?!ば)|び|んで(?:くだ|下)))|を述べよ|(?:正しい|誤っている|適切な|不適切な)もの(?:を|は)[^\n。]{0,8}(?:選(?!んで(?!くだ|下)|べ(?:ば|と言))|どれ)/;
/** Shows how a form is filled in. */
const SAMPLE = /^[^\n。]{0,30}(?:記載例|記入例|記入見本|入力例|文例集?)[)）」】]?\n(?![のをがはに])/;
/** Counts what was searched for or looked at, not who did. */
const COUNTED = /faq_?view|page_?view|site-?search|上位語|検索(?:語|ワード)の?(?:上位|順位|集計|ランキング|別件数)/i;

/** Who was called, or called, beside a test, a sample or a count. */
const CALLED = /(?<![客皆])様(?:より|から|は|が|へ|の[お件])|さん(?:より|から[の電入])|とのこと|[入架]電/;

/** Somebody in a novel or a play, as far as the sentence goes. */
const INVENTED =
  /(?:登場人物|主人公|犯人役)(?!の気持|に似|のよう)[がはのにも](?:(?!自分[がはもの]|私|うちの)[^。\n]){1,80}/g;

/** A question and its answer, as offices publish them: both in polite words, the answer in the line below. */
const QUESTION =
  /^ ?Q ?[0-9]{0,3} ?[.:、。) ][^\n]{3,200}か[。?]? *\n{1,2} ?A ?[0-9]{0,3} ?[.:、。) ][^\n]{0,400}(?:です|ます|ません|ください|下さい|でしょう)[。)]? *(?=\n|$)/gm;
/** An answer to somebody: Q 戸籍は取れますか A お待ちください、代わります. */
const TO_SOMEBODY =
  /様|さん[、。はがにのも]|^ ?Q[^\n]{0,8}[一-龠々]{1,4}です。|\([一-龠々]{1,4} [一-龠々ぁ-ん]{1,4}\)|氏名|(?:電話|本人)[でへに](?:回答|お答え)|おつなぎ|折り?返|お待ち|代わり(?:ます|ました)|とのこと|お答えした|(?:すれ|取れ|出来|でき)なかった/;

/**
 * Whether a place tells of somebody who was made up or asked about in general: in a scene for training, a test, a sample
 * of a form, a list of what was searched for, a published question, the plot of a novel.
 */
export function isMadeUp(scan: Scan, { start }: Pick<Range, 'start'>): boolean {
  if (once(wholeOf(scan), kindOf) === MADE_UP) return true;
  return once(scan, madeUpIn).some((one) => one.start <= start && start < one.end);
}

const REAL = 1;
const MADE_UP = 2;

function kindOf({ text }: WholeText): number {
  if (text.length > LONGEST) return REAL;
  const isOf = (kind: RegExp) => mayHold(text, kind) && kind.test(text);
  if ([PART, PLAYED].some(isOf)) return MADE_UP;
  return [TEST, SAMPLE, COUNTED].some(isOf) && !CALLED.test(text) ? MADE_UP : REAL;
}

function madeUpIn({ text }: WholeText): readonly Range[] {
  const found: Range[] = [];
  if (text.includes('Q'))
    for (const { 0: whole, index } of text.matchAll(QUESTION))
      if (!TO_SOMEBODY.test(whole)) found.push({ start: index, end: index + whole.indexOf('\n', 2) });
  if (/登場人物|主人公|犯人役/.test(text))
    for (const { 0: whole, index } of text.matchAll(INVENTED)) found.push({ start: index, end: index + whole.length });
  return found;
}

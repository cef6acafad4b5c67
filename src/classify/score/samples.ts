import type { Range } from '../../text/windows.js';
import { holds, type Scan } from '../scan.js';

/** Beside or below the sample stands what somebody wrote: 記入例の下に本人の字で. */
const SAMPLE_BEFORE =
  /(?:(?:入力|記入|記載|表示|書き方の|書式)例(?!の(?:下|横|脇|隣|裏|余白|上)に|を(?:見|写|参考)|の?(?:通|とお|どお)り)(?![^。\n]{0,12}(?:送付|希望|依頼|郵送|ほしい|欲し|について|分から|わから|問い?合))|[(「【〈<《](?:例|れい|見本)(?![のに年外会月祭示文])[)」】〉>》:]?|(?:^|[\s。、の(「])(?:例|れい)[:) ]|[|,](?:例|れい)[:)]|たとえば|例えば|(?<!会社|[(][株有][)]|[㈱㈲])サンプル|見本(?![板市品帳])|ダミー|架空の|テスト(?:データ|環境)(?=[ :の)\]】])(?![^。\n]{0,24}(?:本物|実在|本番|混入)))[^。\n]{0,24}$/;
const SAMPLE_AFTER =
  /^[^。、\n]{0,3}(?:のように|のような(?:形式|番号|数字|形|[0-9一二三四五六七八九十]{1,3}桁で)|などと(?:入力|記入))|^[」』"]? ?の(?:形式?|書式)(?:で|に|です)|^[」』"]の例[をはで]/;
const SAMPLE_REACH = 36;

/** A form that is filled in to show how, a line for each value: 【記入例】⏎お名前：… */
const SAMPLE_FORM =
  /(?:^|\n)[ ]?[【〈<《[■●◆(]?(?:入力|記入|記載|書き方の)(?:見本|例)[^\n]{0,6}\n(?:[^\n]{1,60}\n){0,8}[^\n]{0,24}$/;
const SAMPLE_FORM_REACH = 320;
/** 【記入例】氏名 …、生年月日 …: the same on one line, unless the words are about somebody who asks for it. */
const SAMPLE_LINE =
  /(?:^|\n) ?[【〈<《[(■●◆]?(?:入力|記入|記載)例(?:[】〉>》\])]|:)(?![のがはをにで])(?:(?!様|さん|より|依頼|送付|郵送|希望|要望|問合|問い|相談|入電|来電|電話あり|苦情)[^。\n]){0,120}$/;
const SAMPLE_LINE_REACH = 136;
/** 身上変更届（記入例）: a heading that ends so, and the form below it. */
const SAMPLE_HEADING =
  /^[^\n。、:]{0,24}[ (【](?:記入|入力|記載)(?:見本|例)[)】]? ?\n(?:[^\n]{1,60}\n){0,8}[^\n]{0,24}$/;
/** A field, or one around it, in which all is a sample. */
const SAMPLE_FIELD =
  /(?:^|\/)(?:[^のをは/]{0,8}[ (・])?(?:(?:記入|入力|記載)(?:見本|例)|見本|サンプル|ダミー)\)?(?:$|\/)/;
/** Somebody who writes about the sample, or asks for it; お客様 is a label of the form. */
const ABOUT_SAMPLE =
  /(?<!お客)様|さん|より|依頼|送付|郵送|希望|要望|問合|問い|相談|入電|来電|電話あり|苦情|作成|担当|確認|更新|差し?替|本人の字|実際/;

/** What is read out for practice is called so by its heading or its field: ロールプレイ台本（例文）, 応対シナリオ. */
const SCRIPT = '(?:台本|シナリオ|例文|文例集?|会話例|応対例|トーク例|トークスクリプト|ロールプレイ教材|ロープレ教材)';
const SCRIPT_HEADING = new RegExp(`^[^\\n。、:「]{0,24}${SCRIPT}(?![のはがをにで通ど])[^\\n。、:「]{0,16}\\n`);
const SCRIPT_FIELD = new RegExp(`(?:^|/)[^のをは/]{0,12}${SCRIPT}$`);
/** Who is played speaks: 客役「山田と申しますが」; who plays stands beside the part alone: 客役：山田. */
const PLAYED_LINE =
  /^[^\n:「]{0,12}(?:役|客|お客様|相談者|市民|[府県都道]民|住民|op|オペレーター|受付|窓口|応対者?|[A-D])[^\n:「]{0,4}(?:「|:[ 「]?(?=[^\n]{0,80}(?:です|ます|ました|でしょう|申し|ございま|ください)))/i;
const LONGEST_LINE = 200;

/** What every text with such a value holds somewhere; asked once per text. */
const SAMPLE_ANYWHERE =
  /例|れい|たとえば|サンプル|見本|ダミー|架空|のよう|などと|テスト|の形|の書式|台本|シナリオ|トークスクリプト|教材/;

/** Values that a form's guidance makes up: 入力例：…, 「…」のように; and who is played in a script for practice. */
export function isSample(scan: Scan, { start, end }: Range): boolean {
  const { text, fields } = scan;
  if (fields.matches(SAMPLE_FIELD)) return !ABOUT_SAMPLE.test(lineAround(text, start));
  const inScript = fields.matches(SCRIPT_FIELD);
  scan.holdsSamples ??= SAMPLE_ANYWHERE.test(text);
  if (!scan.holdsSamples && !inScript) return false;
  return (
    SAMPLE_BEFORE.test(text.slice(Math.max(0, start - SAMPLE_REACH), start)) ||
    SAMPLE_AFTER.test(text.slice(end, end + 12)) ||
    SAMPLE_LINE.test(text.slice(Math.max(0, start - SAMPLE_LINE_REACH), start)) ||
    SAMPLE_FORM.test(text.slice(Math.max(0, start - SAMPLE_FORM_REACH), start)) ||
    (start < SAMPLE_FORM_REACH &&
      !ABOUT_SAMPLE.test(lineAround(text, start)) &&
      SAMPLE_HEADING.test(text.slice(0, start))) ||
    ((inScript || holds(scan, SCRIPT_HEADING)) && PLAYED_LINE.test(lineAround(text, start)))
  );
}

function lineAround(text: string, at: number): string {
  const begins = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LONGEST_LINE);
  return /^[^\n]*/.exec(text.slice(begins, at + LONGEST_LINE))![0];
}

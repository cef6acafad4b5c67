import type { Range } from '../../text/windows.js';
import { holds, type Scan } from '../scan.js';

/** Beside or below the sample stands what somebody wrote: 記入例の下に本人の字で. */
const SAMPLE_BEFORE =
  /(?:(?:入力|記入|記載|表示|書き方の|書式)例(?!の(?:下|横|脇|隣|裏|余白|上)に|を(?:見|写|参考)|の?(?:通|とお|どお)り)(?![^。\n]{0,12}(?:送付|返送|返却|同封|希望|依頼|郵送|ほしい|欲し|について|分から|わから|問い?合))|[(「【〈<《](?:例|れい|見本)(?![のに年外会月祭示文])[)」】〉>》:]?|(?<![^\s。、の(「])(?:例|れい)[:) ]|[|,](?:例|れい)[:)]|たとえば|例えば|テスト(?:データ|環境)(?=[ :の)\]】])(?![^。\n]{0,24}(?:本物|実在|本番|混入)))([^。\n]{0,24})$/g;
/** Words for what is made up that name goods as well, or what deceives. */
const MADE_UP_BEFORE =
  /(?:(?<!会社|[(][株有][)]|[㈱㈲]|血液|検体|水質|土壌|[便尿])サンプル|見本(?![板市品帳誌展])|ダミー|架空の)([^。\n]{0,24})$/g;
/** Between a sample and a value: whose the value is, and what was done with it. */
const TOLD_OF =
  /私(?![立学書])|自分|うちの|本人の(?!氏名|名前|住所|生年|電話)|ご記入[:欄者内]|実(?:在|際|物|番号)|本[物番]|ではな[いく]|でなく|前回|先[日週月]|昨[日年]|過去|間違|騙|だまさ|載っ|印刷され|写っ|と書[いか]|の件/;
/** 例:乙山様、090-…: a title says so too, unless the next one has it as well: 例:甲野さんが乙山さんに売った. */
const TITLED = /(?<![同仕多模])様(?![式々])|さん/;
const TITLE_BEHIND = /^ ?(?:様|さん)/;
/** What is done with goods, and how many there are. */
const OF_GOODS =
  /送付|郵送|発送|返送|送り先|届[いかくけ]|宛先|希望|依頼|注文|購入|請求(?!書)|申し?込|提出|持参|採取|作者|画像|容器|広告|業者|会社|勧誘|被害|番号[0-9]|No\.? ?[0-9]|[0-9一二三]{1,2}[個部本枚冊箱袋]/;
/** (例:090-1234-5678): what stands behind the bracket was written by somebody. */
const CLOSED = /^[^()「」【】]{3,24}[)」】]/;
const SAMPLE_AFTER =
  /^[^。、\n]{0,3}(?:のように|のような(?:形式|番号|数字|形|[0-9一二三四五六七八九十]{1,3}桁で)|などと(?:入力|記入))|^[」』"]? ?の(?:形式?|書式)(?:で|に|です)|^[」』"]の例[をはで]/;
/** 「090-…」の形で登録したはず, …のように見えるが: somebody has done so, or seen it. */
const CAME_TRUE =
  /^[^。\n]{0,16}?(?:見え|聞こえ|思[いうわっ]|はず|着信|かかって|届[いか]|登録済|折り?返|だった|でした|(?:入力|記入|登録|入れ|書い|打っ|送っ|送信)し?(?:たが|たら|たの|たけ|たところ|ても))/;
const SAMPLE_REACH = 36;

/** Below such a line stands what somebody has filled in: 【申込者】, 以下、本人の記入. */
const FILLED_IN =
  '(?!(?:[ ]?[【〈<《[■●◆▼□◇(※]{1,2}(?![^\\n]{0,16}[:例])[^\\n]{0,10}(?:申[込請]|届出|本人|お客様|あなた|相談者|内容|実際|回答|記入欄)|[^\\n]{0,6}(?:以下|下記)[^\\n]{0,10}(?:記入|申[込請]|本人|内容))[^\\n]{0,10}\\n)';
/** A form that is filled in to show how, a line for each value: 【記入例】⏎お名前：… */
const SAMPLE_FORM = new RegExp(
  `(?:^|\\n)[ ]?[【〈<《[■●◆(]?(?:入力|記入|記載|書き方の)(?:見本|例)[^\\n]{0,6}\\n(?![のをがはに])(?:${FILLED_IN}[^\\n]{1,60}\\n){0,8}[^\\n]{0,24}$`,
);
const SAMPLE_FORM_REACH = 320;
/** 【記入例】氏名 …、生年月日 …: the same on one line, unless the words are about somebody who asks for it. */
const SAMPLE_LINE =
  /(?:^|\n) ?[【〈<《[(■●◆]?(?:入力|記入|記載)例(?:[】〉>》\])]|:)(?![のがはをにで])(?:(?!様|さん|より|依頼|送付|郵送|希望|要望|問合|問い|相談|入電|来電|電話あり|苦情|ご記入[:欄者内]|実際)[^。\n]){0,120}$/;
const SAMPLE_LINE_REACH = 136;
/** 身上変更届（記入例）: a heading that ends so, and the form below it. */
const SAMPLE_HEADING = new RegExp(
  `^[^\\n。、:]{0,24}[ (【](?:記入|入力|記載)(?:見本|例)[)】]? ?\\n(?![のをがはに])(?:${FILLED_IN}[^\\n]{1,60}\\n){0,8}[^\\n]{0,24}$`,
);
/** A field, or one around it, in which all is a sample. */
const SAMPLE_FIELD =
  /(?:^|\/)(?:[^のをは/]{0,8}[ (・])?(?:(?:記入|入力|記載)(?:見本|例)|見本|サンプル|ダミー)\)?(?:$|\/)/;
/** Somebody who writes about the sample, or asks for it; お客様 is a label of the form. */
const ABOUT_SAMPLE =
  /(?<!お客)様|さん|より|依頼|送付|郵送|希望|要望|問合|問い|相談|入電|来電|電話あり|苦情|作成|担当|確認|更新|差し?替|本人の字|実際|送り先|宛先|届け?先|不要|渡し|返却|送っ/;

/**
 * What is read out for practice is called so by its heading or its field: ロールプレイ台本（例文）, 研修シナリオ. A scenario or
 * a script without a word for practice may head a real call: IVRシナリオ3.
 */
const PRACTICE = '(?:研修|練習|演習|訓練(?!校)|模擬|新人|教育(?!委員)|ロールプレイ|ロープレ)';
const SCRIPT = `(?:台本|例文|文例集?|会話例|応対例|トーク例|ロールプレイ教材|ロープレ教材|(?:${PRACTICE}[^\\n。、:「]{0,8})(?:シナリオ|トークスクリプト)|(?:シナリオ|トークスクリプト)(?=[^\\n。、:「]{0,8}${PRACTICE}))`;
/** What a line says that only speaks of a script, or heads a real call. */
export const NO_SCENE =
  '通話|録音|記録|ログ|番号|使用|希望|募集|応募|申し?込|依頼|不要|コンクール|外[のでに)]|なし|の件|問い?合|対応(?!例|の例|練習)|実際|本番';
const SCRIPT_HEADING = new RegExp(
  `^(?![^\\n]{0,40}(?:${NO_SCENE}))[^\\n。、:「]{0,24}${SCRIPT}(?![のはがをにで通ど])[^\\n。、:「]{0,16}\\n`,
);
const SCRIPT_FIELD = new RegExp(`(?:^|/)[^のをは/]{0,12}${SCRIPT}$`);
/** Who is played speaks: 客役「山田と申しますが」; who plays stands beside the part alone: 客役：山田. */
const PLAYED_LINE =
  /^[^\n:「]{0,12}(?:役|客|お客様|相談者|市民|[府県都道]民|住民|op|オペレーター|受付|窓口|応対者?|[A-D])[^\n:「]{0,4}(?:「|:[ 「]?(?=[^\n]{0,80}(?:です|ます|ました|でしょう|申し|ございま|ください)))/i;
const LONGEST_LINE = 200;

/** A number, in whatever groups. */
const NUMBER = /[0-9][-0-9 ]{3,}/;
/** for example "…", such as …: a number in English; but illnesses such as diabetes are somebody's. */
const SAMPLE_IN_ENGLISH =
  /(?:[Ff]or (?:example|instance)|[Ss]uch as|\be\.g\.)(?![^.\n]{0,24}\b(?:my|his|her|our|their)\b)[^.\n0-9]{0,24}$/;
/** テスト用保険者番号 … 記号 … 番号 …: a whole line for trying out a machine; but テスト用の画面に本物の. */
const TRIED_OUT =
  /(?:(?:テスト|動作確認|疎通確認|検証|試験)用の?|(?:接続|疎通|結合)テスト(?:結果)?)(?!の?(?:画面|端末|環境|サーバ)[にへで])(?![^。\n]{0,60}(?:本物|実在|本番|混入|実データ|実際|実番号|ではな|でな[いく]|様|さん|協力))[^。\n]{0,60}$/;
const TRIED_OUT_REACH = 80;
/** What explains how a number is made, in the same sentence or the one before. */
const EXPLAINS =
  /例|桁|形式|書式|見方|書き方|調べ方|求め方|計算|検査[用数]|チェックデ[ジィ]|の形|を表し|\b(?:digits?|format|like)\b/;
const EXPLAINS_REACH = 64;
/** Whoever has such a number is named, or says that it is theirs. */
const SOMEBODYS =
  /様|さん|氏名|名義|本人|私|僕|[父母夫妻娘]|息子|です[がけ]|の方(?![法針向式])|生年月日|とのこと|[言い]われ|足りな|違う|エラー|\b[Mm]y\b/;
/** Digits that count up, of which a made-up number mostly consists. */
const LEAST_IN_ORDER = 6;
/** What every text with such a value holds somewhere; asked once per text. */
const SAMPLE_ANYWHERE =
  /例|れい|たとえば|サンプル|見本|ダミー|架空|のよう|などと|テスト|の形|の書式|台本|シナリオ|トークスクリプト|教材|動作確認|検証用|疎通|桁|見方|書き方|調べ方|求め方|計算|検査|チェックデ|を表し|[Ff]or (?:example|instance)|[Ss]uch as|e\.g\.|digit|format|\blike\b/;

/** Values that a form's guidance makes up: 入力例：…, 「…」のように; and who is played in a script for practice. */
export function isSample(scan: Scan, { start, end }: Range): boolean {
  const { text, fields } = scan;
  if (fields.matches(SAMPLE_FIELD)) return !ABOUT_SAMPLE.test(lineAround(text, start));
  const inScript = fields.matches(SCRIPT_FIELD);
  scan.holdsSamples ??= SAMPLE_ANYWHERE.test(text);
  if (!scan.holdsSamples && !inScript) return false;
  return (
    isBehindSample(text, start, end) ||
    isBeforeSample(text, start, end) ||
    SAMPLE_LINE.test(text.slice(Math.max(0, start - SAMPLE_LINE_REACH), start)) ||
    SAMPLE_FORM.test(text.slice(Math.max(0, start - SAMPLE_FORM_REACH), start)) ||
    (start < SAMPLE_FORM_REACH &&
      !ABOUT_SAMPLE.test(lineAround(text, start)) &&
      SAMPLE_HEADING.test(text.slice(0, start))) ||
    ((inScript || holds(scan, SCRIPT_HEADING)) && PLAYED_LINE.test(lineAround(text, start))) ||
    (NUMBER.test(text.slice(start, end)) && isSampleNumber(text, start, end))
  );
}

function isBehindSample(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - SAMPLE_REACH), start);
  const titled = TITLE_BEHIND.test(text.slice(end, end + 3));
  const isTold = (between: string) =>
    CLOSED.test(between) || TOLD_OF.test(between) || (!titled && TITLED.test(between));
  for (const [, between] of before.matchAll(SAMPLE_BEFORE)) if (!isTold(between!)) return true;
  for (const [, between] of before.matchAll(MADE_UP_BEFORE))
    if (!isTold(between!) && !OF_GOODS.test(between!)) return true;
  return false;
}

function isBeforeSample(text: string, start: number, end: number): boolean {
  const behind = text.slice(end, end + SAMPLE_REACH);
  if (!SAMPLE_AFTER.test(behind) || CAME_TRUE.test(behind)) return false;
  const sentence = /[^。\n]*$/.exec(text.slice(Math.max(0, start - SAMPLE_REACH), start))![0];
  return !TOLD_OF.test(sentence) && !TITLED.test(sentence);
}

function isSampleNumber(text: string, start: number, end: number): boolean {
  return (
    SAMPLE_IN_ENGLISH.test(text.slice(Math.max(0, start - SAMPLE_REACH), start)) ||
    TRIED_OUT.test(text.slice(Math.max(0, start - TRIED_OUT_REACH), start)) ||
    isExplained(text, start, end)
  );
}

function lineAround(text: string, at: number): string {
  const begins = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LONGEST_LINE);
  return /^[^\n]*/.exec(text.slice(begins, at + LONGEST_LINE))![0];
}

/** 301234567890 beside words that explain of how many digits a number is, and about nobody. */
function isExplained(text: string, start: number, end: number): boolean {
  if (!isMostlyInOrder(text.slice(start, end))) return false;
  const around = text.slice(Math.max(0, start - EXPLAINS_REACH), start) + text.slice(end, end + EXPLAINS_REACH);
  return EXPLAINS.test(around) && !SOMEBODYS.test(around);
}

/** Whether at least half of the digits of a value count up one by one, 0 behind 9. */
function isMostlyInOrder(value: string): boolean {
  let [digits, longest, run, last] = [0, 0, 0, -1];
  for (let at = 0; at < value.length; at++) {
    const digit = value.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) continue;
    digits++;
    run = digit === (last + 1) % 10 && last >= 0 ? run + 1 : 1;
    longest = Math.max(longest, run);
    last = digit;
  }
  return longest >= LEAST_IN_ORDER && longest * 2 >= digits;
}

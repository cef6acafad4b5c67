import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import { type Cell, cellsBelow, lineAt } from '../../src/classify/record/columns.js';
import type { Scan } from '../../src/classify/scan.js';
import { Opening } from '../../src/text/edge-pattern.js';
import { toKatakana } from '../../src/text/kana.js';
import { isMunicipalityAt } from '../addresses/place-lexicon.js';
import { LETTER_NAME } from '../dictation/letter-names.js';
import { OWN_LETTERS } from './own-letters.js';
import { CUE, CUE_KINDS } from './words/cue-words.js';
import { LABELLED } from './words/name-cues.js';
import { looksGiven, names } from './words/name-lexicon.js';
import { parseName } from './words/name-parse.js';
import { NOUN_ENDINGS } from './words/not-names.js';

/** Field names that hold a person's name, and those that may. */
const NAME_FIELD =
  /氏名|お?名前|芳名|姓名|名義|世帯主|申請者|申込者|申出者|相談者|通報者|届出人|代理人|保護者|担当者|対応者|応対者|受付者|記録者|フリガナ|ふりがな|よみがな|ヨミガナ|読み仮名|読みがな|よみ$|ヨミ$|カナ$|かな$|患者|契約者|投稿者|差出人|(?:full|first|last|family|given|customer|caller|person|contact|agent|operator|applicant|user|sender|staff)[_ -]?name$|(?:customer|caller|person|contact|agent|operator|applicant|user|sender|resident|citizen|client|patient|reporter|inquirer|submitter)\/(?:full_?)?name$|kana$|(?:^|\/)(?:姓|名|氏|苗字|名字)$/;
const MAYBE_FIELD =
  /(?:^|\/)(?:name|from|to|cc|speaker|担当|受付|対応|sei|mei|発信者|sender|author|contact|agent|operator|caller|customer|オペレーター?|お客様|顧客|[^/]{0,8}(?:者|員|担当|様|相手|スタッフ|[oO][pP]|応対|職員名?|引継先))$/;

const KANJI_VALUE =
  /^[一-龠々〆ヶ\ud840-\udfff]{1,5}(?:[ノツッケ][一-龠々]{1,2})?(?:[ ・]{1,2}(?:[一-龠々\ud840-\udfff]{1,4}|[一-龠ぁ-んァ-ヶー゛゜]{1,8})|[ぁ-ん]{2,4})?/;
const KANA_VALUE = /^(?:[ァ-ヶー゛゜]{2,12}|[ぁ-ん]{2,8})(?:[ ・=]{1,2}(?:[ァ-ヶー゛゜]{1,12}|[ぁ-ん]{1,8})){0,3}/;
/** Mary Smith, T KOMODA, Samuel L. Okafor: behind a whole word a full stop ends the name. */
const LATIN_VALUE =
  /^[A-Z](?:[A-Za-z'-]{1,20}|\.?(?= [A-Z]))(?:(?:,? |,|(?<=[ .][A-Z])\. ?)[A-Z][A-Za-z'-]{0,20}){1,3}/;
const TITLE_END = /(?:[ ]?(?:様|さま|さん|氏|殿|御中|です|宛|方))+$/;
export const NOT_A_NAME =
  /^(?:はい|いいえ|いえ|いや|そう|まあ|ええ|ああ|うん|うわ|ほな|ほんで|もしもし|あの|えっと|すみません|どうも|よろしく|ありがとう|(?:今日|明日|昨日|先日|先程|今朝|昨夜|今月|来月|先月|今年|昨年|平成|昭和|令和|館内|所属|内線|部署|役職|住所|続柄|備考|用件|カナ|かな|ほしい)(?![一-龠])|(?:フリガナ|ふりがな|まだ|もう|メルマガ|カード|ケアマネ(?:ージャー|ジャー)?|フリーメール)$|[一二三四五六七八九十百千]{2,}$)|匿名|なし|없음|해당|Нет$|ไม่มี|不明|同上|同じ|非公開|本人|^(?:トクメイ|ヒコウカイ|フメイ|ナシ|とくめい)$|未記入|未入力|省略|希望|未定|調整中|空欄|該当|別紙|上記|下記|後日|複数|以下|以上|各位|課|室|センター|会社|法人|組合|協会|学校|病院|商店|工業|窓口|代表|担当|確認|対応|受付|電話|問合|問い合|相談|本人|連絡|登録|変更|内容|必要|記載|番号|住所|申請|職員|管理|システム|サービス|サポート|コール|オペレータ|テスト|スーパーバイザ|マネージャ|リーダー|チーム|グループ|フォーム|アカウント|ユーザ|市役所|区役所|府庁/;
/** What a speaker says behind the colon is no name: a letter read aloud, an era, what is asked for. */
const SPOKEN_VALUE = new RegExp(
  `^(?:${LETTER_NAME}{2,}$|(?:しょうわ|へいせい|たいしょう|ショウワ|ヘイセイ|タイショウ) |マイナ|パスポート|メール|クレジット|ホームページ|ナンバー)`,
);
/** What is said in a chat, and no dictionary has it. */
const EXCLAIMED =
  /^(?:サンキュ|サンクス|ラジャ|オッケ|オーケ|グッジョブ|グッド|ナイス|ドンマイ|ベリー|ハロー|イエス|バイバイ|リベンジ|ビンゴ|ヤッホ|ソーリ|プリーズ|アーメン|マジ|ヤバ|ウケ|リョ(?:ウカイ)?$)/;
/** Ends of units, and of surnames too: 総務部, but 阿部. */
const UNIT_END = /[係局部]$/;
/** What joins a label to its value. */
const AFTER_LABEL = new Opening(/^(?:\([^()\n]{0,8}\))?[ \t]?(?:[:=】\]」>|,\t/・ ]|は|が)[ \t\n「、]{0,3}/, 14);
/** What may follow a name in its field: a title, a reading or address in brackets. */
const FIELD_REST = /^[\s"」]*(?:(?:様|さま|さん|氏|殿|先生|宛|行)[ ]?)?(?:[(<[【/|;].{0,40})?\s*$/;
/** Where a value on a form ends. */
const VALUE_REACH = 28;

/** Names that a form's label or a field's name announces. */
export function labelledNames(scan: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  const { text, fields } = scan;
  const named = fields.matches(NAME_FIELD);
  if (named || fields.matches(MAYBE_FIELD)) {
    const lead = /^[\s"'「]*/.exec(text)![0].length;
    const name = text.length <= 60 ? nameAt(scan, lead, named, true) : undefined;
    // A field may carry speech of that person instead: はい、… So the name must be all there is.
    if (name && FIELD_REST.test(text.slice(name.end)))
      found.push({
        start: lead,
        end: name.end,
        rule: 'field',
        score: named ? Math.max(0.85, name.score) : name.score,
        settled: true,
        because: 'field',
      });
  }
  for (let at = 0; at < hits.length; at++) {
    const { cue, start: from, end } = hits[at]!;
    if ((CUE_KINDS[cue]! & CUE.header) !== 0) namesBelow(scan, from, found);
    const after = AFTER_LABEL.exec(text, end);
    if (!after) continue;
    const start = end + after[0].length;
    if (!LABELLED.test(text.slice(Math.max(0, start - 24), start))) continue;
    const strong = /[:=】\]>|\t]/.test(after[0]);
    const name = nameAt(scan, start, strong);
    if (name && name.score >= 0.5)
      found.push({ start, end: name.end, rule: 'labelled', score: name.score, settled: true, because: 'label' });
  }
}

/** Names in the column below a header, in a table that is part of the text. */
function namesBelow(scan: Scan, header: number, found: Candidate[]): void {
  const cells = [...cellsBelow(scan.text, header)];
  if (areThings(scan.text, header, cells)) return;
  for (const { start, end } of cells) {
    const name = end - start <= VALUE_REACH ? nameAt(scan, start, true) : undefined;
    if (name && FIELD_REST.test(scan.text.slice(name.end, end)))
      found.push({
        start,
        end: name.end,
        rule: 'column',
        score: name.score,
        settled: true,
        because: 'header of the column',
      });
  }
}

/** 名前, of whatever has one; 氏名 is a person's. */
const OF_ANYTHING = /^(?:お?名前|名称|愛称)/;
/** Other columns of a list of places or goods. */
const OF_THINGS =
  /面積|開園|開館|休館|閉館|児童数|生徒数|学級数|定員|収容|単価|価格|税込|内容量|標高|延長|幅員|緯度|経度|樹齢|樹高|品種/;
const ENDS_LIKE_PLACE =
  /(?:館|文庫|[小中高](?:学?校)?|園|寺|神社|[本講公会聖]堂|橋|公園|ホール|センター|プラザ|の[丘森里]|広場|プール|駅|団地)(?:\([^()\n]*\))?$/;

/** Whether a column of names is one of places or goods: half of it end as places do, or another column says so. */
function areThings(text: string, header: number, cells: readonly Cell[]): boolean {
  if (!OF_ANYTHING.test(text.slice(header, header + 4))) return false;
  if (OF_THINGS.test(lineAt(text, header))) return true;
  const places = cells.filter(({ start, end }) => ENDS_LIKE_PLACE.test(text.slice(start, end))).length;
  return places > 1 && places * 2 >= cells.length;
}

/** What follows a name when it is all of it. */
const CLOSED = /^(?:$|[\s、。,.|"」)(/;:<[【]|様|さま|さん|氏|殿|です|と申|でござい|が|の|に|は)/;

/** What places have and people have not: の水位, の踏切. */
const OF_A_PLACE =
  /^の(?:水位|水質|水量|川|河川|堤防|橋|ダム|山|森|滝|池|湖|海|港|浜|踏切|線路|駅|バス|道|国道|県道|府道|市道|歩道|交差点|信号|トンネル|坂|峠|公園|広場|天気|雨|雪|気温|図書館|公民館|体育館|役場|役所|庁舎|支所|出張所|避難所|温泉|花火|祭|桜|紅葉|展望|団地|住宅(?!手当|ローン)|停電|断水)/;

export interface LabelledName {
  end: number;
  score: number;
}

/** The name that a value begins with; `trusted` when the label leaves no doubt that it is one. */
export function nameAt(scan: Scan, start: number, trusted: boolean, inField = false): LabelledName | undefined {
  const value = scan.text.slice(start, start + VALUE_REACH);
  const matched =
    KANJI_VALUE.exec(value) ?? KANA_VALUE.exec(value) ?? LATIN_VALUE.exec(value) ?? OWN_LETTERS.exec(value);
  if (!matched) return undefined;
  const whole = matched[0].replace(TITLE_END, '').trimEnd();
  const kanji = /^[一-龠々〆\ud840-\udfff]/.test(whole);
  // 父の名：誠　被保険者番号: behind the space stands the next label, not a given name.
  const first = whole.split(' ')[0]!;
  const shape = !inField && kanji && first !== whole && !isWhole(whole) && parseName(first) ? first : whole;
  if ((shape.length < 2 && !kanji) || NOT_A_NAME.test(shape) || SPOKEN_VALUE.test(shape)) return undefined;
  if (UNIT_END.test(shape) && !parseName(shape)) return undefined;
  if (!CLOSED.test(value.slice(shape.length))) return undefined;
  // 利用者：中の人は is speech, and one character says too little.
  if (shape.length === 1 && /^[がのには]/.test(value.slice(1))) return undefined;
  // 利用者：森川の水位は is speech about a river.
  if (kanji && !inField && OF_A_PLACE.test(value.slice(shape.length))) return undefined;
  // 利用者：マイクロチップの… is speech: a word in kana that no list knows must be all there is.
  if (!kanji && /^[がのには]/.test(value.slice(shape.length)) && !isKnownKana(shape)) return undefined;
  // No list holds such names, and no label but one of a name is followed by their letters alone.
  if (OWN_LETTERS.test(shape)) return trusted ? { end: start + shape.length, score: 0.9 } : undefined;
  const score = kanji
    ? kanjiScore(scan, shape, trusted, /^[がのには]/.test(value.slice(shape.length)))
    : kanaOrLatinScore(scan, shape, trusted);
  return score > 0 ? { end: start + shape.length, score } : undefined;
}

function isKnownKana(shape: string): boolean {
  const { surnameReadings, givenReadings, foreign } = names();
  const reading = toKatakana(shape);
  return surnameReadings.has(reading) || givenReadings.has(reading) || foreign.has(reading) || /[ ・]/.test(shape);
}

/** Whether both sides of the space are a name: 春夏冬 亮, of which the surname may be too rare for a lexicon. */
function isWhole(shape: string): boolean {
  const given = shape.split(/[ ・]+/).at(-1)!;
  return parseName(shape.replace(/[ ・]+/, '')) !== undefined || names().givenNames.has(given) || looksGiven(given);
}

function kanjiScore(scan: Scan, shape: string, trusted: boolean, goesOn: boolean): number {
  const { surnames } = names();
  const compact = shape.replace(/[ ・]+/, '');
  const parse = parseName(compact);
  // 相談者は大学の…: one ordinary word that can also be read as a surname and a given name, in a sentence.
  if (parse && goesOn && compact.length > 1 && isOneWord(scan, compact)) return 0;
  if (parse) return parse.given !== '' ? 0.97 : trusted ? 0.9 : 0.5 + parse.score * 0.7;
  if (/[ ・]/.test(shape) && isWhole(shape)) return 0.86;
  if (!trusted || NOUN_ENDINGS.has(compact.at(-1)!)) return 0;
  // A surname with an unknown given name, or a rare surname: the label vouches for it.
  const begins =
    !isMunicipalityAt(compact, 0, compact.length) &&
    compact.length <= 7 &&
    [4, 3, 2, 1].some((length) => surnames.has(compact.slice(0, length)));
  if (begins && !isOrdinary(scan, compact)) return 0.88;
  return compact.length >= 2 && compact.length <= 6 && !isOrdinary(scan, compact) ? 0.66 : 0;
}

function isOneWord(scan: Scan, text: string): boolean {
  const [word, more] = scan.tokenize(text);
  return more === undefined && word!.reading !== undefined && !word!.detail.startsWith('固有名詞');
}

/** Words that the tokenizer knows, none of them a name: 専門家派遣, 生年月日; or a place and such a word: 対馬列島. */
function isOrdinary(scan: Scan, text: string): boolean {
  const tokens = scan.tokenize(text);
  const isWord = ({ reading, detail }: (typeof tokens)[number]) =>
    reading !== undefined && !detail.includes('人名') && !detail.includes('地域');
  const last = tokens.at(-1)!;
  return (
    tokens.every(isWord) ||
    (tokens.length > 1 && last.end - last.start > 1 && isWord(last) && tokens[0]!.detail.includes('地域'))
  );
}

function kanaOrLatinScore(scan: Scan, shape: string, trusted: boolean): number {
  if (/^[A-Za-z]/.test(shape)) return trusted ? 0.85 : 0;
  const { surnameReadings, givenReadings, foreign } = names();
  const parts = shape.split(/[ ・=,.]+/).map(toKatakana);
  const known = parts.filter(
    (part) => surnameReadings.has(part) || givenReadings.has(part) || foreign.has(part),
  ).length;
  if (known === parts.length) return trusted ? 0.95 : parts.length > 1 ? 0.8 : 0.6;
  if (!trusted) return parts.length > 1 && /・/.test(shape) ? 0.6 : 0;
  if (parts.length > 1 || known > 0) return 0.85;
  // 利用者:サンキュー is speech: what is in no list of names, and a word.
  return /^[ァ-ヶ]/.test(shape) && !isOneWord(scan, shape) && !EXCLAIMED.test(shape) ? 0.62 : 0;
}

import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { Closing, Opening } from '../../src/text/edge-pattern.js';
import { toKatakana } from '../../src/text/kana.js';
import { unitIn } from '../../src/text/unit-in.js';
import { askedBack, NOT_NAMES } from './told/asked-back.js';
import { CUE, CUE_KINDS } from './words/cue-words.js';
import { titledScore } from './words/familiar-names.js';
import { names } from './words/name-lexicon.js';
import { isKana, isKatakana, kanaEnd } from './words/runs.js';
import { BEGINS_LIKE_TITLE } from './words/titles.js';

const SPACE = 0x20;
const LONGEST = 14;
/** Parts of a foreign name before its last: グエン・ヴァン・アン has two. */
const MOST_PARTS = 4;
const NOT_KATAKANA =
  /^(?:コール|センター|オペレーター|スタッフ|ヘルパー|ドライバー|ユーザー|オーナー|メーカー|ガス|バス|タクシー|テナント|ケアマネ|ケアマネージャー|ケアマネジャー|マネージャー|リーダー|カスタマー|サポート|ホテル|スーパー|コンビニ|ヤクルト|クロネコ|クラウド|アドバイザー|ケースワーカー|ワーカー|ボランティア|サラリーマン|パート|アルバイト|メール|インター|サービス|データ|システム)$/;
/** In katakana before a title, and no name that a list lacks: what people are to each other, and numbers read aloud. */
const NOBODY =
  /^(?:ママ|パパ|ジジ|ババ|クラブ|チーム|グループ|メンバー|ファミリー|マスター|オヤジ|ツレ|(?:ゼロ|レイ|マル|イチ|イッ|ニイ?|ニー|サン|ヨン|シ|ゴー?|ロク|ナナ|シチ|ハチ|キュウ|キュー|ク|ジュウ|ヒャク)+)$/;
/** さん橋, サンシャイン: the title begins another word. */
const NO_TITLE = new Opening(
  new RegExp(
    `^(?:${BEGINS_LIKE_TITLE}|さん(?:さん|橋|ぎょう|かく|せい|すう|び|ま)|サン[ァ-ヴー]|様(?:式|々|子|相|態)|さま(?:ざま|よ|たげ)|氏名|君主|くん(?:れん|くん)|様[にな](?!つ)|先生方)`,
  ),
  7,
);
const STARTS = new Closing(
  /(?:^|[。\n「:!?\]>]|(?:はい|もしもし|ええ|あの|えっと|えー|私|わたし|こちら|名前は|氏名は|担当の|担当は)[、,]? ?)$/,
  6,
);
const SAYS = new Opening(
  /^(?:(?:いい|言い)ます(?:けど|が|ねん|。|$)|と申し|ともうし|といいます(?!と)|と言い?ます(?!と)|っていいます|って言い?ます|という者|と名乗)/,
  8,
);
/** ささきの母です: what speaks is a family's, so what stands before is its name. */
const KIN_SAYS = new Opening(
  /^の(?:母|父|妻|夫|娘|息子|家内|主人|代理|祖母|祖父|孫|姉|兄|妹|弟)(?:です|でございます|と申|といい|と言い|でして|なん|ですけど|から|より|で(?:お?電話|ご?連絡))/,
  10,
);
const BOUNDARY = new Closing(
  /(?:^|[\s、。,「(:!?・]|[一-龠0-9A-Za-z]|(?:は|の|が|も|あの|えっと|えー|はい|わたし|わたくし|こちら|ええ|もしもし|えーと|そちらの|うちの)[ 、]?)$/,
  6,
);

/** Names in hiragana or katakana before a title or an introduction, as speech recognition writes them. */
export function kanaNames({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  for (let at = 0; at < hits.length; at++) {
    const { cue, start, end } = hits[at]!;
    // Nothing else than kana before it: nothing that is looked for here.
    if (!isKana(unitIn(text, unitIn(text, start - 1) === SPACE ? start - 2 : start - 1))) continue;
    const kin = KIN_SAYS.test(text, start);
    const titled = (CUE_KINDS[cue]! & CUE.title) !== 0;
    const said = SAYS.test(text, start);
    if (!kin && !titled && !said && (CUE_KINDS[cue]! & CUE.maybeSays) === 0) continue;
    if (NO_TITLE.test(text, start)) continue;
    const name = kanaNameBefore(text, { start, word: text.slice(start, end), titled, said, kin });
    if (!name) continue;
    if (titled) name.score = titledScore(text, name.start, name.end, name.score);
    found.push(name);
  }
}

/** A cue with what it is to the name before it. */
interface KanaCue {
  start: number;
  word: string;
  titled: boolean;
  said: boolean;
  kin: boolean;
}

function kanaNameBefore(
  text: string,
  { start: cueStart, word: cue, titled, said, kin }: KanaCue,
): Candidate | undefined {
  const end = text[cueStart - 1] === ' ' ? cueStart - 1 : cueStart;
  if (end === 0) return undefined;
  const katakana = isKatakana(unitIn(text, end - 1));
  let from = end;
  while (from > 0 && end - from < LONGEST && sameKana(unitIn(text, from - 1), katakana)) from--;
  if (from === end) return undefined;
  const base = titled ? 0.85 : said ? 0.88 : 0.6;
  // Before です only a whole utterance is a name: the rest is adjectives and verbs.
  if (!titled && !said) return foreignName(text, from, end, cue) ?? onlyName(text, from, end, kin ? 'kin' : cue);
  if (katakana) {
    const run = toKatakana(text.slice(from, end));
    const first = firstPart(text, from);
    const start = first ?? from;
    const known = isKanaName(run);
    if (NOT_KATAKANA.test(run) || (run.length < 2 && first === undefined)) return undefined;
    if (first !== undefined && (known || titled || said))
      return { start, end, rule: 'kana-full', score: Math.max(0.86, base), settled: true, because: cue };
    if (known)
      return titled || said || run.length >= 4
        ? { start, end, rule: 'kana', score: base, settled: true, because: cue }
        : undefined;
    // モモちゃん is mostly a pet, ママさん nobody in particular, and ヨンヨンゴーサン a number.
    if (!said && (cue === 'ちゃん' || NOBODY.test(run))) return undefined;
    return said || titled ? { start, end, rule: 'kana-unknown', score: 0.62, settled: true, because: cue } : undefined;
  }
  const { surnameReadings } = names();
  for (let at = from; at <= end - 2; at++) {
    const run = toKatakana(text.slice(at, end));
    if (!(isHiraganaName(run) || (said && surnameReadings.has(run))) || NOT_NAMES.has(run)) continue;
    if (at > from && !BOUNDARY.test(text, at)) continue;
    if (at === from && at > 0 && !BOUNDARY.test(text, at)) continue;
    if (NOT_NAMES.has(toKatakana(text.slice(from, end)))) return undefined;
    const first = hiraganaBefore(text, at);
    if (first !== undefined)
      return { start: first, end, rule: 'kana-full', score: Math.max(0.8, base), settled: true, because: cue };
    const weak = run.length === 2 || (!titled && !said && run.length < 4);
    return { start: at, end, rule: 'kana', score: weak ? base - 0.2 : base, settled: true, because: cue };
  }
  return titled && askedBack(text, from, cueStart)
    ? { start: from, end, rule: 'kana-asked-back', score: 0.66, settled: true, because: cue }
    : undefined;
}

/** ジョン・スミスです: foreign names with a mark between that are all that is said. */
function foreignName(text: string, from: number, end: number, cue: string): Candidate | undefined {
  if (!isKatakana(unitIn(text, from))) return undefined;
  const start = firstPart(text, from);
  if (start === undefined || !STARTS.test(text, start)) return undefined;
  const { foreign, givenReadings, surnameReadings } = names();
  const known = text
    .slice(start, end)
    .split(/[ ・=]/)
    .map(toKatakana)
    .some((part) => foreign.has(part) || (part.length > 2 && (givenReadings.has(part) || surnameReadings.has(part))));
  return known ? { start, end, rule: 'kana-full', score: 0.68, settled: true, because: cue } : undefined;
}

function onlyName(text: string, start: number, end: number, cue: string): Candidate | undefined {
  const reading = toKatakana(text.slice(start, end));
  if (!names().commonReadings.has(reading) || NOT_NAMES.has(reading)) return undefined;
  const katakana = isKatakana(unitIn(text, start));
  if (!katakana && !STARTS.test(text, start)) return undefined;
  return { start, end, rule: 'kana-only', score: cue === 'です' ? 0.58 : 0.72, settled: true, because: cue };
}

function sameKana(unit: number, katakana: boolean): boolean {
  return katakana ? isKatakana(unit) : unit >= 0x3041 && unit <= 0x3096;
}

/** まつもと けいこ: a frequent surname and a given name in hiragana with a space between. */
function hiraganaPair(text: string, space: number, next: number): Candidate | undefined {
  if (!sameKana(unitIn(text, space - 1), false) || !sameKana(unitIn(text, next), false)) return undefined;
  const to = kanaEnd(text, next, 6);
  const { commonReadings, surnameReadings, givenReadings } = names();
  for (let end = to; end >= next + 2; end--) {
    const given = toKatakana(text.slice(next, end));
    if (!givenReadings.has(given) || !/^(?:$|[\s、。)」]|です|と申|さん|さま|様)/.test(text.slice(end, end + 3)))
      continue;
    for (let from = Math.max(0, space - 6); from <= space - 3; from++) {
      const bracketed = text[from - 1] === '(' && text[end] === ')';
      const reading = toKatakana(text.slice(from, space));
      if (!(bracketed ? surnameReadings : commonReadings).has(reading)) continue;
      if (!BOUNDARY.test(text, from)) continue;
      return { start: from, end, rule: 'hiragana-pair', score: 0.74, settled: true, because: 'readings' };
    }
  }
  return undefined;
}

/** いがらし しゅうへい: start of a surname in hiragana that stands before, parted by a space. */
function hiraganaBefore(text: string, start: number): number | undefined {
  if (text[start - 1] !== ' ') return undefined;
  for (let from = Math.max(0, start - 7); from <= start - 3; from++) {
    const part = text.slice(from, start - 1);
    if (/^[ぁ-ん]+$/.test(part) && names().surnameReadings.has(toKatakana(part)) && BOUNDARY.test(text, from))
      return from;
  }
  return undefined;
}

/** Start of a family or given name that stands before this one, parted by a space or ・. */
function firstPart(text: string, start: number, parts = MOST_PARTS): number | undefined {
  const mark = text[start - 1];
  if (mark !== ' ' && mark !== '・' && mark !== '=') return undefined;
  let from = start - 1;
  while (from > 0 && start - from < LONGEST && isKatakana(unitIn(text, from - 1))) from--;
  const part = toKatakana(text.slice(from, start - 1));
  if (part.length < 1 || NOT_KATAKANA.test(part)) return undefined;
  return (parts > 1 ? firstPart(text, from, parts - 1) : undefined) ?? from;
}

/** For hiragana, where chance makes many readings: a frequent surname, alone or before a given name, or a given name. */
function isHiraganaName(reading: string): boolean {
  const { commonReadings, givenReadings } = names();
  if (commonReadings.has(reading) || (reading.length >= 3 && givenReadings.has(reading))) return true;
  for (let at = 3; at <= reading.length - 2; at++) {
    if (commonReadings.has(reading.slice(0, at)) && givenReadings.has(reading.slice(at))) return true;
  }
  return false;
}

/** A surname, a given name, or one after the other, by their readings in katakana. */
function isKanaName(reading: string): boolean {
  const { surnameReadings, givenReadings, foreign } = names();
  if (surnameReadings.has(reading) || foreign.has(reading)) return true;
  if (reading.length >= 3 && givenReadings.has(reading)) return true;
  for (let at = 2; at <= reading.length - 2; at++) {
    if (surnameReadings.has(reading.slice(0, at)) && givenReadings.has(reading.slice(at))) return true;
  }
  return false;
}

/** Two katakana words with a space that are a surname and a given name (ヤマダ タロウ), or foreign names with ・. */
export function katakanaPairs({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  const { surnameReadings, givenReadings, foreign } = names();
  for (let at = 0; at < hits.length; at++) {
    const { cue, start, end } = hits[at]!;
    const kind = CUE_KINDS[cue]! & (CUE.space | CUE.dot);
    if (kind === 0) continue;
    const hiragana = kind === CUE.space ? hiraganaPair(text, start, end) : undefined;
    if (hiragana) found.push(hiragana);
    if (start === 0 || !isKatakana(unitIn(text, start - 1)) || !isKatakana(unitIn(text, end))) continue;
    let from = start;
    while (from > 0 && start - from < LONGEST && isKatakana(unitIn(text, from - 1))) from--;
    const to = kanaEnd(text, end, LONGEST);
    const before = toKatakana(text.slice(from, start));
    const after = toKatakana(text.slice(end, to));
    if (
      kind === CUE.space &&
      before.length >= 2 &&
      after.length >= 2 &&
      surnameReadings.has(before) &&
      givenReadings.has(after)
    ) {
      found.push({
        start: from,
        end: to,
        rule: 'kana-pair',
        score: before.length + after.length >= 5 ? 0.82 : 0.55,
        settled: true,
        because: 'readings',
      });
    } else if (foreign.has(before) && foreign.has(after) && before.length + after.length >= 5) {
      found.push({ start: from, end: to, rule: 'foreign-pair', score: 0.72, settled: true, because: 'foreign names' });
    }
  }
}

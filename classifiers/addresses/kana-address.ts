import { isDigit } from '../../src/text/ascii.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';

const REACH_BACK = 52;
const REACH = 60;
/** Half-width katakana arrive with their sound marks as units of their own: ト゛ンタ゛. */
const RUN = /(?:^|[^ァ-ヴー゛゜])((?:[ァ-ヴー゛゜]{2,28}[ 、]{0,2}){1,5})$/;
const LABEL =
  /^.*?(?:ゴ|コ゛)?(?:ジュウショ|シ゛[ユュ]ウシ[ヨョ]|オスマイ|バショ|ハ゛シ[ヨョ]|ソウフサキ|アドレス|トコロ)[ハガ:ー]?[ 、]{0,2}/;
const MUNICIPALITY = /(?:シ|ク|ク゛ン|グン|フ|ケン|マチ|ムラ|チ[ョヨ]ウ)(?=[ 、ァ-ヴ]|$)/g;
const PLACE = /(?:シ|ク|グン|ク゛ン|マチ|ムラ|チ[ョヨ]ウ|オオサカ|キ[ョヨ]ウト)/;
const NO_PLACE =
  /ハイツ|コーポ|マンション|デンワ|テ゛ンワ|バンゴウ|ハ゛ンコ゛ウ|ダイヤル|コード|コート゛|レシート|ナンバー|キゴウ|ケータイ|ケイタイ/;

/** ひらかたし くずは なみき: words apart, the first a city's. */
const HIRAGANA_RUN =
  /(?:^|[^ぁ-んー])((?:[ぁ-んー]{2,10}(?:し|(?<!ひゃ|びゃ|ぴゃ)く|ぐん|まち|むら|ちょう|ふ|けん)[ 、])(?:[ぁ-んー]{2,10}[ 、]){0,3}(?:[ぁ-んー]{2,10}[ 、]?)?)$/;
const NUMBER = /^[0-9]{1,4}(?:[-のノ][0-9]{1,4}){1,3}(?![0-9-])/;
/** さくらちょう3-2-8, むこうしもずめちょうみなみやま3の14: in one run, the town by its last syllables. */
const HIRAGANA_TOWN = /(?:^|[^ぁ-んー]|[はがもを])([ぁ-んー]{2,12}?(?:ちょう|まち)[ぁ-んー]{0,10} ?)$/;

/** おうちは, in the same run. */
const HIRAGANA_LABEL = /^(?:お?うち|いえ|じゅうしょ|すまい|わたし|ぼく|おれ)(?:の(?:お?うち|いえ))?[はがも]/;

export const KANA = UnitSet.of('[ァ-ヴー゛゜ぁ-ん]');

export interface WrittenInLetters {
  start: number;
  end: number;
  score: number;
}

/** An address all in katakana before the number that holds the hyphen at `hyphen`: ヤオシ ヤマモトチョウ ミナミ 5-3-9. */
export function kanaAddress(text: string, hyphen: number, lowest: number): WrittenInLetters | undefined {
  let number = hyphen;
  while (number > lowest && hyphen - number < 5 && isDigit(unitIn(text, number - 1))) number--;
  if (number === hyphen || text[number] === '0') return undefined;
  if (!KANA.has(unitIn(text, text[number - 1] === ' ' ? number - 2 : number - 1))) return undefined;
  const before = text.slice(Math.max(lowest, number - REACH_BACK), number);
  const hiragana = (HIRAGANA_RUN.exec(before) ?? HIRAGANA_TOWN.exec(before))?.[1]?.replace(HIRAGANA_LABEL, '');
  if (hiragana !== undefined) {
    const rest = NUMBER.exec(text.slice(number, number + REACH))?.[0];
    return rest === undefined ? undefined : { start: number - hiragana.length, end: number + rest.length, score: 0.85 };
  }
  const run = RUN.exec(before)?.[1];
  if (!run) return undefined;
  const label = LABEL.exec(run)?.[0] ?? '';
  const name = run.slice(label.length);
  const labelled = label !== '' || LABEL.test(before.slice(0, -run.length));
  if (name.length < 4 || NO_PLACE.test(name) || !PLACE.test(name)) return undefined;
  if (!labelled && (name.length < 7 || (name.match(MUNICIPALITY)?.length ?? 0) < 2)) return undefined;
  const rest = NUMBER.exec(text.slice(number, number + REACH));
  if (!rest || /^[0-9-]/.test(text.slice(number + rest[0].length))) return undefined;
  return { start: number - name.length, end: number + rest[0].length, score: labelled ? 0.9 : 0.7 };
}

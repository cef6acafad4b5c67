import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { firstFrom } from '../../src/text/windows.js';

/** What names the last digits alone, and what says before or behind them that they are a telephone number's. */
export const LAST_FOUR = [
  '下4桁',
  '下四桁',
  '下4けた',
  '下四けた',
  '下4ケタ',
  'しも四桁',
  'しも4桁',
  '末尾4桁',
  '末尾',
  '最後の4桁',
  '最後の四桁',
  '後ろ4桁',
  '後ろ四桁',
];
/** Between the words and the digits: what was done with them, or the other speaker's request and who answers. */
const LEAD =
  /^(?:の?(?:4桁|四桁))?(?:は?を(?:お?(?:伺|聞)[いきっ](?:し|すると|たところ)?|お?尋ね(?:し|すると)?|ご?確認(?:し|すると|いたし)?|照合(?:し|すると)?)(?:まし)?(?:た|て)?(?:ところ)?)?(?:が|は|の番号|番号|も|、|:|えー?っ?と、?|えー、?|[「( ])*$/;
const REQUEST =
  /^(?:だけ|の?番号)?(?:を|が|は|も|、)?[^\n。」0-9]{0,14}(?:願い|教え|どうぞ|おっしゃ|いくつ|何番|言って|言え|ですか|わかりますか|分かりますか)[^\n。」0-9]{0,14}[。?]?[」]?[ ]?(?:\n[^\n0-9]{0,14}?[:>| 」「）)、]{0,2}|[^\s0-9「」。]{0,8}「|)(?:はい、?|えー?っ?と、?|えー、?|あの、?)*$/;
const OF_A_PHONE = /電話|でんわ|TEL|携帯|着信|発信|連絡先|折り?返し|同じ番号|架電|番号表示|ショートメール|SMS/;
const OF_ANOTHER =
  /カード|口座|通帳|マイナ|個人番号|免許|旅券|パスポート|年金|保険|会員|受付|登録(?!の?お?(?:電話|携帯|連絡))|住民票|ナンバー|車|内線|伝票|整理|管理/;
/** 下4桁0110の電話は警察を装う: numbers of any caller, as a warning tells of them. */
const WARNING_BEHIND =
  /^(?:からの|の)(?:電話|番号|着信)(?:は|が)(?:詐欺|[^\n。、]{0,16}(?:を装[ういっ]|をかたる|を騙る|になりすま))/;
const REACH_BEFORE = 40;
const LONGEST_LEAD = 44;

/** Where the last of the words stands, or -1. */
function lastOf(words: RegExp, text: string): number {
  let at = -1;
  for (const match of text.matchAll(new RegExp(words, 'g'))) at = match.index;
  return at;
}

/** The last four digits alone, where the words around tell that they are a telephone number's. */
export function lastFours({ text, groups }: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    const group = groups[firstFrom(groups, /^(?:4桁|四桁)/.test(text.slice(end, end + 2)) ? end + 2 : end)];
    if (group?.digits.length !== 4 || group.start - end > LONGEST_LEAD) continue;
    const lead = text.slice(end, group.start);
    if (!LEAD.test(lead) && !REQUEST.test(lead)) continue;
    if (/^[-0-9年円]/.test(text[group.end] ?? '')) continue;
    if (WARNING_BEHIND.test(text.slice(group.end, group.end + REACH_BEFORE))) continue;
    const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
    const phone = lastOf(OF_A_PHONE, before);
    const other = lastOf(OF_ANOTHER, before);
    if (other > phone || (phone < 0 && !OF_A_PHONE.test(text.slice(group.end, group.end + 24)))) continue;
    found.push({
      start: group.start,
      end: group.end,
      rule: 'last-four',
      score: 0.7,
      settled: true,
      because: text.slice(start, end),
    });
  }
  return found;
}

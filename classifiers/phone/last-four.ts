import type { Candidate, CueHit } from '../../src/classify/recognizer.js';

/** What names the last digits alone, and what says before or behind them that they are a telephone number's. */
export const LAST_FOUR = ['下4桁', '下四桁', '下4けた', '下四けた', '下4ケタ', '末尾4桁', '末尾'];
const FOUR =
  /^(?:4桁|四桁)?(?:を(?:お?(?:伺|聞)[いきっ](?:し|すると|たところ)?|お?尋ね(?:し|すると)?|ご?確認(?:し|すると|いたし)?|照合(?:し|すると)?)(?:まし)?(?:た|て)?(?:ところ)?)?(?:が|は|の番号|番号|も|、|:|[「( ])*([0-9〇一二三四五六七八九]{4})(?![0-9-])/;
const OF_A_PHONE = /電話|でんわ|TEL|携帯|着信|発信|連絡先|折り?返し|同じ番号|架電/;
const OF_ANOTHER = /カード|口座|通帳|マイナ|個人番号|免許|旅券|パスポート|年金|保険|会員|受付|登録|住民票|ナンバー|車/;

/** Where the last of the words stands, or -1. */
function lastOf(words: RegExp, text: string): number {
  let at = -1;
  for (const match of text.matchAll(new RegExp(words, 'g'))) at = match.index;
  return at;
}

/** The last four digits alone, where the words around tell that they are a telephone number's. */
export function lastFours(text: string, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    const match = FOUR.exec(text.slice(end, end + 28));
    if (!match) continue;
    const before = text.slice(Math.max(0, start - 24), start);
    const at = end + match[0].length - 4;
    const phone = lastOf(OF_A_PHONE, before);
    const other = lastOf(OF_ANOTHER, before);
    if (other > phone || (phone < 0 && !OF_A_PHONE.test(text.slice(at + 4, at + 24)))) continue;
    found.push({
      start: at,
      end: at + 4,
      rule: 'last-four',
      score: 0.7,
      settled: true,
      because: text.slice(start, end),
    });
  }
  return found;
}

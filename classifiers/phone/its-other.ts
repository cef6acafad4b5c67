import type { Scan } from '../../src/classify/scan.js';
import { Opening } from '../../src/text/edge-pattern.js';
import { firstKind, WORD_KIND } from '../../src/text/word-kinds.js';

/** Said between two numbers of an office; the second may put the first right. */
const BETWEEN = 'です|でございます|になります|[旧新現](?:番号)?| ?[(「]?正(?:しくは)?[)」:]? ?|(?:の?番号)?[はが]';
const MARKS = ')」』\\]、。,/・「『(:';
/** Between the number of an office and another of it, which nothing names: 、, (旧番号. */
const ITS_OTHER = new RegExp(`^(?:[${MARKS}]|${BETWEEN})*$`);
/** The same where a word says what it is: its fax, its direct line. */
const ITS_OTHER_NAMED = new RegExp(
  `^(?:[${MARKS} \\n|]|${BETWEEN}|FAX|Fax|ファ(?:ッ?クス|クシミリ)|電話|TEL|Tel|直通|夜間|と|または|又は)*$`,
);
const NAMED = /FAX|Fax|ファ|電話|TEL|Tel|直通|夜間/;
/** On a line of its own 電話 may be the telephone of whoever called. */
const NAMED_BELOW = /FAX|Fax|ファ|直通|夜間/;
const REACH = 24;

/** Whether what stands between an office's number and the next one, `from` to `to`, says no more than that it is another of it. */
export function isItsOther(text: string, from: number, to: number): boolean {
  if (to - from > REACH) return false;
  const between = text.slice(from, to);
  const named = between.includes('\n') ? NAMED_BELOW : NAMED;
  return (named.test(between) ? ITS_OTHER_NAMED : ITS_OTHER).test(between);
}

/** (自宅), 、後のほうが私の番号, は母の: whose it is, said behind it on its line. */
const WHOSE =
  /^[^。\n0-9]{0,16}?(?:自宅(?!療養|訪問)|携帯|ケータイ|スマホ|私(?![立道学])|わたし|[僕俺]|自分|本人(?!確認)|申出者|相談者|父(?![母子])|(?<!父)母(?!子)|夫(?!婦)|妻|主人|家内|息子|娘|[兄姉弟妹]|実家|職場|勤務先|会社|様(?!式)|さん|氏(?!名)|の番号です)/;
const WHOSE_REACH = 28;
/** Where a name may begin behind it. */
const NAME_MAY_FOLLOW = new Opening(/^(?:[ 、,(:/|"\t]{1,2}|[はが])(?=[一-龠々ァ-ヴぁ-ん])/, 4);
const LONGEST_NAME = 4;
const ENDS_NAME = /^(?:$|[ \n、。,)|/"\t]|です|の番号|まで|へ|に)/;

/** Whether it is said behind a number whose it is: somebody's own, by a word or a name. */
export function isSomebodys({ text, words }: Pick<Scan, 'text' | 'words'>, end: number): boolean {
  if (WHOSE.test(text.slice(end, end + WHOSE_REACH))) return true;
  const gap = NAME_MAY_FOLLOW.exec(text, end)?.[0].length;
  if (gap === undefined) return false;
  const start = end + gap;
  for (let length = 1; length <= LONGEST_NAME && start + length <= text.length; length++) {
    const at = start + length;
    if (isName(words.of(text, start, at)) && ENDS_NAME.test(text.slice(at, at + 3))) return true;
  }
  return false;
}

/** 山口 and 石川 are places first. */
const NAMES = new Set<number>([WORD_KIND.surname, WORD_KIND.given, WORD_KIND.person, WORD_KIND.place]);
const isName = (kinds: number) => NAMES.has(firstKind(kinds));

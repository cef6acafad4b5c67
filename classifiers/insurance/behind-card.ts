import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import { Opening } from '../../src/text/edge-pattern.js';

/** Names of an insured person's card and of the insurances. */
export const CARDS: readonly string[] = [
  '保険証',
  'ほけんしょ',
  '国保',
  '社保',
  '健保',
  '被保険者証',
  '協会けんぽ',
  '資格確認書',
  'ken hoken',
  'kou hoken',
  'hokensho',
  'Hokensho',
];
export const INSURER = '保険者番号';

const NAME = '(?:(?:[一-龠]{1,3}|[ぁ-ん]{2,4}) ?)?';
const NOT_BEHIND = '(?![0-9.・年月日時円%/:-])';
const REACH = 48;

/** 保険証　66831742・00419, ほけんしょ 27・04・1183, 保険証（9002-31）: both behind the name of the card alone. */
const BEHIND_CARD = new Opening(
  new RegExp(
    `^(?:証)?(?:の番号)?(?:は|が|の|:|,| |\\(){0,3}((?:(?<![一-龠])(?!番号|記号)[一-龠]{1,3} ?)?[0-9]{1,8}(?:[・-][0-9]{1,6}){1,2})${NOT_BEHIND}`,
  ),
  REACH,
);
/** 保険証は夫の扶養、番号1170-22, 保険証のばんごう→34-1188: with 番号 between. */
const NUMBER_BETWEEN = new Opening(
  new RegExp(
    `^[^0-9。\\n]{0,16}(?:番号|ばんごう|番ごう|記号)(?:は|が|→|:|、| |「){0,3}(${NAME}[0-9]{1,6}(?:-[0-9]{1,7}){1,2})${NOT_BEHIND}`,
  ),
  REACH,
);
/** 国保 岸ふ 0027731, 国保国や 0771, 保険証 交野は の 1-00482: a symbol of kanji and one kana that joins no words, and the number. */
const KANA_SYMBOL = new Opening(
  /^(?:証)?[ :・]{0,2}((?!加入|資格|保険|窓口|担当|口座|通帳|振込|番地|約款|様式|別表|別紙|第|税|料|課|係|証|写)[一-龠]{1,3}(?:(?![がのを])[ぁ-んァ-ヴ]|[-・][一二三四五六七八九十ぁ-んァ-ヴ]))(?: の |の|[ -])([0-9]{1,3}-[0-9]{2,7}|[0-9]{3,8})(?![0-9.・年月日時円件人%/:-]| ?(?:円|件|人|年|月))/,
  REACH,
);
/** Kenkou hoken no bangou 太国 3300217: 記号 and 番号. */
const IN_LATIN = new Opening(/^(?: no ban(?:g|gou?)?o?u?)?[ :]{1,2}([一-龠]{1,3}) ([0-9]{3,8})(?![0-9-])/, REACH);
/** 07433097(保険者番号)、みやぎ 32-5067: the insurer first, then both. */
const BEHIND_INSURER = new Opening(
  new RegExp(
    `^(?:[)]|(?:は|が|:| ){0,2}[0-9]{6}(?:[0-9]{2})?)(?:、|,|/|・| ){1,2}(?:記号番号 ?)?(${NAME}[0-9]{1,5}-[0-9]{1,7})${NOT_BEHIND}`,
  ),
  REACH,
);

const OTHER_CARD = /介護|介$|雇用/;
/** Words between the card and 番号 that say that another number follows. */
const OTHER_BETWEEN = /電話|受付|整理|申請|郵便|発行|連絡|問い?合|内線|介護|年金|雇用|会員|伝票|管理/;

/** 記号 and 番号 of an insured person that stand behind the name of the card, or behind the insurer's number. */
export function behindCards(text: string, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    const word = text.slice(start, end);
    if (word === INSURER) {
      if (text[start - 1] !== '被') take(BEHIND_INSURER.exec(text, end), end, word, found);
      continue;
    }
    if (!CARDS.includes(word) || OTHER_CARD.test(text.slice(Math.max(0, start - 4), start))) continue;
    take(
      /[a-z]/.test(word)
        ? IN_LATIN.exec(text, end)
        : (BEHIND_CARD.exec(text, end) ?? KANA_SYMBOL.exec(text, end) ?? NUMBER_BETWEEN.exec(text, end)),
      end,
      word,
      found,
    );
  }
  return found;
}

function take(match: RegExpExecArray | null, end: number, word: string, found: Candidate[]): void {
  if (!match) return;
  const value = match[match.length - 1]!;
  const symbol = match.length > 2 ? match[1] : undefined;
  if (isDateOrPhone(value) || OTHER_BETWEEN.test(match[0])) return;
  if (symbol === undefined && value.replace(/[^0-9]/g, '').length < 5) return;
  const to = end + match[0].length;
  const as = { rule: 'behind-card', score: symbol === undefined ? 0.7 : 0.85, settled: true, because: word } as const;
  if (symbol !== undefined) {
    const from = end + match[0].lastIndexOf(symbol, match[0].length - value.length - 1);
    found.push({ start: from, end: from + symbol.length, ...as });
  }
  found.push({ start: to - value.length, end: to, ...as });
}

function isDateOrPhone(value: string): boolean {
  return (
    /^0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}$/.test(value) || /^(?:19|20)[0-9]{2}-[0-9]{1,2}(?:-[0-9]{1,2})?$/.test(value)
  );
}

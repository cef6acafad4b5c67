import type { Scan } from '../../../src/classify/scan.js';
import { Opening } from '../../../src/text/edge-pattern.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import type { Range } from '../../../src/text/windows.js';
import { firstKind, WORD_KIND } from '../../../src/text/word-kinds.js';
import { isKnownPlace } from '../words/known-places.js';
import { parseName } from '../words/name-parse.js';
import { ADDRESSED } from '../words/titles.js';

/** Units on either side of a name within which it is looked for again. */
const REACH = 1000;
const SHAPE = /^[一-龠々]{1,4}$/;
const SPACED = /^([一-龠々]{1,4}) +[一-龠々ぁ-んァ-ヶ]{1,6}$/;
/** What follows somebody who does something or to whom something is done. */
const ACTS = new Opening(
  new RegExp(
    `^(?:が|は(?!なく)|を(?!通|流|渡る|越|下)|に(?:聞|伝|渡|頼|任|確認|連絡|引|回|代わ|相談|報告|依頼|電話)|へ(?:引|渡|回|連絡|確認)|から(?:説明|報告|連絡|電話|聞|受|引)|も(?:同|来|出|知|聞)|案で|${ADDRESSED})`,
  ),
  5,
);
/** Where a sentence or a part of it begins. */
const BEGINS = UnitSet.of('[\\n 、。・:>が)(]');
/** Surnames of one character that stand in sentences as ordinary words. */
const WORDS = UnitSet.of(
  '[上下中東西南北前後本原外内先方間次今奥横裏表元年月日時分家道店所口町村市区県国北川山海森林畑花木石金水空人男女母父夫妻子孫娘姉兄妹弟私客係相利通受発係職]',
);

/** The surname of a name in kanji that is known for certain. */
export function surnameOf(value: string): string | undefined {
  const spaced = SPACED.exec(value)?.[1];
  if (spaced !== undefined) return spaced;
  if (value.length > 2 && /^[一-龠々ぁ-んァ-ヶー]+$/.test(value)) {
    const parse = parseName(value);
    if (parse && parse.given !== '' && parse.surname !== '') return parse.surname;
  }
  return SHAPE.test(value) ? value : undefined;
}

/** Where a surname stands free again near a place, as somebody who does something. */
export function* saidAgain({ text, words }: Scan, surname: string, near: number): Generator<Range> {
  const base = Math.max(0, near - REACH);
  const window = text.slice(base, near + REACH);
  for (let at = window.indexOf(surname); at !== -1; at = window.indexOf(surname, at + 1)) {
    const [start, end] = [base + at, base + at + surname.length];
    if (start > 0 && !BEGINS.has(unitIn(text, start - 1))) continue;
    if (!ACTS.test(text, end) || firstKind(words.of(text, start, end)) === WORD_KIND.noun) continue;
    if (isKnownPlace(text, start, end)) continue;
    if (surname.length === 1 && WORDS.has(unitIn(text, start))) continue;
    yield { start, end };
  }
}

import { UnitTrie } from '../../../src/text/unit-trie.js';
import { looksGiven, type Margin } from './name-lexicon.js';
import { marginOf, nameTries } from './name-tries.js';

const LONGEST_SURNAME = 5;

export interface NameParse {
  surname: string;
  given: string;
  /** 0–1: how surely these characters are a name, before any context. */
  score: number;
}

/**
 * Reads all of `text` (kanji, perhaps with a kana given name) as surname and given name, or as one of them.
 * Undefined when no reading exists.
 */
export function parseName(text: string): NameParse | undefined {
  let known = parsed.get(text);
  if (known === undefined) {
    known = parse(text) ?? null;
    if (parsed.size >= KEPT_PARSES) parsed.clear();
    parsed.set(text, known);
  }
  return known ?? undefined;
}

/** The same few thousand words make up most of any text. */
const KEPT_PARSES = 32_768;
const parsed = new Map<string, NameParse | null>();

function parse(text: string): NameParse | undefined {
  const { surnames, givenNames } = nameTries();
  let best: NameParse | undefined;
  const offer = (parse: NameParse) => {
    if (!best || parse.score > best.score) best = parse;
  };
  for (let length = Math.min(LONGEST_SURNAME, text.length); length >= 1; length--) {
    const surname = text.slice(0, length);
    const found = surnames.get(surname);
    if (found === UnitTrie.NONE) continue;
    const margin = marginOf(found);
    const given = text.slice(length);
    if (given === '') offer({ surname, given, score: aloneScore(surname, margin) });
    else {
      const foundGiven = givenNames.get(given);
      const givenMargin = foundGiven === UnitTrie.NONE ? undefined : marginOf(foundGiven);
      const head = length === 1 ? 0.22 : margin > 0 ? 0.45 : margin > -2500 ? 0.4 : 0.32;
      if (givenMargin !== undefined) offer({ surname, given, score: head + givenScore(given, givenMargin) });
      else if (looksGiven(given)) offer({ surname, given, score: head + 0.17 });
    }
  }
  const alone = givenNames.get(text);
  const margin = alone === UnitTrie.NONE ? undefined : marginOf(alone);
  if (margin !== undefined && (!best || (best.given === '' && best.score < 0.2))) {
    offer({ surname: '', given: text, score: Math.max(0.12, aloneScore(text, margin) - 0.08) });
  }
  return best;
}

function aloneScore(name: string, margin: Margin): number {
  const rank = (Math.max(-6000, Math.min(4000, margin)) + 6000) / 10000;
  return name.length === 1 ? 0.1 + rank * 0.2 : 0.15 + rank * 0.35;
}

function givenScore(given: string, margin: Margin): number {
  if (given.length === 1) return margin > -2500 ? 0.25 : 0.16;
  return margin > -1500 ? 0.38 : margin > -4000 ? 0.28 : 0.2;
}

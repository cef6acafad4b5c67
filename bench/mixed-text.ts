import { readAllGold } from '../fixtures/gold.js';
import { readLexicon } from '../src/classify/lexicon.js';

/** One text with the names that lead to it, as the detector gets it from a record. */
export interface BenchText {
  text: string;
  fieldName?: string;
  path: string[];
}

/**
 * All fields of the fixtures of the five systems, `rounds` times. Each round exchanges the surnames for others and
 * shifts the digits, so that what is timed is the work and not a cache. Only what holds neither comes again, as the
 * values of columns such as 区分 do in real records.
 */
export function mixedText(rounds: number): BenchText[] {
  const surnames = readLexicon('surnames')
    .rows.filter(([surface, , cost]) => surface!.length === 2 && Number(cost) < 7000)
    .map(([surface]) => surface!);
  const position = new Map(surnames.map((surname, at) => [surname, at]));
  const records = readAllGold().flatMap(({ records: gold }) => gold);
  const texts: BenchText[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const { fields } of records) {
      for (const { name, path, text } of fields) {
        texts.push({
          text: varied(text, round, surnames, position),
          path,
          ...(name === null ? {} : { fieldName: name }),
        });
      }
    }
  }
  return texts;
}

function varied(
  text: string,
  round: number,
  surnames: readonly string[],
  position: ReadonlyMap<string, number>,
): string {
  // Eight shifts bring a digit back: from then on each place of a text is shifted by another number too.
  const turn = Math.floor(round / 8);
  // Joined once: a text put together unit by unit would keep an object for each of them until it is read.
  const parts: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const known = position.get(text.slice(at, at + 2));
    if (known !== undefined) {
      parts.push(surnames[(known + round * 7) % surnames.length]!);
      at++;
    } else
      parts.push(/[1-8]/.test(text[at]!) ? String(((Number(text[at]) + round + turn * (at + 1)) % 8) + 1) : text[at]!);
  }
  return parts.join('');
}

export function lengthOf(texts: readonly BenchText[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}

import { matchesAt } from '../../../src/text/match-at.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { COMMON, FOREIGN, READS_GIVEN, READS_SURNAME } from '../words/name-tries.js';
import { ADDRESSED } from '../words/titles.js';
import { HIRAGANA, is, KANJI, scriptOf, trait } from '../words/unit-traits.js';
import { kanaEnds, LINKS } from './candidate-units.js';
import { LONGEST_HIRAGANA, SHORTEST_RARE, traitsOfHiragana } from './hiragana-candidates.js';
import { kanaCandidate } from './kana-candidates.js';
import type { TakeCandidate } from './name-candidate.js';

/** Behind names in hiragana children and families write the title so as well: はせがわせんせい, きぬえばあさん. */
const IN_KANA =
  '(?<!お)(?:せんせい|せんぱい|(?:ば[あぁー]?|じ[いぃー]?|お[ばじ]|ね[えー]|に[いー])(?:さん|ちゃん)|じいじ|ばあば)';
const TITLE = new RegExp(`${ADDRESSED}|${IN_KANA}`, 'y');
const SAYS = /です|と申|ともうし|と[言い]い|って[言い名人方]|っていう|い[いう]|言[いう]/y;
/** Units that one of them begins with. */
const CUES = trait('さちく様先氏でとっい言せばじおねに');

/** A name in hiragana that ends at a title or where somebody says it: 代わりましたいとうです, 隣のかずちゃん. */
export function hiraganaBefore(text: string, end: number, found: TakeCandidate): void {
  if (!is(unitIn(text, end), CUES)) return;
  const isTitled = matchesAt(TITLE, text, end);
  if (!isTitled && !matchesAt(SAYS, text, end)) return;
  for (let start = end - 2; start >= 0 && end - start <= LONGEST_HIRAGANA; start--) {
    if (scriptOf(unitIn(text, start + 1)) !== HIRAGANA || scriptOf(unitIn(text, start)) !== HIRAGANA) return;
    const before = unitIn(text, start - 1);
    const inside = scriptOf(before) === HIRAGANA;
    const isAnnounced = !inside || is(before, LINKS);
    const traits = traitsOfHiragana(text, start, end);
    const length = end - start;
    if (traits === 0 && !(isTitled && isAnnounced)) continue;
    if (!isTitled && length < SHORTEST_RARE) continue;
    if (length === 2 && !isAnnounced) continue;
    // `hiraganaAt` has found it.
    if (isAnnounced && kanaEnds(text, end, HIRAGANA) && foundFromStart(text, start, traits, length, inside)) continue;
    found(kanaCandidate('hiragana', start, end, end, traits));
  }
}

function foundFromStart(text: string, start: number, traits: number, length: number, inside: boolean): boolean {
  const open = !inside && scriptOf(unitIn(text, start - 1)) !== KANJI;
  if (inside && length < SHORTEST_RARE) return false;
  const isSurname = (traits & COMMON) !== 0 || (open && length >= SHORTEST_RARE && (traits & READS_SURNAME) !== 0);
  return isSurname || (traits & (READS_GIVEN | FOREIGN)) !== 0;
}

import type { Range } from '../../../src/text/windows.js';
import { firstKind, WORD_KIND, type WordKinds } from '../../../src/text/word-kinds.js';

/** Units that a word may run beyond a phrase, and that a word at its end is looked for. */
const MOST_BEYOND = 6;
const WORD_BEFORE = 5;
/** A phrase is not cut shorter than this. */
const SHORTEST = 2;
const NUMBER = /[0-9,一二三四五六七八九十百千万数何半]{1,8}$/;
/** A phrase that begins so has its number before it. */
const COUNTER = /^(?:年[分滞払納]|[かヶカケ箇]月|月[分遅滞]|期[分滞]|級|度[^目]|回|円|針|犯)/;
/** Said on after a verb: 払っ て い ない, 押さえ られ た, 飲ん で い ます. */
const SAID_ON =
  /^(?:さ?せ|ら?れ)?(?:[てで](?:い(?:る|た|て|ます|ました|ません|ない)|お(?:り(?:ます|ました)?|ら(?:ず|ん)|る)|ます|ました|る|た|しま(?:った|って|い(?:ました)?))?|る|[ただ]|ます|まし[たて]|ません(?:でした)?|な(?:い|かった|く(?:なっ[たて]|なり(?:ました)?)?)|ず|と(?:る|った|ら[んず])|ちゃ(?:った|って))?/;
/** Hardly follows a noun: 押さえ is both. */
const AFTER_VERB = /^(?:ら?れ(?:[たてる]|ま)|まし[たて]|ません|て(?:い|お))/;
/** After て: 受けて いる. */
const STILL = /^[てで](?:い(?:る|た|ます|ました|ません|ない)|お(?:り(?:ます|ました)|る)|ます|ました|る|た)/;
const PARTICLE = /[をがはにのとも]$/;
const KANA = /^[ぁ-ん]+$/;
const READ = 16;

/**
 * The phrase from `start` to `end`, of whole words: 税を納 in 税を納めておらず is 税を納めておらず, 年分の滞納 in
 * 3年分の滞納 is all of it, 断食を is 断食. Never empty.
 */
export function inWholeWords(text: string, { start, end }: Range, words: WordKinds): Range {
  const from = numberBefore(text, start, end);
  const { at: to, verb } = wordEnd(text, from, end, words);
  if (verb) return { start: from, end: to + SAID_ON.exec(text.slice(to, to + READ))![0].length };
  if (to > end) return { start: from, end: to };
  const still = STILL.exec(text.slice(end - 1, end + READ));
  if (still) return { start: from, end: end - 1 + still[0].length };
  return { start: from, end: withoutParticle(text, from, end, words) };
}

function numberBefore(text: string, start: number, end: number): number {
  if (!COUNTER.test(text.slice(start, Math.min(end, start + 3)))) return start;
  return start - (NUMBER.exec(text.slice(Math.max(0, start - 8), start))?.[0].length ?? 0);
}

/** Where the word in which the phrase ends ends itself, read greedily from its beginning, and whether it is a verb. */
function wordEnd(text: string, start: number, end: number, words: WordKinds): { at: number; verb: boolean } {
  for (let at = start; at < end; ) {
    const kind = firstKind(words.longest(text, at));
    const next = Math.max(at + 1, words.end);
    if (next >= end) {
      const verb = kind === WORD_KIND.verb || (next > end && AFTER_VERB.test(text.slice(next, next + READ)));
      // はで in 火葬は|できない: of one unit within the phrase and of kana alone, only a verb is told on.
      const runsOn = !verb && next > end && at === end - 1 && KANA.test(text.slice(at, next));
      return { at: runsOn || next - end > MOST_BEYOND ? end : next, verb };
    }
    at = next;
  }
  return { at: end, verb: false };
}

/** Without a particle that joins the phrase to what follows. */
function withoutParticle(text: string, start: number, end: number, words: WordKinds): number {
  if (end - start <= SHORTEST || !PARTICLE.test(text.slice(end - 1, end))) return end;
  const particle = firstKind(words.before(text, end, WORD_BEFORE)) === WORD_KIND.particle;
  return particle && end - 1 > start ? Math.max(words.start, start + SHORTEST) : end;
}

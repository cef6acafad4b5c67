import type { CueHit } from '../../../src/classify/recognizer.js';
import { PUBLISHED_ROW } from '../../../src/classify/record/published-row.js';
import { isTopic } from '../../../src/classify/record/topic-field.js';
import type { Scan } from '../../../src/classify/scan.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { sentenceWindow } from '../../../src/text/windows.js';
import { type RuleView, TRAIT, viewByRule } from '../rule-score.js';
import type { ToldRule } from '../rules/told-rule.js';
import { isMadeUp } from './made-up.js';
import { tellsOfNobody } from './of-nobody.js';

/** A term in its sentence, before anything says whether it is told about somebody. */
export interface Told extends RuleView {
  start: number;
  end: number;
  /** The term itself, without what extends it. */
  hitStart: number;
  hitEnd: number;
  group: number;
  /** The sentence, as far as it is read. */
  from: number;
  to: number;
}

const REACH = 48;
const PREFIX = 14;
const EXTENSION = 16;
/** A compound does not run on behind a particle: 病 in 病院 is another word, 透析に in 透析に行く is none. */
const ENDS_IN_KANA = /[ぁ-ん]/;
const REMARKS = /備考|特記|配慮|病歴|既往/;

/** Places where a term of the rule stands, each with what belongs to it. */
export function toldCandidates(scan: Scan, hits: readonly CueHit[], rule: ToldRule): Told[] {
  const told: Told[] = [];
  if (hits.length === 0 || scan.beside === PUBLISHED_ROW) return told;
  const { text, fields } = scan;
  const topic = isTopic(scan);
  let done = 0;
  for (let at = 0; at < hits.length; at++) {
    let hit = hits[at]!;
    // Of terms that begin at the same place the longest is meant: 糖尿病, not 糖尿.
    for (; hits[at + 1]?.start === hit.start; at++) if (hits[at + 1]!.end > hit.end) hit = hits[at + 1]!;
    if (hit.start < done || insideWord(text, hit.start, hit.end, rule.prefix !== undefined)) continue;
    const following = text.slice(hit.end, hit.end + EXTENSION);
    if (rule.otherWord?.test(following) && !ENDS_IN_KANA.test(text[hit.end - 1]!)) continue;
    const group = rule.terms.groups[hit.cue]!;
    const start = hit.start - prefixLength(rule, text.slice(Math.max(done, hit.start - PREFIX), hit.start));
    if (start === hit.start && rule.suffixes?.has(group)) continue;
    if (rule.nothing?.test(text.slice(Math.max(done, start - 8), hit.end))) continue;
    const end = hit.end + (rule.extend?.exec(following)?.[0].length ?? 0);
    const { start: from, end: to } = sentenceWindow(text, start, end, REACH);
    const { traits, score } = viewByRule(text, { start, end, hitEnd: hit.end, from, to }, rule);
    // 件名：生活保護の車の保有 tells of nobody, 件名：母の認知症 does.
    if (topic && (traits & TRAIT.here) === 0) continue;
    if (tellsOfNobody(text, { start, end, traits }) || isMadeUp(scan, { start })) {
      // Nor does a shorter term within it: 保護 in ( )生活保護.
      done = end;
      continue;
    }
    const remarks = fields.matches(REMARKS) ? TRAIT.remarks : 0;
    told.push({ start, end, hitStart: hit.start, hitEnd: hit.end, group, from, to, traits: traits | remarks, score });
    done = end;
  }
  return told;
}

/** スリ in スリランカ, うつ in 抗うつ薬 or 移うつもり. */
function insideWord(text: string, start: number, end: number, prefixed: boolean): boolean {
  const first = unitIn(text, start);
  // Most terms begin with a kanji.
  if (first >= 0x3400) return false;
  const [before, after] = [text[start - 1] ?? '', text[end] ?? ''];
  if (/[ァ-ヴー]/.test(text[start]!))
    return (
      !isAllKatakana(text, start, end) &&
      ((!prefixed && /[ァ-ヴー]/.test(before)) || (/[ァ-ヴー゛゜]/.test(text[end - 1]!) && /[ァ-ヴー]/.test(after)))
    );
  // More than one of an English word is the same word: Muslims.
  if (/[A-Za-z]/.test(text[start]!))
    return /[A-Za-z]/.test(before) || /^(?:s?[A-RT-Za-rt-z]|ss)/i.test(text.slice(end, end + 2));
  if (!/^[ぁ-ん]/.test(text[start]!) || end - start > 2) return false;
  if (/^(?:の|を|は|も|で)/.test(text.slice(end, end + 1)) && !/[ぁ-ん抗一-龠]/.test(before)) return false;
  // 実はうつで: between particles a short word stands for itself.
  if (
    /[はがもをのに、一-龠]/.test(before) &&
    before !== '抗' &&
    /^(?:で(?![きて])|に(?:な|か)|が(?!る)|と(?:診|言|告)|です|を患)/.test(text.slice(end, end + 3))
  )
    return false;
  return /[ぁ-ん抗]/.test(before) || /[ぁ-のま-ん]/.test(after);
}

/** Shorter ones stand in other words of such a text as well. */
const SHORTEST_READING = 4;
const BESIDE = 12;
const NO_KATAKANA = /[ぁ-ん一-龠]/;

/** Where all is written in katakana, words are not parted by their writing: ショウガイネンキンノミデ. */
function isAllKatakana(text: string, start: number, end: number): boolean {
  if (end - start < SHORTEST_READING) return false;
  return !NO_KATAKANA.test(text.slice(Math.max(0, start - BESIDE), end + BESIDE));
}

/** Words that run into a term without belonging to it: 昨年脳梗塞, 今入院, 母認知症. */
const NOT_PREFIX =
  /^(?:一?昨年|今年|去年|先月|先週|先日|昨日|以前|現在|当時|今回|今春|今月|今週|今(?!後)|本日|昨夜|毎年|毎月|毎週|最近|再度|前回|次回|長年|数年前|年前|歳|頃|母|父|夫|妻|娘|息子|私|主人|本人|祖父|祖母|兄|弟|姉|妹|同居)+/;

function prefixLength(rule: ToldRule, before: string): number {
  return rule.prefix?.exec(before)?.[0].replace(NOT_PREFIX, '').length ?? 0;
}

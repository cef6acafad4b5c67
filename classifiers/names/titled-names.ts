import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { Closing, Opening } from '../../src/text/edge-pattern.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { type Spot, spotIn } from './kanji-spots.js';
import { NOT_BEFORE_NAME } from './words/before-names.js';
import { CUE, CUE_KINDS } from './words/cue-words.js';
import { titledScore } from './words/familiar-names.js';
import { INTRODUCES } from './words/name-cues.js';
import { names } from './words/name-lexicon.js';
import { isLabelWord, NOT_BEFORE_HONORIFIC, NOUN_ENDINGS } from './words/not-names.js';
import { isNameUnit } from './words/runs.js';
import { PUBLIC_TITLE_AFTER, publicTitleBefore } from './words/titles.js';
import { readTokens } from './words/token-reading.js';

const REACH = 24;
/** Longer runs of kanji are laws, offices and slogans. */
const LONGEST_RUN = 24;
/** 何名様, お二人様. */
const COUNTED = /^(?:[何数一二三四五六七八九十両]+(?:名|人|組)|何)$/;
const NO_NAME_BEHIND = new Closing(NOT_BEFORE_NAME, REACH);
const POLITE = new UnitSet().add('おご');
const INTRODUCED = new Opening(INTRODUCES, REACH);
/** あの、中山ですが: who speaks up says an everyday surname and goes on. */
const OPENS_TALK = new Opening(/^です(?:が|けど|けれど)(?![、。]?(?:何|どこ|どちら))/, 8);
const SPEAKS_UP = new Closing(
  /(?:^|[。\n「:]|(?:あの|あのー|もしもし|すみません|すいません|えっと|えー|はい)[、,。 ]{1,2})$/,
  8,
);
const TITLE_AFTER = new Opening(PUBLIC_TITLE_AFTER, REACH);
const SPACE = 0x20;
const LONGEST_SURNAME = 4;
const KANJI = UnitSet.of('[一-龠]');
/** Inside a run of kanji only 様 and 氏 are titles (金子様折電希望), and not in 様子, 氏名, 久世殿城町. */
const GOES_ON_PATTERN = /^(?:様[々式子相態似宅方]|氏[名子神族]|(?:殿|君|宅|邸|先生|夫妻|様方|様宅)[一-龠々])/;
const GOES_ON = new UnitSet().add('様氏殿君宅邸先夫');

/** Names in kanji before a title or an introduction: 山田様, 田中太郎と申します. These cues alone are certain. */
export function titledNames(scan: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  const { text } = scan;
  let done = -1;
  for (let at = 0; at < hits.length; at++) {
    const { cue, start, end } = hits[at]!;
    const kinds = CUE_KINDS[cue]!;
    if ((kinds & CUE.noName) !== 0 && !((kinds & CUE.maybeSays) !== 0 && OPENS_TALK.test(text, start))) continue;
    const last = unitIn(text, start - 1) === SPACE ? start - 2 : start - 1;
    if (last <= done || !isNameUnit(unitIn(text, last)) || goesOn(text, start, end)) continue;
    let from = last;
    while (from > 0 && last - from < LONGEST_RUN && isNameUnit(unitIn(text, from - 1))) from--;
    // 様 ends the run it stands in, さん stands behind it.
    const spot = spotIn(scan, {
      start: from,
      end: last === start - 1 && KANJI.has(unitIn(text, start)) ? end : last + 1,
    });
    const weighed = spot && weigh(scan, spot);
    if (!weighed) continue;
    done = spot.end - 1;
    const { rule, because } = weighed;
    const score = spot.honorific ? titledScore(text, spot.start, spot.end, weighed.score) : weighed.score;
    found.push({ start: surnameBefore(text, spot.start), end: spot.end, rule, score, settled: true, because });
  }
}

/** Where 鬼頭 begins in 鬼頭 麗奈様: the surname before a space, or the place itself. */
function surnameBefore(text: string, start: number): number {
  if (unitIn(text, start - 1) !== SPACE) return start;
  const { surnames } = names();
  let from = start - 1;
  let begins = start;
  while (from > 0 && start - from <= LONGEST_SURNAME && isNameUnit(unitIn(text, from - 1))) {
    from--;
    if (surnames.has(text.slice(from, start - 1))) begins = from;
  }
  // 相談者 佐藤様: what stands before the space goes on, so it is no surname alone.
  return isNameUnit(unitIn(text, begins - 1)) ? start : begins;
}

function goesOn(text: string, start: number, end: number): boolean {
  return GOES_ON.has(unitIn(text, start)) && GOES_ON_PATTERN.test(text.slice(start, end + 1));
}

function weigh(scan: Scan, spot: Spot): { rule: string; score: number; because: string } | undefined {
  const { text } = scan;
  const { start, end, parse, honorific } = spot;
  // Without either there is no name; what stands around it is looked at only where there may be one.
  if (!honorific && !(parse && (INTRODUCED.mayMatch(text, end) || OPENS_TALK.mayMatch(text, end)))) return undefined;
  if (publicTitleBefore(text, start, REACH) || TITLE_AFTER.test(text, end) || NO_NAME_BEHIND.test(text, start))
    return undefined;
  if (!honorific) {
    const introduced = parse && INTRODUCED.exec(text, end)?.[0];
    if (introduced !== undefined) return { rule: 'introduced', score: 0.94, because: introduced };
    const opens =
      names().common.has(text.slice(start, end)) && OPENS_TALK.test(text, end) && SPEAKS_UP.test(text, start);
    return opens ? { rule: 'speaks-up', score: 0.8, because: 'speaks up' } : undefined;
  }
  const value = text.slice(start, end);
  if (NOT_BEFORE_HONORIFIC.has(value) || COUNTED.test(value) || POLITE.has(unitIn(text, start - 1))) return undefined;
  if (!parse) return rareName(scan, spot, value);
  if (parse.score < 0.2 && (NOUN_ENDINGS.has(value) || readTokens(scan, start, end) === 'crossed')) return undefined;
  return { rule: 'titled', score: parse.given !== '' ? 0.97 : parse.score < 0.2 ? 0.7 : 0.92, because: 'title' };
}

/** 各所属長, 吉野食堂, 看護部長, 県税, 次男: offices, shops and relatives that no surname ends or begins like. */
const NO_SURNAME = /^(?:各|県|[長次三四五][男女]$)|(?:知事|議員|大臣|堂|長|税|荘|課|院|寮|組|署|商|塾|[男女])$/;

/** A name no lexicon has: two to four kanji before a title that the tokenizer does not know as a word. */
function rareName(scan: Scan, { start, end }: Spot, value: string) {
  if (
    /[0-9A-Za-z]/.test(scan.text[start - 1] ?? '') ||
    value.length < 2 ||
    value.length > 4 ||
    NOUN_ENDINGS.has(value.at(-1)!) ||
    isLabelWord(value) ||
    NO_SURNAME.test(value)
  )
    return undefined;
  const reading = readTokens(scan, start, end);
  if (reading === 'other' && scan.tokenize(value).length === 1) return undefined;
  return { rule: 'titled-rare', score: reading === 'crossed' ? 0.3 : 0.62, because: `title, read as ${reading}` };
}

import type { Candidate, CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { Closing, Opening } from '../../../src/text/edge-pattern.js';
import { toKatakana } from '../../../src/text/kana.js';
import { NOT_A_NAME, nameAt } from '../labelled-names.js';
import { CUE, CUE_KINDS } from '../words/cue-words.js';
import { isFullName } from './readings.js';

/** Units behind the word 名前 in which the question ends and the answer begins. */
const REACH = 72;
/** What is asked, without a line break: をフルネームでお願いいたします。 */
const QUESTION = '[^\\n「」:]{0,34}';
/** Who answers: 客：, 客「, お客様 , [00:12], >. */
const SPEAKER =
  '(?:\\[[^\\]\\n]{1,12}\\] ?|[0-9:]{4,8} )?(?:[^\\s:「」、。=>|]{1,10} ?(?:[:=>|] ?|「|[ \\t](?=[^ \\t]))|- ?)?「?';
/** はい、えっと、私 before the name itself. */
const FILLERS =
  "(?:(?:はい|ああ?|え[ーえっ]?っ?と|ええ|えー|うん|あの|あのー|あのう|私|わたし|わたくし|僕|ぼく|俺|名前は|it is|it's|yes|I am|I'm)[、。,. …ー]{0,3}){0,3}";
const ANSWER = new Opening(
  new RegExp(`^(?:${QUESTION}\\n[ \\t]*${SPEAKER}|${QUESTION}」[ \\n]{0,2}[^\\n「」]{0,10}「)${FILLERS}`),
  REACH,
);
/** お名前, ご氏名, your name: asked of a person; 施設のお名前 is asked of something else. */
const ASKED = new Closing(
  /(?:(?<!の)[おご](?:名前|氏名|名字|苗字|芳名)|(?:方|様|さん|人|者|子|母|父|親|族|客|夫|妻)の[おご]?(?:名前|氏名)|(?:your|his|her|full) name)$/,
  12,
);
const WORD = /^(?:名前|氏名|芳名|name)$/;
/** An answer is all that is said, or goes on behind the name. */
const SAID = /^(?:$|[\s、。,.…」)(/]|です|でござ|と申|と[言い]い|って|だ|の[一-龠ぁ-ん]{1,2}です|より|から)/;
const SCORE = 0.86;

/** Whose name was asked for in the turn before: 「お名前をお願いします」「椿原です」. Any name that no list knows is one there. */
export function askedNames(scan: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  const { text } = scan;
  for (let at = 0; at < hits.length; at++) {
    const { cue, start, end } = hits[at]!;
    if ((CUE_KINDS[cue]! & CUE.header) === 0 || !WORD.test(text.slice(start, end)) || !ASKED.test(text, end)) continue;
    const before = ANSWER.exec(text, end);
    if (!before) continue;
    const from = end + before[0].length;
    const listed = nameAt(scan, from, true);
    const name = listed && SAID.test(text.slice(listed.end, listed.end + 5)) ? listed : unlistedAt(scan, from);
    if (!name) continue;
    const score = Math.min(SCORE, name.score);
    found.push({ start: from, end: name.end, rule: 'asked', score, settled: true, because: 'asked for the name' });
  }
}

const ENDS = '(?=です|でござ|と申|と[言い]い|[ 、。\\n」]|$)';
const KANJI = new RegExp(`^([一-龠々ヶ]{1,5})[ぁ-んァ-ヴー]{0,5}?${ENDS}`);
const HIRAGANA = new RegExp(`^[ぁ-ん]{4,12}?${ENDS}`);

/** 春夏冬です, ほりぐちさちえです: what no list holds, unless the tokenizer knows it as a word. */
function unlistedAt({ text, tokenize }: Scan, start: number): { end: number; score: number } | undefined {
  const answer = text.slice(start, start + 24);
  const [kanji, run] = KANJI.exec(answer) ?? [];
  if (kanji !== undefined && kanji.length > 1 && !NOT_A_NAME.test(kanji)) {
    const isWord = tokenize(run!).some(
      (token) => token.end - token.start > 1 && token.reading !== undefined && !token.detail.startsWith('固有名詞'),
    );
    return !isWord && run!.length > 1 ? { end: start + kanji.length, score: 0.62 } : undefined;
  }
  const hiragana = HIRAGANA.exec(answer)?.[0];
  return hiragana !== undefined && isFullName(toKatakana(hiragana))
    ? { end: start + hiragana.length, score: 0.8 }
    : undefined;
}

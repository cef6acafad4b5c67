import type { Candidate } from '../../src/classify/recognizer.js';

/** Turns behind the label, and units of one, that are looked at. */
const MOST_TURNS = 9;
const LONGEST_TURN = 48;
const SPEAKER =
  /^[ \t]*(?:\[[^\]\n]{1,12}\][ \t]*)?(?:[^\s:|>」「=/→。、0-9]{1,10}[0-9]?[:|>=/→「][ 「]?|[①-⑨] ?|[―—–-]{1,2} ?|[A-Z客受係職][0-9]?[ \t]+|[^\s。、0-9:「昭平令大明]{2,6}[ \t]+)?/;
const SAID = '(?:[いちにさんよしごろくななはきゅうじ]{1,12}|[0-9〇一二三四五六七八九十拾元]{1,4})';
const ERA = '(?:昭和|平成|大正|令和|しょうわ|へいせい|たいしょう|れいわ|西暦)';
const PAUSE = '(?:[の、 …]|えーと?|えっと|ええと|あの|えー)*';
const YEAR = `(?:${ERA}${PAUSE}${SAID} ?(?:年|ねん)|(?:19|20)[0-9]{2} ?年|${ERA}(?=の?[、。…\\n]|$)|${SAID}ねん)`;
const MONTH = `${SAID} ?(?:月|がつ)`;
const DAY = `(?:${SAID} ?(?:日|にち)|ついたち|ふつか|みっか|よっか|いつか|むいか|なのか|ようか|ここのか|とおか|はつか)`;
const PARTS = new RegExp(
  `^(?:はい|えーと?|えっと|ええと|えー|あの|うん|ああ|で|[、 …])*((?:${YEAR}|${MONTH}|${DAY})(?:${PAUSE}(?:${MONTH}|${DAY}))*)`,
);
const HAS_YEAR = new RegExp(YEAR);
const HAS_MONTH = new RegExp(MONTH);
const HEARD =
  /^(?:はい|ええ|うん|どうぞ|はいはい|お願いします|ありがとうございます|承知[^\n]{0,8}|続き[^\n]{0,6}|[月日年]は?|何[年月日][^\n]{0,8})?[、。 …」?]*$/;

/**
 * Year, month and day told over the turns behind the question for them, and what the other speaker reads back.
 *
 * @param label - where the label ends; its line holds no date
 */
export function birthsOverTurns(text: string, label: number, cue: string): Candidate[] {
  const found: Candidate[] = [];
  let [year, month] = [false, false];
  const own = text.slice(label, label + LONGEST_TURN).indexOf('\n');
  if (own < 0) return found;
  let from = label + own + 1;
  for (let turn = 0; turn < MOST_TURNS && from < text.length; turn++) {
    const line = text.slice(from, from + LONGEST_TURN + 1).indexOf('\n');
    const end = line < 0 ? text.length : from + line;
    if (end - from > LONGEST_TURN) break;
    const begin = from + SPEAKER.exec(text.slice(from, end))![0].length;
    const said = text.slice(begin, end);
    const parts = PARTS.exec(said);
    if (parts) {
      const start = begin + parts[0].length - parts[1]!.length;
      year ||= HAS_YEAR.test(parts[1]!);
      month ||= HAS_MONTH.test(parts[1]!);
      found.push({
        start,
        end: begin + parts[0].length,
        rule: 'over-turns',
        score: 0.85,
        settled: true,
        because: cue,
      });
    } else if (!HEARD.test(said)) break;
    from = end + 1;
  }
  return year && month ? found : [];
}

/** When it is said, or the row of a table: `[00:12] `, `14:21 `, `2,`. */
const WHEN = '(?:\\[[^\\]\\n]{1,12}\\][ \\t]*|[0-9]{1,2}(?::[0-9]{2}){1,2}[ ,\\t]+|[0-9]{1,4},(?=[A-Za-z一-龠]))?';
/** Who speaks, and when, at the start of a turn: `ID:1 `, `spk_0 `, `客：`, `CU,`, `①`, `―`, `A `, `お客様 `. */
const SPEAKER = new RegExp(
  `^[ \\t]*${WHEN}(?:ID[: ][0-9][ \\t]+|[^\\s:|>」「=/→▼。、,0-9]{1,10}[0-9]{0,2}(?:[:|>=/→▼「)][ 「]?|,(?=[^ 0-9]))|[①-⑨㋐-㋾] ?|[―—–>-]{1,2} ?|[a-z]{2,8}_?[0-9]{1,2}[ \\t]+|(?:[A-Z客受係職父母男女][0-9]?|op|cu)[ \\t]+|[^\\s。、0-9:「昭平令大明記番枝a-z]{2,6}[ \\t]+)?`,
);

/** Units that name the speaker of the turn from `begin` to `end`. */
export function speakerAt(text: string, begin: number, end: number): number {
  return SPEAKER.exec(text.slice(begin, Math.min(end, begin + 32)))![0].length;
}

/** Where the turn that holds `from` ends: at a line break, or where 」「 parts two speakers; never behind `limit`. */
export function endOfTurn(text: string, from: number, limit: number): number {
  const rest = text.slice(from, limit);
  const line = rest.indexOf('\n');
  const quote = rest.indexOf('」「');
  const end = line < 0 ? quote : quote < 0 ? line : Math.min(line, quote);
  return end < 0 ? limit : from + end;
}

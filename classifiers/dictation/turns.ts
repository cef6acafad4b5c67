/** Who speaks, and when, at the start of a turn. */
const SPEAKER =
  /^[ \t]*(?:\[[^\]\n]{1,12}\][ \t]*|[0-9]{1,2}(?::[0-9]{2}){1,2}[ \t]+)?(?:[^\s:|>」「=/→▼。、0-9]{1,10}[0-9]{0,2}[:|>=/→▼「)][ 「]?|[①-⑨㋐-㋾] ?|[―—–-]{1,2} ?|[A-Z客受係職父母][0-9]?[ \t]+|[^\s。、0-9:「昭平令大明記番枝a-z]{2,6}[ \t]+)?/;

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

/** A stretch of kanji, with the small kana that stand inside names (一ノ瀬, 三ツ木, 四ヶ所). */
export interface KanjiRun {
  start: number;
  end: number;
}

const KIND = new Uint8Array(0x10000);
for (let unit = 0x4e00; unit <= 0x9fff; unit++) KIND[unit] = 1;
for (let unit = 0xd840; unit <= 0xd87f; unit++) KIND[unit] = 1;
for (let unit = 0xdc00; unit <= 0xdfff; unit++) KIND[unit] = 1;
for (const mark of '々〆ヶ') KIND[mark.charCodeAt(0)] = 1;
for (const joint of 'ノツッケ') KIND[joint.charCodeAt(0)] = 2;

/** All kanji runs of normalised text, in order. */
export function* kanjiRuns(text: string): Generator<KanjiRun> {
  const length = text.length;
  let at = 0;
  while (at < length) {
    if (KIND[text.charCodeAt(at)] !== 1) {
      at++;
      continue;
    }
    const start = at;
    at++;
    while (at < length) {
      const kind = KIND[text.charCodeAt(at)];
      if (kind === 1 || (kind === 2 && at + 1 < length && KIND[text.charCodeAt(at + 1)] === 1)) at++;
      else break;
    }
    yield { start, end: at };
  }
}

/** 様 inside a run, as in short notes: 金子様折電希望. Not 様子, 同様の, 氏名. */
const TITLE_INSIDE = /[一-龠々](?:様(?![々式子相態似宅方])|氏(?![名子神族]))(?=[一-龠])/;
const SPEAKING = new Set('言云');
const LONGEST_TITLED = 24;

/** The kanji runs, cut behind a title that stands inside one, and without the unit of a number before them. */
export function* titledRuns(text: string): Generator<KanjiRun> {
  for (const run of kanjiRuns(text)) {
    let { start } = run;
    // 西村言います: the verb is no part of it.
    if (run.end - start > 2 && SPEAKING.has(text[run.end - 1]!) && 'いう'.includes(text[run.end] ?? '-')) run.end--;
    if (run.end - start > 1 && /[0-9]/.test(text[start - 1] ?? '') && /[時分日年月件回]/.test(text[start]!)) start++;
    const inside = run.end - start <= LONGEST_TITLED ? TITLE_INSIDE.exec(text.slice(start, run.end)) : null;
    if (!inside) {
      yield { start, end: run.end };
      continue;
    }
    const cut = start + inside.index + 2;
    yield { start, end: cut };
    yield { start: cut, end: run.end };
  }
}

/** End of the run of hiragana or katakana that starts at `at`, at most `limit` units. */
export function kanaEnd(text: string, at: number, limit: number): number {
  let end = at;
  while (end < text.length && end - at < limit && isKana(text.charCodeAt(end))) end++;
  return end;
}

export function isKana(unit: number): boolean {
  return (unit >= 0x3041 && unit <= 0x3096) || isKatakana(unit);
}

export function isKatakana(unit: number): boolean {
  return (unit >= 0x30a1 && unit <= 0x30fa) || unit === 0x30fc || unit === 0x309b || unit === 0x309c;
}

/** Katakana of `text`: hiragana shifted, and separate sound marks (half-width input) put back into their letters. */
export function toKatakana(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x309b) result = `${result}\u3099`.normalize('NFC');
    else if (unit === 0x309c) result = `${result}\u309a`.normalize('NFC');
    else result += unit >= 0x3041 && unit <= 0x3096 ? String.fromCharCode(unit + 0x60) : text[at];
  }
  return result;
}

/** Hepburn syllables of katakana, two-letter ones first. Source: Cabinet Notice on romanisation (Hepburn as in passports). */
const SYLLABLES: Record<string, string> = Object.fromEntries(
  (
    'キャkya キュkyu キョkyo シャsha シュshu ショsho チャcha チュchu チョcho ニャnya ニュnyu ニョnyo ヒャhya ヒュhyu ヒョhyo ミャmya ミュmyu ミョmyo リャrya リュryu リョryo ギャgya ギュgyu ギョgyo ジャja ジュju ジョjo ビャbya ビュbyu ビョbyo ピャpya ピュpyu ピョpyo ' +
    'アa イi ウu エe オo カka キki クku ケke コko サsa シshi スsu セse ソso タta チchi ツtsu テte トto ナna ニni ヌnu ネne ノno ハha ヒhi フfu ヘhe ホho マma ミmi ムmu メme モmo ヤya ユyu ヨyo ラra リri ルru レre ロro ワwa ヲo ンn ガga ギgi グgu ゲge ゴgo ザza ジji ズzu ゼze ゾzo ダda ヂji ヅzu デde ドdo バba ビbi ブbu ベbe ボbo パpa ピpi プpu ペpe ポpo ヴvu'
  )
    .split(' ')
    .map((pair) => [pair.replace(/[a-z]+$/, ''), pair.replace(/^[^a-z]+/, '')]),
);

/**
 * Romanised spellings of a reading in katakana, lower case: long vowels left out as in passports, and written out
 * (`サトウ` → `sato`, `satou`, `satoh`). Empty for kana that have no syllable.
 */
export function romanized(reading: string): string[] {
  let full = '';
  for (let at = 0; at < reading.length; at++) {
    if (reading[at] === 'ッ') {
      const next = syllableAt(reading, at + 1);
      full += next?.startsWith('ch') ? 't' : (next?.[0] ?? '');
      continue;
    }
    if (reading[at] === 'ー') continue;
    const pair = SYLLABLES[reading.slice(at, at + 2)];
    const syllable = (reading.length > at + 1 && pair) || SYLLABLES[reading[at]!];
    if (!syllable) return [];
    full += syllable;
    if (syllable === pair) at++;
  }
  const passport = full
    .replace(/n(?=[bmp])/g, 'm')
    .replace(/ou|oo/g, 'o')
    .replace(/uu/g, 'u');
  const plain = full.replace(/ou|oo/g, 'o').replace(/uu/g, 'u');
  return [...new Set([full, passport, plain, /o[uo]$/.test(full) ? `${plain}h` : plain])];
}

function syllableAt(reading: string, at: number): string | undefined {
  return SYLLABLES[reading.slice(at, at + 2)] ?? SYLLABLES[reading[at] ?? ''];
}

/** What a list of words calls its entries. */
const SORT =
  /^(?:surname|family ?name|given ?name|proper ?noun|noun|固有名詞|固有|名詞|地名|人名姓|人名名|苗字|名字|駅名|品種)$/i;
const MARKS = /[,\t|;、]/;
/** What tells which of a word's cells is how it is read. */
const KANA = /^[ぁ-んァ-ヴー・ ]{1,16}$/;
/** How likely a recognizer of speech takes the word for heard: はくいし,羽咋市,0.9 below what says it is a dictionary. */
const WEIGHT = /^[01]\.[0-9]{1,2}$/;
const DICTIONARY = /辞書|単語登録|読み,表記|表記,読み|重み/;
const HEAD = 80;
/** Longer lines are no entry. */
const LONGEST = 60;
/** A number or an age: somebody's row. */
const OF_SOMEBODY = /[0-9]{3}|[0-9][歳才]|[様氏]|さん/;

/**
 * Whether a word is an entry of a list of words, which tell how they are read and what they are (石丸,いしまる,surname):
 * nobody is meant by them.
 */
export function isDictionaryEntry(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - LONGEST);
  const begins = text.lastIndexOf('\n', start - 1) + 1;
  if (begins < from) return false;
  const line = /^[^\n]*/.exec(text.slice(begins, begins + LONGEST))![0];
  if (begins + line.length < end || !MARKS.test(line) || OF_SOMEBODY.test(line)) return false;
  const cells = line.split(MARKS).map((cell) => cell.trim());
  if (cells.length < 3) return false;
  if (KANA.test(cells[1]!) && cells.slice(2).some((cell) => SORT.test(cell))) return true;
  return (
    WEIGHT.test(cells.at(-1)!) && (KANA.test(cells[0]!) || KANA.test(cells[1]!)) && DICTIONARY.test(text.slice(0, HEAD))
  );
}

const MARKED = /[^\0-\x7f]/;
const MARKS = /[\u0300-\u036f]/g;
/** Letters that Unicode does not take apart into a letter and a mark. */
const WHOLE: Readonly<Record<string, string>> = { đ: 'd', ø: 'o', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

/** A word in small letters without marks, as lists hold it: Lefèvre → lefevre, Đặng → dang, Satō → sato. */
export function withoutMarks(word: string): string {
  const small = word.toLowerCase();
  if (!MARKED.test(small)) return small;
  return small
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đøłıßæœþ]/g, (letter) => WHOLE[letter]!);
}

/** Cues that stand before the date, and those that stand after it. */
export const LABELS = [
  '生年月日',
  '誕生日',
  'お誕生日',
  '生まれた日',
  '出生日',
  '出生年月日',
  'Date of Birth',
  'DOB',
  'dob',
  'Dob',
  'birthday',
  'born on',
  '(b.',
  'born',
  'お生まれ',
  '生まれは',
  'date of birth',
  'Birthday',
  'Date of birth',
  'DATE OF BIRTH',
  'birth',
  'Birth',
  '生まれたのが',
  '生まれたのは',
  '生まれが',
  'うまれは',
  'BDAY',
  'bday',
  'UMARE',
  'umare',
  'D.O.B',
  'D.O.B.',
  'Birthdate',
  'birthdate',
  'tanjobi',
  'tanjoubi',
  'Tanjobi',
  'Tanjoubi',
  'seinengappi',
  'Seinengappi',
  'せいねんがっぴ',
  'たんじょうび',
  'セイネンガッピ',
  '生年',
  '生まれ年',
  'うまれ年',
  '生まれも',
  'うまれた日',
  '生まれた年',
];
/** Who is asked who they are tells name and birth: 本人確認：1989年2月7日. */
export const IDENTIFIED = ['本人確認', '本確', 'ご本人確認', '身元確認'];
/** Behind the date. */
export const AFTER = ['生まれ', '生れ', '産まれ', 'うまれ', '生'];
/** Who is asked to prove themselves is hardly a small child. */
export const LATEST_IDENTIFIED = 2013;

const SHORT = /^(?:dob|bday|umare)$/i;

/** Whether a short label in Latin letters is a part of a word: adobe 2026-01-15. */
export function isInLatinWord(text: string, start: number, end: number): boolean {
  return SHORT.test(text.slice(start, end)) && /[A-Za-z]/.test((text[start - 1] ?? '') + (text[end] ?? ''));
}

/** (a) … (b. 2024/04/01): an item of a list. Behind a name, Sean Miller (b. 21/08/1994), it is born. */
export function isListItem(text: string, start: number, end: number): boolean {
  return text.slice(start, end) === '(b.' && !/[A-Za-z] $/.test(text.slice(Math.max(0, start - 2), start));
}

/** Whether 生 and the like behind a date begin another word: 生まれ変わった, 生まれた方. */
export function isOtherWord(text: string, start: number, end: number, cue: string): boolean {
  return (
    (cue === '生' && /[まき年徒活命物産]/.test(text[end] ?? '')) ||
    // 学生:, 研修生: are who speaks; 発生:, 衛生: what it is about.
    (cue === '生' &&
      /[:】]/.test(text[end] ?? '') &&
      /[学徒修習先講門塾人実発派衛厚更寄]/.test(text[start - 1] ?? '')) ||
    /^[ぁ-ん]?変わ/.test(text.slice(end, end + 3)) ||
    // に生まれた: of a person, not of a rule for those born then.
    (text[start - 1] === 'に' &&
      (cue === '生' || /^[れた]{0,2}(?:方|人|者|以降|以前|[^ぁ-ん]{0,3}対象)/.test(text.slice(end, end + 6))))
  );
}

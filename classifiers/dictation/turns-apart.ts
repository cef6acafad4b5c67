/** 「…」「…」, 「…」B「…」: turns of a conversation in brackets, one behind the other in one line. */
const IN_BRACKETS = /」([A-Z一-龠]?)「/g;

/** The same text, unit for unit, with a new line where one speaker's bracket follows another's. */
export function turnsApart(text: string): string {
  return text.includes('」') ? text.replace(IN_BRACKETS, (_, speaker) => (speaker === '' ? '\n「' : '」\n「')) : text;
}

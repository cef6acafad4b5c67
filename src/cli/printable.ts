/**
 * C0 but tab and line feed, C1, and what changes the direction of text. A terminal obeys some of them: a certificate
 * or a package that somebody else made could otherwise clear the screen and write a verdict of its own.
 */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text as a screen may show it: what is not printable becomes `�`. */
export function printable(text: string): string {
  return text.replace(OBEYED, '\ufffd');
}

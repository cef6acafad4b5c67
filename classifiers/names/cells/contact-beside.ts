/** Units before and behind a value in which a way to reach its owner is looked for. */
const REACH = 160;
/** 090-1111-2222, 0311112222, +81 90 1111 2222, a mailbox, or the key of one. */
const CONTACT =
  /(?<![0-9-])(?:0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}|0[0-9]{9,10}|\+81[- ]?[0-9-]{9,12})(?![0-9-])|[A-Za-z0-9]@[a-z]|(?:tel|phone|mobile|cell|e?mail)["']? ?[=:]|携帯/i;
/** Ends a row, a statement, or what belongs to one thing. */
const END = /[};]|\n[ \t\r]*\n/;

/** Whether a telephone number or a mailbox stands in the same object, row or statement, as it does beside people. */
export function hasContactBeside(text: string, at: number): boolean {
  const before = text
    .slice(Math.max(0, at - REACH), at)
    .split(END)
    .at(-1)!;
  const behind = text.slice(at, at + REACH).split(END)[0]!;
  return CONTACT.test(before + behind);
}

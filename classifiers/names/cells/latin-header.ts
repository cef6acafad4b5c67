import { lineAround } from './cell-shape.js';

const HEADER_WORDS = new Set(
  'ID,NO,NAME,TEL,PHONE,MAIL,EMAIL,STATUS,STATE,KANA,SEI,MEI,MEMO,NOTE,DATE,TIME,ROOM,DOB,BIRTH,CAT,CATEGORY,TYPE,CODE,DUE,LOT,LOC,SITE,STATION,SUMMARY,LOCATION,ATTENDEE,BEGIN,END,RSLT,RESULT,GUEST,MEAL,AGE,SEX,ADDRESS,ADDR,ZIP,QTY,ITEM,UNIT,PRICE,FROM,TO,KBN,CASE,TITLE,SUBJECT,LASTNAME,FIRSTNAME,DESC,LEVEL,RANK,SKU,SIZE,COLOR'.split(
    ',',
  ),
);

/** CB_ID,STATUS,NAME,TEL: the first row of a table, in capitals, names no one. */
export function isHeaderInLatin(text: string, start: number, end: number): boolean {
  const name = text.slice(start, end);
  if (name !== name.toUpperCase()) return false;
  if (HEADER_WORDS.has(name)) return true;
  const { before, behind } = lineAround(text, start, end);
  const cells = (before + name + behind).split(/[,;|\t]/);
  return (
    cells.length > 2 &&
    cells.every((one) => /^[A-Z_ ]+$/.test(one)) &&
    cells.some((one) => HEADER_WORDS.has(one.trim()))
  );
}

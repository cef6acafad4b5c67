import { Closing, Opening } from '../../src/text/edge-pattern.js';

/** Whose accounts are published. They pay refunds as well, to accounts of others. */
const TREASURY = '(?:会計管理者|歳入徴収官|災害対策本部長?)';
/** 名義 北県会計管理者, 会計管理者の口座 北銀行 普通 0004417; but nothing of whom it goes to. */
const TREASURY_BEFORE = new Closing(
  new RegExp(
    `(?:${TREASURY}(?:の|名義の?|[ :])?(?:指定|専用)?口座(?![へに])|名義人?[はが:= ]{0,2}[一-龠]{0,8}${TREASURY}|歳入金の口座)(?:(?![先様宛]|から|より|還付|返金|本人|さん)[^。\\n]){0,24}$`,
  ),
  60,
);
/** 普通 0004417「北県会計管理者」: the holder behind it. */
const TREASURY_BEHIND = new Opening(
  new RegExp(
    `^[」』)、,:/ ]{0,3}(?:口座)?(?:名義?人?)?[はが:= ]{0,2}(?:\\n[^\\n:]{1,6}:)?[「『(]?(?:[一-龠]{0,4}[都道府県市区町村])?${TREASURY}(?=[」』)。,\\n ]|名義|、?です|$)`,
  ),
  44,
);

/** Whether the account from `start` to `end` is one that an office publishes to be paid into. */
export function isOfTreasury(text: string, start: number, end: number): boolean {
  return TREASURY_BEFORE.test(text, start) || TREASURY_BEHIND.test(text, end);
}

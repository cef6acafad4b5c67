import { isOfPerson, OFFICIAL } from './official.js';

/** Mailboxes that nobody reads. */
const NOBODY = /^(?:(?:no|do-?not)[._-]?reply|mailer-daemon|postmaster|bounces?)\d*$/i;
/** What mail programs call a message by is written as an address is. */
const MESSAGE_ID = /(?:message-id|msgid|in-reply-to|references|content-id)["']?[:=] ?["']?<?$/i;
/** banner@2x.png: a file for screens of twice the density. */
const FILE = /^@[0-9]x\.(?:png|jpe?g|gif|webp|svg)$/i;

/** Words for a role, of which the local part of a shared mailbox is made. */
const ROLES =
  'info|contact|support|help|helpdesk|desk|service|customer|cs|sales|shop|jimu|jimukyoku|uketsuke|saiyo|recruit|webmaster|admin|inquiry|toiawase|otoiawase|kou?hou?|jou?hou?|sou?mu|go?iken|sou?dan|madoguchi|office|press|yoyaku|kou?za|kenshu|volunteer|nyuu?satsu|shokai|moushikomi|mousikomi|oubo|boshu|kanko';
const ROLE = new RegExp(`^(?:${ROLES})\\d*$`, 'i');
/** kohokocho-nyusatsu: one of several words. */
const HAS_ROLE = new RegExp(`^(?:[a-z]{2,12}[._-]){0,2}(?:${ROLES})(?:[._-][a-z]{2,12}){0,2}\\d*$`, 'i');
/** pref-sample.example: named after an office, as no domain of a person is. */
const NAMED_AFTER_OFFICE = /(?:^@?|\.)pref-/i;
/** Where anybody may have a mailbox. */
const FREE =
  /(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|mac|aol|proton(?:mail)?|docomo|ezweb|au|softbank|i\.softbank|ymobile|rakuten|nifty|biglobe|ocn|so-net|plala|dion)\.(?:com|jp|ne\.jp|co\.jp|or\.jp|me|example)$/i;
/** Somebody between the body and the address. */
const SOMEBODY = /[者方母父妻夫子宅人生員]|[0-9一二三四]年|氏名|さん|[ 　][一-龠]{1,4}[ 　]/;

const ANNOUNCED =
  /お?問い?合わ?せ|不具合|ご不明|申し?込?み?|応募|提出先|送付先|窓口|事務局|受付|ご意見|E-?mail[:： ]*$|メール[:： ]*$|共用|センター|お知らせ/;
/** NPO法人…ネット info@…, 予約係 yoyaku@…: who has it stands right before it on its line. */
const OF_ASSOCIATION =
  /(?:(?:社団|財団|NPO|特定非営利活動)法人|協会|財団|連盟|連合会|協議会|会議所|公社|機構|大学|(?:図書|美術|博物|公民|会)館)([^。、\n@様氏]{0,20})$|[一-龠ァ-ヴー][課係][^一-龠ぁ-んァ-ヴ。\n@]{0,12}$/;
/** Who writes so gives an address of their own, or a firm's. */
const OWN =
  /町内会|自治会|です|ます|さん|私|うち|当会|代表|返信|返事|連絡は|会社|㈱|㈲|\([株有]\)|商店|工業|産業|[差発受]信/;
/** To: <info@…>: a mail that was sent there. */
const ADDRESSED = /(?:To|From|Cc): ?<?$/;
const REACH = 60;

/**
 * Whether the address whose local part begins at `start` leads to nobody: it is a machine's, an office's, or one of a
 * role that is published for everybody. A firm's that it writes from, or that a memo names, leads to the firm.
 *
 * @param domain - with the sign before it
 */
export function isNobodys(text: string, start: number, local: string, domain: string): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  if (NOBODY.test(local) || MESSAGE_ID.test(before) || FILE.test(domain)) return true;
  if (OFFICIAL.test(domain)) return !isOfPerson(text, start, local);
  if (NAMED_AFTER_OFFICE.test(domain) && HAS_ROLE.test(local)) return !isOfPerson(text, start, local);
  if (!ROLE.test(local) || FREE.test(domain) || ADDRESSED.test(before)) return false;
  if (ANNOUNCED.test(before)) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const body = OF_ASSOCIATION.exec(line);
  return body !== null && !OWN.test(line) && !SOMEBODY.test(body[1] ?? '');
}

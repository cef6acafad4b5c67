import { isOnForm } from './of-caller.js';
import { lastOffice } from './public-office.js';

const REACH = 96;
const REACH_AFTER = 24;

/** Behind an office: where it is, or its number, is what somebody wants to know. */
const IS_ASKED =
  /^(?:の|へ|への|まで|までの)?(?:住所|所在地?|場所|位置|行き方|道順|アクセス)(?:(?:を|が|は|について)[^\n。]{0,8}(?:聞か|聞きたい|尋ね|問い?合わ?せ|問合せ|照会|質問|案内|知りたい|教えて)[^\n。様氏]{0,10})?[。、?:][ 「]?(?:(?:住所|所在地|場所)は)?$|^を(?:聞か|尋ね|問われ)[^\n。様氏]{0,8}[。、]$/;
/** 美術館は9時半から。住所は…、電話は: opening hours first; the address is left out. */
const IS_TOLD =
  /^は[^\n。様氏]{0,24}(?:[0-9]{1,2}(?::[0-9]{2}|時)|[月火水木金土日]曜|定休|休館|休み|年中無休|予約不要|無料|有料)[^\n。様氏]{0,20}。(?:(?:住所|所在地|場所)は|、?お?電話(?:番号)?は) ?$/;
/** 名称:美術館⏎所在地: of a list. */
const LISTED = /(?:^|\n)[ ・■●○◆]{0,2}(?:名称|施設名?|機関名|館名|会場名?|窓口名?|庁舎名?)[:\t ]{1,2}[^\n様氏]{0,20}$/;
const LISTED_BEHIND =
  /^[^\n様氏。、]{0,8}\n(?:[^\n様氏]{0,24}\n)?[ ・]?(?:所在地?|住所|場所|電話(?:番号)?|TEL|FAX)[: \t]{1,3}$/;
/** 千代田区…と案内: told by whoever answers. */
const TOLD_AFTER =
  /^(?:です|でございます|になり|にあり|とのこと|だと|[とを](?:ご?案内|回答|お?伝え|お答え|教示|説明|お知らせ)|、[^。\n様氏]{0,8}(?:駅|徒歩|バス|車|[0-9]階|庁舎|電話は)|。(?:電話|TEL|最寄り|駐車場|徒歩|バス)|の[^\s。、]{0,10}(?:[0-9]階|庁舎|館内)|、お?電話|\n|。?$)/;
/** Somebody who is there, or lives there. */
const OF_SOMEBODY = /自宅|うち|私|本人|匿名|申出|申請|相談者|通報|在住|住ん|折り?返|携帯|連絡先|送付|届け|宛名/;

/**
 * Whether the address or number between `start` and `end` answers the question for an office, or stands below its name in
 * a list: 美術館の場所を聞かれ、…と案内.
 */
export function officeAsked(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const office = lastOffice(before);
  if (!office || OF_SOMEBODY.test(office.behind)) return false;
  const head = before.slice(0, before.length - office.behind.length);
  if (LISTED_BEHIND.test(office.behind))
    return LISTED.test(head.slice(0, -office.whole.length)) && !isOnForm(text, start);
  const after = text.slice(end, end + REACH_AFTER);
  if (OF_SOMEBODY.test(after) || !TOLD_AFTER.test(after)) return false;
  return IS_TOLD.test(office.behind) || (IS_ASKED.test(office.behind) && !OPEN_END.test(after));
}

/** Nothing says that it was told: what closes a note may as well be where the caller lives. */
const OPEN_END = /^(?:\n|。?$)/;

import { Closing } from '../../text/edge-pattern.js';

/** 障害番号, 宛名番号: a word that ends in 番号 names what follows, whether a list has it or not. */
const COMPOUND = new Closing(/([一-龠々ァ-ヴー]{1,8})(?:番号|コード|ID|No\.?)[^\S\n]?(?:は|が|:|=)?[^\S\n]?$/, 16);
/** Words in front of 番号 that name no other kind of number. */
const OPEN_COMPOUND =
  /^[新旧現]$|変更[前後]$|電話|携帯|連絡|相手|先方|ダイヤル|スマホ|ケータイ|ファ|直通|緊急|自宅|勤務先|会社|折|発信|着信|実家|本人|お客|利用者|被保険者|保険|被保|年金|免許|旅券|住民|個人|外国|永住|ビザ|渡航|マイナ|カード|口座|登録|法人|車両|車(?![体台検])|郵便|記号|証|手帳|カード|裏|表|(?<!図)面|右上|左上|コピー|控|原本|現物|基礎|雇用|失業|介護|介被|在留|パス|ナンバー|氏名|世帯|夫|妻|父|母|子/;
/** Stems of keys in English that number cases and things: order_no. */
export const NUMBERED_THINGS =
  'order|ticket|tracking|slip|invoice|serial|model|product|item|asset|case|request|receipt|document';
/** A field that holds such a number and nothing else: 発注番号, order_no. */
export const OTHER_FIELD = new RegExp(
  `(?:^|/)(?![^/]*(?:${OPEN_COMPOUND.source}))[^/]{1,8}(?:番号|コード|(?<=[一-龠々ァ-ヴー])id|no\\.?|№)$|(?:^|[/_])(?:${NUMBERED_THINGS})[_ -]?(?:no|number|id|code)$|(?:^|/)(?:serial|sku|lot|hinban|katashiki|kiban|barcode|jan|isbn)$`,
);

/** 整理番号 0612-34-5678 から 0612-34-5699: what joins a second number to one that such a word names. */
const COMPOUND_BEFORE_ANOTHER = new Closing(
  /([一-龠々ァ-ヴー]{1,8})(?:番号|コード|ID|No\.?)[^\S\n]?(?:は|が|:|=)?[^\S\n]?[0-9A-Z-]{4,16} ?(?:から|~|及び|と|、|・) ?(?:[A-Z]{2})?$/,
  42,
);

/** The word right before a number, or before another that it stands beside, which says that it is of another kind. */
export function isOtherCompound(text: string, start: number): string | undefined {
  const label = COMPOUND.exec(text, start) ?? COMPOUND_BEFORE_ANOTHER.exec(text, start);
  return label && !OPEN_COMPOUND.test(label[1]!) ? label[0].trim() : undefined;
}

/** 介護施設の指定番号は2771403312、2771403320: the second of a list, whose name stands behind `label`. */
export function isOtherListed(text: string, start: number, label: number): string | undefined {
  const named = COMPOUND_BEFORE_ANOTHER.exec(text, start);
  if (!named || start - named[0].length + named[1]!.length < label || OPEN_COMPOUND.test(named[1]!)) return undefined;
  return named[0].trim();
}

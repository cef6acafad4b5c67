import { headerAbove } from '../../src/classify/record/columns.js';
import type { Scan } from '../../src/classify/scan.js';
import { NUMBERED_THINGS } from '../../src/classify/score/context.js';
import { Opening } from '../../src/text/edge-pattern.js';
import type { DigitPlace } from './digit-places.js';

type Place = Pick<DigitPlace, 'start' | 'end'>;

/** Stems of keys that name households, goods, cases and places, as databases of offices have them. */
const STEMS =
  'setai|zaiko|kanjo|kamoku|yosan|denpyo?|uketsuke|seiri|kanri|chumon|hatchu|juchu|shohin|buhin|bihin|hinmoku|kiki|kikai|tanmatsu|meter|kensa|shisetsu|yoyaku|koji|keiyaku|anken|shorui|bunsho|tosho|shiryo|lot|stock|parcel|shipment|device|terminal|session|job|batch|facility|jigyosho?|kaiin|gakko|dantai|kuiki|chiban';
/** setai_no=, "zaiko_no":", kanjo_cd. */
const OTHER_KEY = `(?:${STEMS}|${NUMBERED_THINGS})(?:_[a-z]{2,12})?_?(?:no|cd|id|code)`;
const KEY_BEFORE = new RegExp(`(?<![A-Za-z_])${OTHER_KEY}["']?[:=|] ?["']?$`, 'i');
const KEY_ALONE = new RegExp(`^${OTHER_KEY}$`, 'i');
const LONGEST_KEY = 44;

/** Whether the key, field or column that holds digits names something else than a number of a person. */
export function isUnderKeyOfOther({ text, fields }: Scan, { start, end }: Place): boolean {
  if (/[:=|"' ]/.test(text[start - 1] ?? '') && KEY_BEFORE.test(text.slice(Math.max(0, start - LONGEST_KEY), start)))
    return true;
  if (start <= 2 && end >= text.length - 2 && fields.field.length < LONGEST_KEY && KEY_ALONE.test(fields.field))
    return true;
  const header = headerAbove(text, start);
  return header !== undefined && header.length < LONGEST_KEY && KEY_ALONE.test(header);
}

/** 残り6, を3本発注, 坪: how many there are of it, or that it is an amount. */
const COUNTED_BEHIND = new Opening(
  /^(?:[ 、をが(]{0,2}(?:残り?|在庫|予備)[ :]?[0-9]{1,3}(?![0-9,円万千])|[ 、をが(]{0,2}(?:入荷|補充|欠品)|[ 、を]{1,2}[0-9]{1,3} ?(?:本|箱|個|台|巻|セット|袋|缶)(?:を?(?:発注|注文|補充|入荷|納品|購入)|[、。 ]|$)|(?:[坪筆株羽頭錠箱巻缶袋冊](?![一-龠])|カプセル|リットル|トン(?![ァ-ヴ])|平米))/,
  14,
);
/** A head of columns of what is stored: HINBAN  SURYO  NYUKOBI. */
const HEAD_OF_STOCK =
  /(?:^|\n)[^\n]{0,120}(?<![a-z])(?:hinban|hinmei|hinmoku|suryo|zaiko|nyuko|shukko|sku|qty|stock)[^\n]{0,120}\n/i;
const HEAD_REACH = 480;

/** Whether digits are of goods that are counted beside them, or of a table of such. */
export function isInStock(text: string, { start, end }: Place): boolean {
  return COUNTED_BEHIND.test(text, end) || HEAD_OF_STOCK.test(text.slice(Math.max(0, start - HEAD_REACH), start));
}

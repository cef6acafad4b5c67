import { headerAbove } from '../../src/classify/record/columns.js';
import type { Scan } from '../../src/classify/scan.js';
import { NUMBERED_THINGS } from '../../src/classify/score/other-names.js';
import { Closing, Opening } from '../../src/text/edge-pattern.js';
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

/** 駐車券 8021-337140, 排水ポンプ 4410-226039, 古物商許可 第…号: the thing or paper whose number it is, right before. */
const THING =
  '(?:チケット|駐車券|整理券|入場券|回数券|搭乗券|[規格障害点検作業管理]{2}票|ポンプ|案内板|看板|標識|装置|設備|機器|メーター|センサー|カメラ|バルブ|ボイラー|コンテナ|試料|検体|標本|サンプル|(?:文書|保存|収納|保管)箱|パレット|コンテナー|(?:文書|様式|手順書|要領|仕様書|図面)(?=[ :#])|(?:^|\\n)(?:電気|ガス|上?下?水道|灯油|街灯|複合機|コピー機|インターネット)(?=[|,\\t:])[|,\\t]?|(?:許可|認可|承認|告示)[ ]?第)[ :#]{0,2}';
const OF_A_THING = new Closing(new RegExp(`${THING}$`), 10);
/** 点検対象機器:TK4067713(非常電話)、MZ2880413: the numbers of several things in a row. */
const AFTER_ANOTHER = new Closing(
  new RegExp(`${THING}(?:[A-Z]{0,3}[0-9-]{4,12}(?:\\([^)\\n]{1,10}\\))?[、・/ ]{1,2}){1,4}$`),
  100,
);

/** Whether the thing or paper whose number it is stands right before the digits or letters at `from`, or before others of a row. */
export function isOfThing(text: string, from: number): boolean {
  return OF_A_THING.test(text, from) || AFTER_ANOTHER.test(text, from);
}

/** 入札公告 4417-602938 号の: what an office published, by its number. */
const NOTICE_BEFORE = new Closing(
  /(?:公告|告示|公示|議案|要綱|要領|通達|訓令|決裁|起案|契約|工事|調達|案件)[ :]{0,2}(?:第 ?)?$/,
  8,
);
const NUMBERED = new Opening(/^ ?号(?![室棟線車館])/, 3);

export function isOfNotice(text: string, start: number, end: number): boolean {
  return NUMBERED.test(text, end) && NOTICE_BEFORE.test(text, start);
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

import type { InformationType } from '../../src/classify/finding.js';
import type { Scan } from '../../src/classify/scan.js';
import { Opening } from '../../src/text/edge-pattern.js';
import { PHONE_LABEL } from '../phone/labels.js';
import { kindsNamed, namedIn } from './kinds-named.js';

/** は電話番号ではありません, (電話ではない): of what is named it is none. 5641ではなく5648 names nothing. */
const DENIED = new Opening(
  /^[」』"]? ?(?:は|って|とは|(?:→[^。\n0-9()]{0,12})?\()、?([^。、\n0-9]{1,12}?)(?:では|じゃ|や)(?:な[いくか]|ありま|ございま|ねえ)/,
  32,
);
/** Units of the same sentence behind a denial that say what it is instead. */
const INSTEAD = 24;
/** 私のマイナンバーではなく, 古い免許証ではない: whose or which it is not, and still one of the kind. */
const OF_SOMEBODY = /(?:[のいな]|[旧前元新])$/;

/** A telephone number at all: 固定電話ではなく, 妻の電話ではない and 携帯ではない say of what sort it is. */
const PHONE = /^お?(?:電話|TEL|FAX|連絡先)(?:番号)?$/;
const PHONE_INSTEAD =
  /電話|でんわ|TEL|ファ(?:ッ?クス|クシミリ)|FAX|携帯|ケータイ|スマホ|自宅|連絡先|私|自分|本人|[父母夫妻兄姉弟妹]|主人|家内|息子|娘/;
const PHONE_FIELD = /phone|tel|mobile|cell|caller|callee|(?:^|[/_])ani(?:$|[/_])|fax|発信|着信|電話|でんわ|携帯|連絡先/;
/** With the digits of a mobile or IP telephone, also behind +81. */
const MOBILE_OR_IP = /^(?:0|810?)[5-9]0\d{8}$/;
/** ではない, ではありませんでした and no more. */
const ENDS = /^(?:せん(?:でした)?|った)?(?:です)?[よね]?(?=[。\n)」』]|$)/;

/** Digits, and where a text holds them. */
interface Place {
  start: number;
  end: number;
  digits?: string | undefined;
}

/** Whether it is said right behind a number that it is none of this type. */
export function isDenied(scan: Pick<Scan, 'text' | 'fields'>, place: Place, type: InformationType): boolean {
  const { text } = scan;
  const denial = DENIED.exec(text, place.end);
  if (!denial) return false;
  const named = denial[1]!;
  const behind = place.end + denial[0].length;
  const instead = /^[^。\n]*/.exec(text.slice(behind, behind + INSTEAD))![0];
  if (type === 'PHONE_NUMBER') {
    if (!PHONE.test(named) || PHONE_INSTEAD.test(instead)) return false;
    if (
      MOBILE_OR_IP.test(place.digits ?? '') &&
      !(named === '電話番号' && ENDS.test(text.slice(behind, behind + INSTEAD)))
    )
      return false;
    return !PHONE_LABEL.test(text, place.start) && !scan.fields.matches(PHONE_FIELD);
  }
  const kind = namedIn(named).find((one) => one.kind === type);
  return kind !== undefined && !OF_SOMEBODY.test(named.slice(0, kind.start)) && !kindsNamed(instead).includes(type);
}

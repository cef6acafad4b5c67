import { once, type Scan } from '../../src/classify/scan.js';
import { kindsNamed } from '../numbers/kinds-named.js';
import { listen, type Telling } from './said.js';

/** Something else is asked for. */
const OTHER_ASKED =
  /電話番号|お電話|連絡先|生年月日|誕生日|お?名前|氏名|住所|郵便|型[番式]|品番|製[造品]番号|シリアル|会員番号|照会番号|受付番号|整理番号|申請番号|到達番号|追跡番号|内線|金額|円|FAX|ファ[ック]/;

/** Words between the pieces of a number. */
export interface Aside {
  asksOther: boolean;
  /** The kinds of number that they name. */
  named: readonly string[];
}

/** Where a telling ends for those kinds of number of which the words speak of another. */
interface Stop {
  words: string;
  /** Pieces told until then, and all that was said besides before these words. */
  told: number;
  asides: string;
  aside: Aside | undefined;
}

interface Heard extends Telling {
  stops: readonly Stop[];
}

/** What was listened to in a text, by where it begins and ends. */
const heardIn = (_: Scan): Map<string, Heard> => new Map();

/**
 * What is told from `from` on, as `listen` gives it. Behind 番号は every kind of number is listened for, so it is
 * listened to once for all, to the end, and then cut off for each where something else is spoken of.
 */
export function toldBehind(
  scan: Scan,
  from: number,
  until: number,
  letters: boolean,
  isOther: (aside: Aside) => boolean,
): Telling {
  const known = once(scan, heardIn);
  const place = `${from} ${until} ${letters}`;
  let all = known.get(place);
  if (!all) {
    all = hear(scan.text, from, until, letters);
    known.set(place, all);
  }
  for (const stop of all.stops) {
    stop.aside ??= { asksOther: OTHER_ASKED.test(stop.words), named: kindsNamed(stop.words) };
    if (isOther(stop.aside)) return { said: all.said.slice(0, stop.told), asides: stop.asides + stop.words };
  }
  return all;
}

function hear(text: string, from: number, until: number, letters: boolean): Heard {
  const stops: Stop[] = [];
  const telling = listen(text, from, until, letters, (words, told, asides) => {
    stops.push({ words, told, asides, aside: undefined });
    return false;
  });
  return { said: telling.said, asides: telling.asides, stops };
}

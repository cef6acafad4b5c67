import { Closing, Opening } from '../../../src/text/edge-pattern.js';
import { toKatakana } from '../../../src/text/kana.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';

/** Hiragana that is no name before さん, さま and the like. */
export const NOT_NAMES = new Set(
  'みな おかあ おとう おねえ おにい おば おじ おばあ おじい おく だんな おきゃく おつかれ ごくろう たく とう かあ むすめ むすこ あか おくさ ひと おまわり おいしゃ やく おや おやご ほか どなた ふたり ひとり さんにん どちら こちら そちら あちら かた ごめんな ごらんな さよう そう けっこう どう とうぜん おなじ いじょう なか よめ おかみ まご いしゃ ぎょうしゃ'
    .split(' ')
    .map(toKatakana),
);

const ASKS_BACK = new Opening(
  /^(?:様|さま)(?:です(?:ね|か)|でよろし|でいらっ|でござ|、(?:ありがと|生年|お電話|ご住所|お生まれ|下の|フル|お待たせ|承知|かしこま))/,
  9,
);
const SAID_ALONE = new Closing(/(?:^|[\n「:。】\]>] ?|(?:はい|ええ|では|えっと)[、 ] ?)$/, 5);
const LONGEST_ASKED_BACK = 9;
/** おつかれ様, ごちそう様. */
const POLITE = new UnitSet().add('おご');

/** むらさめ様ですね: whoever answers the call repeats a name that no list holds, and nothing else stands before it. */
export function askedBack(text: string, start: number, cue: number): boolean {
  const length = cue - start;
  if (length < 3 || length > LONGEST_ASKED_BACK || !ASKS_BACK.test(text, cue) || !SAID_ALONE.test(text, start))
    return false;
  return !POLITE.has(unitIn(text, start)) && !NOT_NAMES.has(toKatakana(text.slice(start, cue)));
}

import type { LabelWord } from '../../src/classify/recognizer.js';

/** Parcels, meetings and programs, whose numbers are as long as those of persons and grouped as they are. */
export const PARCELS_AND_KEYS: readonly string[] = [
  'コールID',
  '宅配',
  'クロネコ',
  'ヤマト運輸',
  'ゆうパック',
  'レターパック',
  '佐川',
  '西濃',
  '福山通運',
  '簡易書留',
  '書留',
  '特定記録',
  '荷物',
  '追跡',
  '送り状',
  '会議ID',
  'ミーティングID',
  'Zoom',
  'ZOOM',
  'Webex',
  '機器ID',
  '端末ID',
  'ライセンスキー',
  'プロダクトキー',
  '認証キー',
];

const MAY_BE_AN_ASIDE: ReadonlySet<string> = new Set([
  ...PARCELS_AND_KEYS,
  'tracking',
  'Tracking',
  'invoice',
  'Invoice',
]);
const NAMES_A_NUMBER = /番号|ID|キー$/;
const CARRIERS = /宅配|クロネコ|ヤマト|パック|佐川|西濃|通運/;
/** 書留番号, invoice number, 追跡: what follows is its number. */
const ITS_NUMBER = /^ ?(?:の?番号|[Nn]umber|[Nn]o\b|NO\b|№|ID|コード|[:#=])/;
const SENTENCE = 48;

/**
 * For `labelsOther`: a parcel, meeting or invoice that a sentence mentions behind the name of a person's number is an
 * aside, unless the digits stand right under it: マイナンバーが書留で届き、番号は…, but 書留番号….
 *
 * @param own - names of the person's number
 */
export function unlessAside(own: RegExp): (text: string, word: LabelWord, at: number) => boolean {
  return (text, { word, start, end }, at) => {
    if (!MAY_BE_AN_ASIDE.has(word) || NAMES_A_NUMBER.test(word) || ITS_NUMBER.test(text.slice(end, end + 8)))
      return true;
    if (CARRIERS.test(word) && at - end <= 1) return true;
    const before = text.slice(Math.max(0, start - SENTENCE), start);
    return !own.test(before.slice(Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n')) + 1));
  };
}

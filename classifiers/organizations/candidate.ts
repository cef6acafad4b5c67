/** No name has more units. */
export const LONGEST = 20;

/** What a place in the text would be as the name of an organisation. */
export const CANDIDATE_KIND = {
  /** A run of kanji, katakana and Latin letters: 中尾鋼管 */
  run: 1,
  /** Its beginning, up to a trade: ことひら銀行 in ことひら銀行丸亀支店 */
  cut: 2,
  /** With the word in hiragana before it: まるとく弁当 */
  led: 3,
  /** With the word in hiragana behind it: スーパーなかえ */
  followed: 4,
  /** All that stands in brackets: 「はまゆう」 */
  quoted: 5,
  /** Two runs with の between: 写真のカワイ, 泉の里ファーム */
  joined: 6,
} as const;

export type CandidateKind = (typeof CANDIDATE_KIND)[keyof typeof CANDIDATE_KIND];

export interface OrganizationCandidate {
  kind: CandidateKind;
  start: number;
  end: number;
  /** Where its words of kanji, katakana or Latin letters begin and end. */
  coreStart: number;
  coreEnd: number;
  /** Units of the trade it ends with, and of the kind of house it begins with; 0 where there is none. */
  trade: number;
  house: number;
}

export type TakeOrganization = (candidate: OrganizationCandidate) => void;

/** Places of the words that name a trade or a kind of house, in order of start. */
export interface TradeWord {
  start: number;
  end: number;
  isTrade: boolean;
  isHouse: boolean;
}

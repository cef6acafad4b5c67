import type { Scan } from '../../../src/classify/scan.js';
import { Closing, Opening } from '../../../src/text/edge-pattern.js';
import { firstKind, WORD_KIND } from '../../../src/text/word-kinds.js';
import type { NameCandidate } from '../candidates/name-candidate.js';
import { isForeignName, listedParts } from './foreign-parts.js';
import { PROSE, proseOf } from './prose-kind.js';

const REACH = 12;
/** Surname and given name. */
const WHOLE: ReadonlySet<string> = new Set(['full', 'spaced']);
/** Units of less than a whole name. */
const SHORTER = 2;
/** Reported by itself: it does not hang on what else the record holds. */
const SCORE = 0.64;
/**
 * Probabilities by the model from which on a name counts in prose of each kind, which is read of records above all:
 * one is nowhere as likely as in an article.
 */
const LEAST: Readonly<Record<string, readonly [plain: number, lives: number, biography: number]>> = {
  full: [0.4, 0.2, 0.12],
  spaced: [0.5, 0.3, 0.2],
  surname: [0.8, 0.5, 0.35],
  given: [0.8, 0.5, 0.4],
  guessed: [0.7, 0.4, 0.3],
  unlisted: [0.97, 0.55, 0.45],
};
/** The same for katakana: of several parts or one, some of them listed or none. */
const ALL_LISTED = [0.06, 0.01, 0];
const LISTED_PARTS = [0.06, 0.02, 0.01];
const UNLISTED_PARTS = [0.6, 0.45, 0.4];
const LISTED_WORD = [0.6, 0.03, 0];
const UNLISTED_WORD = [0.9, 0.6, 0.5];

/** What bears somebody's name and is nobody. */
const THING_BEHIND = new Opening(
  /^(?:[・=]|[ァ-ヴー]|社|号|島|賞|事件|大学|川|山|湖|州|市|郡|県|町|村|城|橋|駅|港|湾|海|岬|線|通り|街|杯|型|式|級|機|砲|銃|法|の法則|定理|方程式|効果|数|語|教会|修道院|寺院|宮|空港|病院|学院|学校|高校|研究所|財団|銀行|商会|鉄道|公園|広場|劇場|美術館|博物館|図書館|出版|新聞|放送|オーケストラ|交響曲|協奏曲|共和国|王国|帝国|朝|地方|地区|半島|諸島|山脈|大陸|ビーチ|カップ|センター|リーグ|[」』])/,
  REACH,
);
const QUOTED_BEFORE = new Closing(/[「『・=]$/, 1);
/** Behind a name in kanji of less than surname and given name: what is called after it. */
const CALLED_AFTER = new Opening(
  /^(?:の(?:戦い|乱|役|合戦|変)|政権|艦隊|隊|軍|陣営|戦[でにはの、]|FC|vs|PA|SA|IC|変電所|撮影所|発電所|工場|大学|高校|組|派|党|社|沖|湾|[ァ-ヴー]|[」』])/,
  REACH,
);
/** What is said of a person by name, behind it. */
const DOES = new Opening(
  /^(?:[はがもを、にとや]|の(?:[父母妻夫娘弟妹兄姉子孫]|息子|弟子|死|後|指|著|作|生|助言|要求|命令|主張|理論)|自身|本人|ら[はがのを、に]|[大中少]?[佐将尉]|監督|選手|大統領|首相|博士|教授|将軍|提督|元帥|皇帝|国王|伯爵?|侯爵?|公爵?|男爵|卿|氏|夫人|夫妻|家|一家|政権|内閣|兄弟|作|著|役|\()/,
  REACH,
);

/** A foreign name of the lists of which something is told: worth a look although records hardly ever name such people. */
export function isKnownAbroad(text: string, { kind, start, end, border }: NameCandidate): boolean {
  if (kind !== 'katakana' || !DOES.test(text, end)) return false;
  const name = text.slice(start, end);
  return border < end ? (listedParts(name) ?? 0) > 0 : isForeignName(name);
}

/** Who somebody is, before a name: 作家の, 後任に, 父・. */
const WHO_BEFORE = new Closing(
  /(?:監督|選手|俳優|女優|歌手|声優|作家|画家|漫画家|詩人|学者|建築家|実業家|政治家|脚本家|評論家|写真家|音楽家|作曲家|指揮者|棋士|力士|投手|捕手|内野手|外野手|司令官|長官|大臣|首相|大統領|議員|市長|教授|博士|大将|中将|少将|大佐|中佐|少佐|大尉|中尉|少尉|家臣|武将|藩主|藩士|当主|城主|弟子|門下|後任|前任|後継者|創業者|創設者|設立者|社長|会長|同僚|盟友|友人|息子|長男|次男|三男|四男|長女|次女|[父母兄弟姉妹娘妻夫子])(?:の|に|である|・|、|に(?:は|、))?$|本名(?:は|、|:)?$|(?:改名|名義|別名)[はで]?$/,
  REACH,
);
/** An office or what a person does, behind a name. */
const WHO_BEHIND = new Opening(
  /^(?:監督|選手|投手|捕手|[大中少准]?[佐将尉](?![軍来])|将軍|提督|元帥|大使|公使|総督|大統領|首相|外相|蔵相|大臣|長官|議員|牧師|神父|司祭|司教|教授|博士|学長|艦長|船長|隊長|社長|会長|夫人|夫妻|伯爵?|侯爵?|公爵?|男爵|子爵|卿|兄弟|自身|本人|原作|脚本|作曲|作詞|主演|訳|らが|らは|らを|らに|らの|らと|を(?:はじめ|迎え|擁立|破)|によって(?:設立|創設|開発|設計|書か|描か|発見)|\([1-9][0-9]{2,3}(?:年|[-~]))/,
  REACH,
);
/** A probability of somebody who is told of so is worth this much more. */
const TOLD = 0.3;

/**
 * Whether a whole name is told of in prose about lives, where whoever acts in public is a person as well; in what a
 * contact centre records, holders of offices, players and artists are nobody's concern.
 */
export function isToldOfLives(scan: Scan, start: number, end: number): boolean {
  return end - start > SHORTER && proseOf(scan) >= PROSE.lives;
}

/**
 * Score of a candidate in prose about people, where the model doubts or the record as a whole would have to vouch for
 * it; undefined where the text is no such prose or the candidate no likely name.
 *
 * @param probability - by the model
 */
export function scoreInProse(scan: Scan, candidate: NameCandidate, probability: number): number | undefined {
  if (candidate.kind === 'katakana') return inKatakana(scan, candidate, probability);
  const least = LEAST[candidate.kind];
  if (least === undefined || probability < least[2] * TOLD) return undefined;
  const kind = proseOf(scan);
  if (kind === PROSE.none || !isLikely(scan, candidate, probability, least[kind - 1]!)) return undefined;
  return WHOLE.has(candidate.kind) || isAloneAName(scan, candidate) ? SCORE : undefined;
}

function isLikely({ text }: Scan, { start, end }: NameCandidate, probability: number, least: number): boolean {
  if (probability >= least) return true;
  return probability >= least * TOLD && (WHO_BEHIND.test(text, end) || WHO_BEFORE.test(text, start));
}

/** Less than a whole name: neither an ordinary word (勝利) nor what something is called after (藤堂隊). */
function isAloneAName({ text, words }: Scan, { start, end }: NameCandidate): boolean {
  return firstKind(words.of(text, start, end)) !== WORD_KIND.noun && !CALLED_AFTER.test(text, end);
}

function inKatakana(scan: Scan, candidate: NameCandidate, probability: number): number | undefined {
  const { text } = scan;
  const { start, end, border } = candidate;
  if (THING_BEHIND.test(text, end) || QUOTED_BEFORE.test(text, start)) return undefined;
  const kind = proseOf(scan);
  if (kind === PROSE.none) return undefined;
  const least = leastInKatakana(text, start, end, border < end)?.[kind - 1];
  return least !== undefined && isLikely(scan, candidate, probability, least) ? SCORE : undefined;
}

function leastInKatakana(text: string, start: number, end: number, hasBorder: boolean): readonly number[] | undefined {
  const name = text.slice(start, end);
  if (hasBorder && /[・=]/.test(name)) {
    const listed = listedParts(name);
    if (listed === undefined) return undefined;
    return listed > 1 ? ALL_LISTED : listed > 0 ? LISTED_PARTS : UNLISTED_PARTS;
  }
  return isForeignName(name) && DOES.test(text, end) ? LISTED_WORD : UNLISTED_WORD;
}

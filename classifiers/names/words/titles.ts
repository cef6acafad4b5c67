import { Closing } from '../../../src/text/edge-pattern.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';

/** What follows a name as its title. */
export const HONORIFICS: readonly string[] =
  '様 さま さん サン 氏 殿 どの くん ちゃん 君 先生 夫妻 宅 さん宅 様方 様宅'.split(' ');

/**
 * How a person is addressed behind a name, and no word that begins so (様子, 氏名); the source of a pattern. 君 ends names
 * as well: who means it says so.
 */
export const ADDRESSED = '(?:様(?![々式子相態似])|さん|さま|氏(?![名子神族])|殿|くん|ちゃん|先生)';

/** A kanji word that ends a run before which a name stands: 田中様. Longest first. */
export const HONORIFIC_KANJI = /(?:様宅|様方|夫妻|先生|様|氏|殿|君|宅|邸|嬢)$/;

/** Words that begin as a title does: 星空さんぽ, 長崎ちゃんぽん, a number read out (番号さんろくゼロ), 森さん川という川. */
export const BEGINS_LIKE_TITLE =
  'さん(?:ぽ(?:[道の」をに、。]|みち|コース|マップ|$)|さ(?:踊|おどり|」)|ふらわあ|[川橋坂池](?:という|と呼)|じゅ[っう]?ぷん|(?:にー|よん|ごー|なな|きゅう|じゅう|ぜろ|びゃく)|ろく(?!に|で))|ちゃん(?:ぽん|こ(?:鍋|屋|料理))';

/** Offices whose holders act in public: their names in notices and news are no one's personal record. */
export const PUBLIC_TITLES =
  /(?:知事|副知事|市長|副市長|町長|村長|区長|大臣|首相|総理|大統領|議員|議長|教育長|長官|天皇|皇后|殿下|陛下|講師|座長|館長|学長|総長|委員長|(?<!民生|児童|相談|調査)委員|(?<!現場|工事|舎)監督|選手|俳優|女優|歌手|作家|画家|詩人|登壇者?|出演者?|審査員|名誉教授|司会)[:： の]?$/;
export const PUBLIC_TITLE_AFTER =
  /^[ 　]?(?:知事|副知事|市長|副市長|町長|村長|区長|大臣|首相|総理|大統領|議員|議長|教育長|長官|監督(?!員)|選手|名誉教授|館長|学長)/;

/** One of these is in every text that one of the two patterns above finds something in. */
export const PUBLIC_TITLE_ANYWHERE =
  /知事|[市町村区]長|大臣|首相|総理|統領|議[員長]|教育長|長官|天皇|皇后|殿下|陛下|講師|[座館学総]長|委員|監督|選手|俳優|女優|歌手|作家|画家|詩人|登壇|出演|審査員|名誉教授|司会/;

const BEFORE = new Closing(PUBLIC_TITLES, 0);

/** Whether such an office, at most `reach` units long and perhaps with spaces behind it, stands before a name. */
export function publicTitleBefore(text: string, start: number, reach: number): boolean {
  const lowest = Math.max(0, start - reach);
  let end = start;
  while (end > lowest && SPACE.has(unitIn(text, end - 1))) end--;
  return end > lowest && BEFORE.test(text, end, lowest);
}

const SPACE = UnitSet.of('\\s');

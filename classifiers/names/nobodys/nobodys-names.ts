import type { Scan } from '../../../src/classify/scan.js';
import { Opening } from '../../../src/text/edge-pattern.js';
import { firstKind, WORD_KIND } from '../../../src/text/word-kinds.js';
import { isPlaceInLatin } from '../latin/place-words.js';
import { isFullName } from '../words/full-name.js';
import { isKnownPlace } from '../words/known-places.js';
import { names } from '../words/name-lexicon.js';
import { BEGINS_LIKE_TITLE } from '../words/titles.js';
import { isDeity } from './deities.js';
import { isDictionaryEntry } from './dictionary-entries.js';
import { isPlaceByOthers } from './places-beside.js';

/** Units looked at before and behind a place. */
const REACH = 40;
/** Units before a place in which the question stands that it answers. */
const QUESTION_REACH = 64;
const TITLE = '(?:さん|さま|くん|君|ちゃん|先生|姫)';

/** What has a name as people have. Where children play, or what is sold, says nothing: people are named there too. */
const MASCOT = '(?:マスコット|キャラ(?:クター)?|着ぐるみ|ぬいぐるみ|人形|絵本|紙芝居|缶バッジ|題名)';
/** The beginning of a quote, or of one more name in it. */
const QUOTED_BEFORE = /[「『“"][^「」『』“”"。、!?\n]{0,8}$/;
const MASCOT_BEFORE = new RegExp(`${MASCOT}(?:[のはが、:]|の?(?:愛称|名前|名)は)?[「『“"]$`);
/** A mascot's name is quoted with くん or ちゃん; さん and 先生 are said of people whose words are quoted. */
const QUOTED_AFTER = /^(?:くん|君|ちゃん|姫)!?[」』”"]/;
const MASCOT_AFTER = new RegExp(`^(?:くん|君|ちゃん|姫)!?[」』”"](?:の|という)?${MASCOT}`);
const KANA = /^[ぁ-んァ-ヴー]+$/;
/** 「菊池さんちの味噌」: goods, whatever stands around them. */
const GOODS_AFTER =
  /^(?:さん|ちゃん|くん)(?:(?:ん?ち|家|とこ)の[^「」『』“”"。、?\n]{1,10}|の(?:手作り)?(?:味噌|みそ|お?米|卵|たまご|野菜|トマト|いちご|りんご|みかん|ジャム|豆腐|漬物|梅干し|餅|もち|そば|うどん|パン|カレー|お?茶|はちみつ))[」』”"]/;
/** ゆるキャラのまもるくん, まもるくん人形. */
const THING_BEFORE = /(?:キャラ(?:クター)?|マスコット|着ぐるみ|ぬいぐるみ|人形)(?:の|は|、|・)?$/;
const THING_AFTER = new RegExp(
  `^${TITLE}の?(?:人形|着ぐるみ|ぬいぐるみ|像[^、。]|音頭|体操|カレー|まんじゅう|饅頭|せんべい)`,
);

/** Talk about surnames as such: 苗字の多い順は…, …さんが多いのはなぜ. */
const SURNAMES_AS_SUCH =
  /(?<!いう)(?:苗字|名字|姓)(?:の|で|が)?(?:多い|ランキング|順位|上位|由来|分布)|多い(?:苗字|名字|姓)|(?:といった|などの?|のような)(?:珍し|難読|変わった|読めない|読みにくい)[^。\n]{0,6}(?:苗字|名字|姓)|の字(?:は|に|が)[^。\n]{0,3}(?:何種類|いくつ)/;
/** 名字の多い順に小林さん、吉田さん. */
const RANKED = /(?<!いう)(?:苗字|名字|姓)(?:の|で|が)?(?:多い順|ランキング|順位|上位)/;
/** この町に小林さんが多いのは: all who are called so. */
const ALL_CALLED_SO = /^さんが(?:これだけ|とても|特に|一番|いちばん|なぜ)?多い(?:の|ん|わけ|理由)/;
/** 旧字の渡邊が渡辺に, either: how a character is written, where another way stands beside it. */
const AS_CHARACTER =
  /(?:旧字|新字|正字|俗字|略字|異体字|字体)(?:体)?の[「『]?(?:([一-龠々]{1,3})[」』]?(?:が|は|を|と|も|、|・)[「『]?)?$/;
const OTHER_SPELLING = /^[」』]?(?:が|は|を|と|も|から|、|・)[「『]?([一-龠々]{2,3})/;
/** Somebody is written so. */
const WRITTEN_SO = /本名|本人|戸籍|私|名前|氏名|苗字|名字|姓|電話|住所|登録|申請|様|さん/;
/** What is said of someone of the record. */
const OWN = new Opening(/^ ?(?:様|と申|といい|と言い|です|でございます|より|から)/, REACH);
const TITLED = /^(?:さん|さま|氏|君|くん|ちゃん)/;

/** 源氏物語, 平氏; 奥州藤原氏. */
const CLAN = /^[源平]$/;
/** What no citizen has. */
const CLAN_AFTER = /^氏の(?:居城|城下|滅亡|館跡|古墳)/;
const CLAN_BEFORE = /(?:奥州|摂関家の?|戦国大名(?:の|、)?)$/;

/** Made up for forms: 大阪 太郎, ナニワ ハナコ; with another place or surname only beside 記入例. */
const GIVEN_OF_SAMPLES = /(?:太郎|花子|一郎|次郎|タロウ|ハナコ|たろう|はなこ|TARO|HANAKO|Taro|Hanako)$/;
const SAMPLE_SURNAME =
  /^(?:大阪|東京|京都|神戸|日本|府民|県民|市民|区民|国民|住民|府庁|県庁|行政|福祉|見本|記入|オオサカ|ナニワ|トウキョウ|フミン|ケンミン|シミン|おおさか|なにわ|ふみん|けんみん|しみん)[ ]?(?=[太花一次タハたは])/;
const ASKED_FOR = /^ ?(?:様|さん|さま|氏|より|から|と申|です)/;
const FILLED_IN = /記入例|入力例|記載例|見本|(?:良い|悪い)例|\(例\)|e\.g\./;

/** Who has, finds or sells it, and is named there as well. */
const OF_OWNER = '飼|持ち?主|主人|相手|本人|所有|届|判定|鑑別|[方人者師]の|者|さん';
/** 迷い犬、柴、名前はモモ: a pet's. */
const PET = new RegExp(
  `(?:[犬猫]|ペット|インコ|うさぎ|ウサギ|オウム|パンダ|首輪|雑種|オス|メス|[雌雄])(?:(?!${OF_OWNER})[^。\\n]){0,16}(?:お?名前|名)(?:は|が|:) ?[「『]?$`,
);
/** 秋田犬 雌 6歳「ハナ」: quoted behind what it is. */
const PET_QUOTED = new RegExp(`(?:[犬猫]|雑種|オス|メス|[雌雄])(?:(?!${OF_OWNER}|様)[^。\\n「」『』]){0,12}[「『]$`);
const CLOSES_PET = /^(?:くん|ちゃん)?[」』]/;
/** 職員：お住まいはどちらですか。相談者：松原です: a place was asked for, and one is said. */
const ASKS_PLACE =
  /(?:お住まい|お住い|住んで|市町村|町名|町の名|どちらの[市町村]|字は|(?:どちら|どこ|どの|何|次)の?(?:温泉|停留所|バス停|駅|会場|施設|公園|校区|地区|路線|線|方面|港|山|川|橋|支所|出張所|館|ホール|花|木|犬種|品種|魚|鳥|コース)|どちら(?:行き|方面)|(?:行き先|目的地|校区|犬種|猫種|品種|停留所|最寄り?の?駅)は)[^\n]{0,24}\n[^\n:]{0,8}[: ] ?$/;
/** お住まいはどちらでしょう 三田です: turns of a call in one line. */
const ASKS_HOME =
  /(?:お住まい|お住い)[^\n。]{0,6}(?:どちら|どこ|どの[市町]|何[市町区]|を(?:教え|お聞き|伺))[^\n。]{0,8}(?:です|でしょう|ます)か?[。?]? $/;
const ANSWER = /^(?:です|の|、|。|$|\n)/;
/** 台風の名前:カンナ、ヤギ; 橋の名前を教えてください。平野、天満: what else than people has a name. */
const NAMES_OF_THINGS =
  /(?:台風|橋|山|川|池|湖|滝|ダム|駅|港|島|温泉|花|木|植物|樹木|街路樹|野菜|品種|船|列車|電車|車両|バス|店|お菓子|商品|施設|公園|会場|会議室|部屋|建物|校舎|棟|地区|コース|イルカ|動物|魚|(?:競走|競争)?馬|種雄牛|力士|グループ|班|チーム|クラス|曲|作品|遺跡|古墳|城|神社|寺|ソフト|ロボット)の?(?:名前|名称|愛称|呼び名|名)(?:は|が|:|で[^。:\n]{0,8}:|を[^。\n]{0,8}[。:]| )([^。\n]{0,24})$/;
const SOMEBODY = /担当|氏名|代表|連絡先|主|所有|様|さん|相談者|本人|申請|客:|者/;
const ASKS_NAME = /名前|氏名|苗字|名字/;
const WORD = new Opening(new RegExp(`^(?:${BEGINS_LIKE_TITLE})`), 7);

/** おとといお電話: a day, of which kana alone a part may be a name. */
const DAY = new Opening(
  /^(?:おと(?:とい|つい|とし)|きのう|あした|あさって|ことし|きょねん|らいねん|らいしゅう|せんしゅう|こんばん|ゆうべ)/,
  5,
);
/** 児童 クラブ（平成20年6月1日）: a word of the dictionary that nobody has as a name, and since when. */
const SINCE = /^ ?[(](?:[0-9]{4}|[明大昭平令]|[MTSHR][0-9])/;
/** 次女 メロディ(平成25年6月1日): born then. */
const BORN_BEFORE =
  /(?:氏名|名前|[長次二三四五][男女]|[妻夫父母孫弟妹]|(?:^|[^一-龠])お?子(?:様|さん)?|対象児童?|本児)[ :の]{1,2}$/;
const BORN_BEHIND = /^ ?[(][^()\n]{4,16}生/;
const KATAKANA = /^[ァ-ヴー]{2,}$/;
const AIRPORT = /^(?:国際)?空港/;

/**
 * Why a name is nobody's: a mascot's, a product's, a word for all who bear it, a sample on a form. Undefined where it
 * may be a person's. Looks at most 200 units to either side.
 */
export function nobodysName(scan: Scan, start: number, end: number): string | undefined {
  const { text } = scan;
  const name = text.slice(start, end);
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  if (AIRPORT.test(after) || isPlaceInLatin(text, start, end)) return 'place';
  if (WORD.test(text, end)) return 'a word behind it';
  if (DAY.test(text, start)) return 'day';
  if (KATAKANA.test(name) && isSince(before, after) && isOrdinaryWord(scan, start, end))
    return 'a word, and since when';
  if (after[0] === '氏' && (CLAN.test(name) || CLAN_BEFORE.test(before) || CLAN_AFTER.test(after))) return 'clan';
  if (isSample(name, before, after)) return 'sample';
  if (isThing(name, before, after) || isCalledThingElsewhere(text, name, start, after)) return 'thing';
  if (isPet(before, name, after)) return 'pet';
  if (isDictionaryEntry(text, start, end)) return 'dictionary';
  if (isDeity(before, name, after)) return 'deity';
  if (isPlaceByOthers(text, start, end, before, after)) return 'place';
  if (!OWN.test(text, end) && !TITLED.test(after) && isInNamesOfThings(before)) return 'name of a thing';
  if (ANSWER.test(after) && isAskedPlace(text, start, end)) return 'asked place';
  if (ALL_CALLED_SO.test(after)) return 'surnames as such';
  if (!OWN.test(text, end)) {
    if (isAsCharacter(before, name, after)) return 'surnames as such';
    const sentence = sentenceAround(before, name, after);
    if ((TITLED.test(after) ? RANKED : SURNAMES_AS_SUCH).test(sentence)) return 'surnames as such';
  }
  return undefined;
}

function isSince(before: string, after: string): boolean {
  return SINCE.test(after) && !BORN_BEHIND.test(after) && !BORN_BEFORE.test(before);
}

function isSample(name: string, before: string, after: string): boolean {
  if (!GIVEN_OF_SAMPLES.test(name)) return false;
  if (SAMPLE_SURNAME.test(name)) return true;
  return !ASKED_FOR.test(after) && (FILLED_IN.test(before) || FILLED_IN.test(after));
}

function isThing(name: string, before: string, after: string): boolean {
  if (THING_BEFORE.test(before) || THING_AFTER.test(after)) return true;
  if (!QUOTED_BEFORE.test(before)) return false;
  return GOODS_AFTER.test(after) || (KANA.test(name) && isMascotQuoted(before, after));
}

function isMascotQuoted(before: string, after: string): boolean {
  return MASCOT_AFTER.test(after) || (MASCOT_BEFORE.test(before) && QUOTED_AFTER.test(after));
}

function isInNamesOfThings(before: string): boolean {
  const between = NAMES_OF_THINGS.exec(before)?.[1];
  return between !== undefined && !SOMEBODY.test(between);
}

function isAskedPlace(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - QUESTION_REACH), start);
  if (ASKS_NAME.test(before)) return false;
  return ASKS_PLACE.test(before) || (ASKS_HOME.test(before) && isKnownPlace(text, start, end));
}

function isPet(before: string, name: string, after: string): boolean {
  if (isFullName(name)) return false;
  return PET.test(before) || (CLOSES_PET.test(after) && PET_QUOTED.test(before));
}

/** Whether two ways to write one surname are compared, of which the name is either: folded, they may be the same. */
function isAsCharacter(before: string, name: string, after: string): boolean {
  const found = AS_CHARACTER.exec(before);
  if (!found || WRITTEN_SO.test(/[^。「\n]*$/.exec(before)![0]) || WRITTEN_SO.test(/^[^。」\n]*/.exec(after)![0]))
    return false;
  const other = found[1] ?? OTHER_SPELLING.exec(after)?.[1]?.slice(0, name.length) ?? '';
  return other.length === name.length && [...name].some((unit, at) => other[at] === unit);
}

/** Units on either side in which the quotes are looked for. */
const ELSEWHERE = 200;
const FAMILIAR = /^(?:さん|くん|君|ちゃん)/;

/** まもるくん, called 「まもるくん」 and a mascot where the text first names it. */
function isCalledThingElsewhere(text: string, name: string, start: number, after: string): boolean {
  const title = FAMILIAR.exec(after)?.[0];
  if (title === undefined) return false;
  const from = Math.max(0, start - ELSEWHERE);
  const within = text.slice(from, start + ELSEWHERE).indexOf(`「${name}${title}」`);
  const quoted = from + within;
  if (within < 0 || quoted + 1 === start) return false;
  const behind = quoted + 1 + name.length;
  return isThing(name, text.slice(Math.max(0, quoted + 1 - REACH), quoted + 1), text.slice(behind, behind + REACH));
}

function sentenceAround(before: string, name: string, after: string): string {
  return /[^。\n]*$/.exec(before)![0] + name + /^[^。\n]*/.exec(after)![0];
}

function isOrdinaryWord({ text, words }: Scan, start: number, end: number): boolean {
  const { surnameReadings, givenReadings, foreign } = names();
  const word = text.slice(start, end);
  if (surnameReadings.has(word) || givenReadings.has(word) || foreign.has(word)) return false;
  return firstKind(words.of(text, start, end)) === WORD_KIND.noun;
}

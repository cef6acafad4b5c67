import { readLexicon } from '../../../src/classify/lexicon.js';
import { columnAt } from '../../../src/classify/record/columns.js';
import type { Scan } from '../../../src/classify/scan.js';
import { Opening } from '../../../src/text/edge-pattern.js';
import { foldedWord } from '../../../src/text/fold.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import { sortOfLabel } from '../cells/label-words.js';

/** The word lists of people of history, of names of the stage, and of the famous whose names citizens share. */
export const PUBLIC_LEXICONS = ['historic-persons', 'stage-names', 'famous-persons'] as const;
const [HISTORIC, STAGE, SHARED] = PUBLIC_LEXICONS;

const REACH = 36;
/** A field that holds more than this is not a name alone. */
const LONGEST_FIELD = 24;

/** Someone of the record, whatever stands around. */
export const OWN = new Opening(/^ ?(?:様|さま|さん|くん|ちゃん|と申|といい|と言い|です|でございます)/, REACH);
/** さん is said of the famous as well, unless they call, live or wait here. */
const OF_RECORD = new Opening(
  /^ ?(?:様|くん|ちゃん|(?:さん|さま|氏|先生)?(?:から(?:電話|連絡|入電|の(?:電話|相談|申|依頼))|より|宅|方|と申|といい|と言い|です|でございます|の(?:件|お宅|携帯|住所|電話|連絡先|母|父|妻|夫|娘|息子)|に(?:連絡|電話|折|伝|お伝え)))/,
  REACH,
);
export const LABEL = /(?:氏名|名前|差出人|投稿者|申出者|申込者|申請者|From|Name)[^。\n]{0,6}$/;
/** お名前は。 at the end of the line above, or of the sentence before. */
const ASKED = /名前[はを][^\n]{0,14}(?:[。?]|\n[^\n:]{0,8}[: ]?) ?$/;
/** What a citizen has behind the name: a telephone, an age, a sex, a street with numbers. */
const BELONGS_BEHIND =
  /^[ \t、,(|]{1,3}(?:0[0-9]{1,4}[-(][0-9]|[0-9]{1,3}(?:歳|才|[,\t)|])|〒|[男女]性?[ \t、,)|]|[一-龠]{1,8}[市区町村][^\n。、]{0,12}[0-9])/;
const BELONGS_BEFORE = /0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}[ \t、,|]{1,2}$/;
/** 相談者:, "caller": ". */
const KEY = /([^\s。、:="]{1,12})"? ?[:=] ?["']?$/;
/** Labels and headers of people whose names are published. */
const PUBLISHED = /出演|登壇|講師|監督|主演|作者|著者|作家|選手|演者|受賞|人物|偉人|ゲスト/;

/** What is said of a public life: what somebody is, made, or is honoured by. */
const LIFE =
  '落語家|講談師|漫才師|芸人|[俳女]優|歌手|声優|タレント|作家|画家|詩人|歌人|俳人|文豪|建築家|音楽家|写真家|漫画家|指揮者|演出家|作曲家?|作詞家?|脚本家?|原作|監督|主演|出演|共演|主役|設計|小説|詩集|歌集|句集|絵本|名作|作品|著書|公演|講演|コンサート|リサイタル|独演会|展覧会|回顧展|特別展|企画展|遺作|図譜|図鑑|画集|句碑|歌碑|肖像|伝記|全集|記念館|文学館|美術館|生誕|没後|生家|旧居|銅像|胸像|ゆかり|案内役|ゲスト|聖火|優勝|メダリスト|オリンピック|五輪|ノーベル|映画|主題歌|テーマ曲|ドラマ|朝ドラ|大河|番組|舞台|政権|内閣|総理|首相|大臣';
/** Who asks about it, and what between the word and the name belongs to somebody else. */
const ASKING = '(?![^。\\n]{0,10}(?:申|問|参加|希望|予約|について|の件|苦情|来|チケット))';
/** 朝ドラの…, 俳優の…, 主演は…: and not 映画の件で…. */
const LIFE_BEFORE = new RegExp(`(?:${LIFE})[^。、\\n:様者件申担客でを]{0,8}$`);
/** 出演:…、…: those who take part, in a row. */
const CAST = /(?:出演|主演|共演|監督|原作|作曲|作詞|作|曲目?|歌|著|絵|文)(?:者|家)?[:/][^。\n:様]{0,40}$/;
/** 『…』(…), which is a work and who made it. */
const WORK_BEFORE = /』 ?[(、/]?$|[」』][(/]$/;
const LIFE_AFTER = new RegExp(
  `^(?:氏|先生|師匠|選手)?(?:が|は|を|の|に|による|作の?|役の)?[^。、,:\\n 様さ「]{0,6}?(?:${LIFE})${ASKING}`,
);
/** …著, …展, …像, …の『…』, …選手, …(作家). */
const DIRECTLY_AFTER =
  /^(?:(?:氏|先生)?の?『|の「[^」\n]{1,20}」(?!と)|[ 　]?(?:著|作|訳|絵|画)(?:[。、,」』)\n・ ]|$)|[ 　]?展(?![開示望])|像(?:[のがはを、。\n]|$)|(?:元|前)?(?:首相|総理|大臣|知事|議員|監督|選手)(?!と(?:同|話))|(?:さん|氏|師匠)?\((?:落語|講談|漫才|浪曲|狂言|能楽|歌舞伎|俳優|女優|歌手|声優|タレント|芸人|お笑い|アナウンサー|作家|小説家|画家|詩人|歌人|俳人|建築家|作曲家|指揮者|漫画家|脚本家|映画監督|プロ))/;
/** Beside one of them stands another: 桂文枝、桂南光. */
const NEXT_AFTER = /^(?:さん|氏)?(?:、|・|,|と|や|\/) ?([^\s、・,/と。]{2,8})/;
const NEXT_BEFORE = /([^\s、・,/とや。:]{2,8}?)(?:さん|氏)?(?:、|・|,|と|や|\/) ?$/;

interface Listed {
  names: ReadonlySet<string>;
  /** Units that they begin with, and end with. */
  first: UnitSet;
  last: UnitSet;
}

const lists = new Map<string, Listed>();

function listedIn(lexicon: string): Listed {
  const known = lists.get(lexicon);
  if (known) return known;
  const names = new Set(readLexicon(lexicon).rows.map(([one]) => foldedWord(one!)));
  const listed = { names, first: new UnitSet(), last: new UnitSet() };
  for (const name of names) {
    listed.first.add(name[0]!);
    listed.last.add(name.at(-1)!);
  }
  lists.set(lexicon, listed);
  return listed;
}

/**
 * Why a name is that of someone in the lists: by itself where no citizen bears it, otherwise by a word of a public life
 * beside it; never where a label, a column or what belongs to a citizen vouches for it.
 */
export function listedPerson(scan: Scan, start: number, end: number): string | undefined {
  const { text } = scan;
  if (!OWN.test(text, end) && (isListed(text, start, end, HISTORIC) || isReadingOfListed(text, start, end)))
    return isVouched(scan, start, end) ? undefined : 'history';
  if (OF_RECORD.test(text, end)) return undefined;
  const alone = isListed(text, start, end, STAGE);
  if (!alone && !(isListed(text, start, end, SHARED) && isToldPublic(text, start, end))) return undefined;
  return isVouched(scan, start, end) ? undefined : 'fame';
}

const READING = /^[ぁ-んァ-ヴー ]+$/;

/** 与謝野晶子(よさのあきこ): how the name before the bracket is read. */
function isReadingOfListed(text: string, start: number, end: number): boolean {
  if (text[start - 1] !== '(' || !READING.test(text.slice(start, end)) || !/[)、,]/.test(text[end] ?? '')) return false;
  const { names } = listedIn(HISTORIC);
  const before = start - 1;
  for (let length = Math.min(LONGEST_NAME, before); length > 2; length--)
    if (names.has(text.slice(before - length, before))) return true;
  return false;
}

function isToldPublic(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH - LONGEST_NAME), start);
  const after = text.slice(end, end + REACH);
  if (LIFE_BEFORE.test(before) || CAST.test(before) || WORK_BEFORE.test(before)) return true;
  if (DIRECTLY_AFTER.test(after) || LIFE_AFTER.test(after)) return true;
  return isAnyListed(NEXT_AFTER.exec(after)?.[1]) || isAnyListed(NEXT_BEFORE.exec(before)?.[1]);
}

const LONGEST_NAME = 8;

/** Whether the words begin or end with a name of the lists: 桂南光が. */
function isAnyListed(words: string | undefined): boolean {
  if (words === undefined) return false;
  const all = PUBLIC_LEXICONS.map((one) => listedIn(one).names);
  for (let length = 3; length <= words.length; length++)
    if (all.some((names) => names.has(words.slice(0, length)) || names.has(words.slice(-length)))) return true;
  return false;
}

/** By a form's label, a field or column of people, or what only somebody who lives here has, for who shares the name. */
function isVouched({ text, fields }: Scan, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  if (LABEL.test(before) || ASKED.test(before) || BELONGS_BEFORE.test(before)) return true;
  if (BELONGS_BEHIND.test(text.slice(end, end + REACH))) return true;
  if (text.length <= LONGEST_FIELD && isOfCitizens(fields.field)) return true;
  if (isOfCitizens(KEY.exec(before)?.[1] ?? '')) return true;
  const column = columnAt(text, start);
  return column?.isOfWords === true && isOfCitizens(column.header);
}

function isOfCitizens(label: string): boolean {
  return label !== '' && sortOfLabel(label) === 'person' && !PUBLISHED.test(label);
}

/** Whether the place is, or is a part of, the full name of someone in the list: 秀吉 in 豊臣秀吉. */
function isListed(text: string, start: number, end: number, lexicon: string): boolean {
  const { names, first, last } = listedIn(lexicon);
  const isOne = (from: number, to: number) =>
    first.has(unitIn(text, from)) && last.has(unitIn(text, to - 1)) && names.has(text.slice(from, to));
  if (isOne(start, end) || (end - start > 3 && names.has(text.slice(start, end).replace(' ', '')))) return true;
  if (end - start > 3) return false;
  for (let more = 1; more <= 3; more++)
    if ((more <= start && isOne(start - more, end)) || isOne(start, Math.min(text.length, end + more))) return true;
  return false;
}

import { holds, type Scan } from '../../../src/classify/scan.js';
import { isToldOfLives } from '../prose/names-in-prose.js';
import { LABEL, listedPerson, OWN } from './listed-persons.js';
import { isOfRecord } from './of-record.js';

const REACH = 36;
const LIST_REACH = 400;

/** What someone does in public, as a programme or a notice puts it before the name: 講師：, 指揮　, 挨拶　部長. */
const ROLE =
  /(?:^|[\n。、,:■●○◆◇※・【\] )」/])(?:開会|閉会|主催者|来賓|特別|基調|記念|客演|総合|ゲスト|メイン)?(?:挨拶|あいさつ|祝辞|式辞|司会(?:進行)?|進行|講師|講演者?|登壇者?|出演者?|演者|指揮者?|演奏|独唱|独奏|合唱指導|ピアノ|ヴァイオリン|バイオリン|チェロ|フルート|ソプラノ|テノール|バリトン|朗読|語り|落語|講談|漫才|監督|脚本|演出|原作|原案|著者?|訳者?|編者?|監修|作曲|作詞|編曲|審査員長?|選者|解説|実況|パネリスト|パネラー|案内役|コーディネーター|モデレーター|ファシリテーター|(?<!\d\] )ゲスト|ナビゲーター|スピーカー|トーク|大使|主演|招待選手|受賞者?|最優秀賞|優秀賞|入選|佳作|報道担当|広報担当)(?:者|は|に)?[:：】\] 　/、][^。\n]{0,24}$/;
/** A role in a sentence: 司会進行は…が務め, 講師に…を招き. */
const ROLE_SAID = /(?:司会(?:進行)?|講師|講演者?|進行役|審査員|ゲスト|指揮)(?:は|に(?:は)?|として)[^。\n]{0,24}$/;
const FAME_BEFORE =
  /(?:プロ(?:野球|サッカー|ゴルフ|バスケ)?(?:選手|の)?|オリンピック|五輪|メダリスト|金メダル|大使(?!館)|タレント|アナウンサー|落語家|漫才師|芸人|俳優|女優|歌手|声優|評論家|ジャーナリスト|エッセイスト|料理研究家|写真家|漫画家|書道家|華道家|茶人|武将|大名|藩主|将軍|幕末|思想家|儒学者|蘭学者|文豪|俳人|歌人|詩人|作家|画家|企画展|特別展|展覧会|生誕|没後|優勝[はした者]*|日本代表の)[^。\n]{0,8}$/;
const FAME_AFTER =
  /^(?:氏|先生|師匠)?(?:\([^()\n]{1,20}\))?(?:が|は|を|の|に|による|らが|らによる|ほか)?[^。\n]{0,8}?(?:(?<!管財人に|後見人に|保佐人に|補助人に|監督人に|代理人に|執行者に)(?:選任|任命|就任)|記者|視察|答弁|質問に(?:立|答)|会見|談話|退任|着任|再任|受賞|登壇|講演|出演|優勝|入賞|当選|司会|進行を務め|務めます|監修|著[。、\n]|築い|築城|挙兵|旧居|生家|墓所|伝記|自伝|著書|全集|句碑|歌碑|銅像|ゆかり|の生涯|の句|の俳句|の作品|の小説|の短歌|の絵画|の世界|記念館|文学館|美術館|文学|生誕|没後|展(?![開示望])|杯)|^氏の?(?:設計|デザイン|揮毫)|^(?:の|が遺した)(?:書簡|遺墨|手控え)/;
/** What the stage or the screen says behind a name: 桂文枝さん(落語家); painters and writers are neighbours as well. */
const CALLING_AFTER =
  /^(?:さん|氏|師匠)?(?:\((?:落語家|講談師|漫才師|浪曲師|狂言師|能楽師|歌舞伎|俳優|女優|歌手|声優|タレント|芸人|お笑い|アナウンサー|プロ(?:野球|サッカー|ゴル))|も?[^。、\n]{0,8}[」』]?(?:など|らの?)?(?:著名人|有名人|芸能人)(?!みたい|のよう|と同))/;
/** Members of a body that are published with it: 採点委員：…、…, 座長：…. */
const MEMBERS = /(?:(?:採点|審査|選定|評価|選考|外部|専門|有識者)委員|(?:副)?座長)(?:長)?[:：][^。\n]{0,80}$/;
/** Who asked in the assembly: 代表質問　…議員. */
const ASSEMBLY = /(?:代表|一般)質問[^。\n]{0,90}$/;
const MEMBER_AFTER = /^(?: ?[一-龠ぁ-ん]{1,4})? ?議員/;
/** 県ゆかりの作家:…、…: a row of those who are published. */
const ARTISTS = /(?:作家|画家|歌人|俳人|詩人|文豪|文人|音楽家|招待選手|所属選手|出場選手)[:：][^。\n様]{0,60}$/;
/** Someone in office introduces himself: 10月1日付で…部長に着任いたしました…. */
const TOOK_OFFICE =
  /(?:(?<!(?:町内|自治|区|老人|婦人|子ども|PTA|同窓|商店)会|[組班社店])長|理事|監|知事|教育長)(?:に|として)(?:着任|就任)(?:いた)?しました[^。\n]{0,12}$/;
/** Surnames as words: 高橋、渡辺などの異体字. */
const AS_WORDS = /^(?:[、・][一-龠]{1,3}){0,4}など(?:の|、)?(?:異体字|旧字|名字|苗字|姓が|姓の)/;
/** A place in a list of the most popular or the best: 1位 陽翔. */
const RANK = /[0-9]位[ :、]{0,2}$/;
/** What nobody says of a neighbour or caller, even with さん. */
const FAME_AFTER_TITLE =
  /^さん(?:\([^()\n]{1,20}\))?(?:が|は|を|の|らが|らを|ほか|による)?[^。\n]{0,6}?(?:招い|招き|迎え(?:て|た)(?:講|トーク|対談|セミナー)|トークショー|サイン会|登壇|語る[「『]|講演し|講演します|ミニライブ|出演|演じ|主演|アイスショー|(?:コンサート|リサイタル|独演会|ディナーショー)(?:は|が|って|の(?:チケット|前売り?|当日券|整理券|日程|開演))|番組(?:で|の|が|は)|絵本[はがの]|(?:コンサート|リサイタル|ライブ)、|(?:音声ガイド|ナレーション)|ファン(?:です|で、|なん|の方|クラブ))/;
/** Titles of lists and announcements in which every name is published: a short line that holds no sentence. */
const PUBLIC_LIST =
  /(?:^|\n)[^。、\n]{0,24}(?:(?:人事異動|幹部人事|人事発令|発令事項|委員名簿|役員名簿|議員名簿|委員一覧|受賞者|表彰式|出演者|登壇者)(?!への|(?:について|に関して|に関する)の?(?:ご?意見|苦情|質問|お?問|要望|感想|抗議))|(?:記者会見|記者発表|報道発表|報道提供|プレスリリース)(?!への|について|に関|の件))[^。、\n]{0,16}(?=[\n】: ])/g;
/** What clubs and neighbours hand in, and what somebody asks or tells of a list: 自治会役員名簿, 表彰式の出欠. */
const NO_TITLE =
  /自治会|町内会|PTA|老人|子ども会|保護者|同窓|クラブ|サークル|少年団|提出|届|欠席|出欠|出席|募集|応募|問い?合|誤り|指摘|録画|見て|聞いて|削除|同封|送付|ほしい|希望|依頼|苦情|要望/;
/** Lists of people who take part; theirs are not published. */
const PRIVATE_LIST =
  /(?:参加|申込|応募|受講|利用|相談|通報|加入|来場|落選|滞納|対象|入居|受付|出席)者(?:名簿|一覧|リスト)/;
/** One of these is in every text in which a pattern above finds something. */
const ANYWHERE =
  /[0-9]位|議員|座長|着任|異体字|旧字|名字|苗字|姓|挨拶|あいさつ|祝辞|式辞|司会|進行|講[師演談]|登壇|出演|演者|指揮|演奏|独唱|独奏|合唱|ピアノ|イオリン|チェロ|フルート|ソプラノ|テノール|バリトン|朗読|語[りる]|落語|漫才|監[督修]|脚本|演出|原[作案]|[著訳編]者?|[作編]曲|作詞|審査|選[者手]|解説|実況|パネ[リラ]|ーター|ゲスト|スピーカー|トーク|大使|主演|受賞|優秀賞|入[選賞]|佳作|報道|広報|プロ|オリンピック|五輪|メダリスト|タレント|アナウンサー|芸人|[俳女]優|歌[手人碑]|声優|評論|ジャーナリスト|エッセイスト|研究家|写真家|[漫書華]|茶人|武将|大名|藩主|将軍|幕末|[思儒蘭]|文[豪学]|俳[人句]|詩人|[作画]家|[画別覧]展|展|生誕|没後|優勝|記者|視察|答弁|質問|会見|談話|[就退着]任|[再選任]|当選|務め|築[いく城]|挙兵|旧居|生家|墓所|伝記|自伝|全集|句碑|銅像|ゆかり|生涯|の句|作品|小説|短歌|絵画|世界|記念館|杯|招|迎え|日本代表|演じ|アイスショー|番組|サイン会|ミニライブ|コンサート|リサイタル|独演会|ディナーショー|音声ガイド|ナレーション|ファン|ライブ|氏の?(?:設計|デザイン|揮毫)|書簡|遺墨|手控え|[講浪]|狂言|能楽|歌舞伎|お笑い|案内役|著名人|有名人|芸能人|人事|発令|名簿|委員|表彰|リリース/;

/**
 * Why a name is that of someone who acts in public or belongs to history; undefined where it may be a citizen's.
 * Looks at most `LIST_REACH` units back.
 */
export function publicPerson(scan: Scan, start: number, end: number): string | undefined {
  const { text } = scan;
  const own = OWN.test(text, end);
  const listed = listedPerson(scan, start, end);
  if (listed !== undefined) return listed;
  if (!holds(scan, ANYWHERE)) return undefined;
  const after = text.slice(end, end + REACH);
  const before = text.slice(Math.max(0, start - LIST_REACH), start);
  const near = before.slice(-REACH);
  if (isOfRecord(near, after)) return undefined;
  if (FAME_AFTER.test(after) || FAME_AFTER_TITLE.test(after) || FAME_BEFORE.test(near))
    return isToldOfLives(scan, start, end) ? undefined : 'fame';
  if (CALLING_AFTER.test(after) && !LABEL.test(near)) return 'fame';
  if (isPublished(before, after)) return 'published';
  if (!own && ARTISTS.test(before.slice(-70))) return 'published';
  if (RANK.test(near) || ROLE.test(near) || (ROLE_SAID.test(near) && !own)) return 'role';
  if (!own && !LABEL.test(near) && isInPublicList(before)) return 'list';
  return undefined;
}

function isInPublicList(before: string): boolean {
  if (PRIVATE_LIST.test(before)) return false;
  for (const { 0: title, index } of before.matchAll(PUBLIC_LIST)) {
    const rest = /^[^\n]{0,24}/.exec(before.slice(index + title.length))![0];
    if (!NO_TITLE.test(title + rest)) return true;
  }
  return false;
}

function isPublished(before: string, after: string): boolean {
  if (AS_WORDS.test(after) || TOOK_OFFICE.test(before)) return true;
  return MEMBERS.test(before) || (MEMBER_AFTER.test(after) && ASSEMBLY.test(before));
}

import { once, type Scan, wholeOf } from '../../../src/classify/scan.js';
import type { WholeText } from '../../../src/classify/whole-text.js';

/** How much a text is prose about people: an article, a history, a report. Each kind is surer than the one before. */
export const PROSE = {
  /** Something else, or a record of a contact centre, however it is written. */
  none: 0,
  /** Sentences in plain style. */
  plain: 1,
  /** They tell of lives, offices, works or contests. */
  lives: 2,
  /** Of little else. */
  biography: 3,
} as const;

/** What is told of people in public and of their lives. */
const LIVES =
  /生まれ|出身|卒業|入学|進学|就任|在任|退任|任命|移籍|在籍|入団|退団|加入|脱退|結成|結婚|離婚|死去|没[しす後年]|戦死|暗殺|処刑|即位|退位|監督|主演|出演|共演|出場|デビュー|登場|演じ|リリース|アルバム|シングル|楽曲|作曲|作詞|編曲|脚本|原作|小説|漫画|映画|番組|放送|ドラマ|舞台|首相|大統領|将軍|[大中少][佐将尉]|皇帝|国王|女王|王朝|[王帝]国|教授|博士|著書|世紀|戦争|大戦|の戦い|連合軍|艦隊|当選|落選|選挙|政権|内閣|試合|優勝|リーグ|選手|チーム|師事|弟子|養子|嫡[子男]|家臣|武将|大名|藩主|子孫|後継|の(?:息子|[父母妻夫娘弟妹兄姉])|創業|創設|設立|社長|会長|役を|声優|俳優|女優|歌手|画家|作家|詩人|アメリカ|イギリス|ドイツ|フランス|ロシア|イタリア|スペイン|ソ連|中国|韓国/g;

/** What no article says, but records, letters, forms and notices. */
const NO_ARTICLE =
  /です|ます[。がかの\n]|ました|ません|でした|ください|下さい|でしょう|さん|(?<![多同仕模異有一両神王])様(?![々式子相態])|[受入架折着来]電|来[庁所]|窓口|お知らせ|申込|[\t|@]|TEL|https?:|匿名|問い?合わ?せ|とのこと[。、で]|打診|[当本]県|県内|担当[者課係窓のは:]|(?:^|\n)[・○●■◆※]/;
/** What records and notices say oftener than articles: each outweighs two words of lives. */
const OF_RECORDS =
  /申請|手続|問い|相談|苦情|要望|開催(?!され|し[たて])|募集|対象者|:|電話|本[日件]|意見|旨|照会|通報|伝え(?!られ)|説明|案内|連絡|[府県市町区]民|町内|職員|条例|制度|補助|助成|[県府市]庁|知事|品種|広報|会場|銘柄|展示|祭|公園|資料館|図書館|品評/g;
/** The end of a sentence in plain style. */
const PLAIN = /[ただるいうくすつぬぶむ]。/;
const WEIGHT_OF_RECORDS = 2;
const MANY = 3;
/** Units that are read: what stands behind is of the same kind. */
const READ = 1500;

/** One of `PROSE`, of the whole text; found out once. */
export function proseOf(scan: Scan): number {
  return once(wholeOf(scan), kindOfProse);
}

function kindOfProse({ text }: WholeText): number {
  const read = text.length > READ ? text.slice(0, READ) : text;
  if (!read.includes('。') || NO_ARTICLE.test(read)) return PROSE.none;
  const lives = new Set(read.match(LIVES)).size;
  const records = new Set(read.match(OF_RECORDS)).size;
  const balance = lives - WEIGHT_OF_RECORDS * records;
  if (balance >= MANY) return PROSE.biography;
  if (balance > 0) return PROSE.lives;
  return balance === 0 && PLAIN.test(read) ? PROSE.plain : PROSE.none;
}

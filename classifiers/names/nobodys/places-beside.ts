import { columnAt } from '../../../src/classify/record/columns.js';
import { inOfficeList } from '../../offices/office-list.js';
import { inRegionList } from '../../offices/region-list.js';
import { isFullName } from '../words/full-name.js';
import { isKnownPlace } from '../words/known-places.js';
import { ADDRESSED } from '../words/titles.js';

/** 佐藤様(八尾、79歳): where somebody lives whose name has just been said. */
const LIVES_BEFORE = /(?:様|さん|さま|氏|殿)\($/;
const LIVES_AFTER = /^(?:[、,] ?(?:[0-9]{1,3}(?:歳|才|代)|[男女]性?[、,)])|在住)/;
/** What grows, stands and takes place there: 能勢の栗, 貝塚の市民課. */
const OF_PLACE =
  /^の(?:栗|酒蔵|地酒|水なす|ぶどう|みかん|山奥|駅前|(?:市民|税務|福祉|土木|保険|年金)課|[市区町村]役[所場]|保健所|土木(?:事務所|さん)|税務署|府税|県税|警察(?!官)|商店街|温泉|花火大会|ハローワーク|年金事務所|運転免許|免許(?:センター|試験場)|消防署|支所|出張所|市民病院|図書館|公民館|イオン)/;
/** 谷山に引っ越しました, 名瀬に住んでいます, 市来在住; but 中村に転居届を渡した, 一郎に住んでもらう. */
const LIVED_IN =
  /^(?:の(?:方|ほう))?(?:に(?:引っ?越(?:し(?:て|た|ま)|す)|転[居入](?:し|する|の?予定)|移住|移り住|住んで(?:い|お|る|ま)|住む(?:こと|予定|[。、]|$))|(?:に)?在住|から(?:引っ?越して|転[居入]し|移住し))/;
/** 大家の谷口に, 姉の千葉に: somebody who is told of a move. */
const ROLE_BEFORE =
  /(?:大家|家主|管理人|担当(?:者)?|職員|担任|(?<!政務)主任|[係課部店社]長|ケアマネ(?:ジャー)?|ヘルパー|民生委員|(?:支援|相談)員|上司|窓口|隣人|友人|知人|[兄姉弟妹父母夫妻娘孫]|息子|長[男女]|次[男女])(?:の| |\(|である)?$/;
/** ハローワーク伊集院, 道の駅川辺. */
const NAMED_BY_PLACE = /(?:ハローワーク|ジョブカフェ|道の駅|法テラス|県税|インターチェンジ) ?$/;
const LANDLINE_AFTER = /^ ?\(?0[1-9][0-9]{0,3}[-(][0-9]{1,4}[-)][0-9]{4}/;
const BEGINS_ENTRY = /(?:^|[\n/、・|\t ])$/;
/** The cell of the bank that stands before that of its branch. */
const BANK_BEFORE =
  /(?:銀行|信用金庫|信金|労働?金庫?|農業協同組合|農協|信用組合|信組|JA[^\s,|/\t]{1,8}| Bank)(?: ?[,\t|/] ?| )$/;
/** Behind it stands what kind of account it is, and no number of somebody: the holder's name may follow the bank's too. */
const ACCOUNT_AFTER = /^ ?[,\t|/\n ]? ?(?:普|当座|当[, \t]|貯|総合|定期|納税準備|savings|checking|ordinary)/;
/** 口座名義, 口座名義人: whose account it is. */
const HOLDER = /名義|氏名|名前|口座人|契約者|預金者/;
const TITLED = new RegExp(`^ ?${ADDRESSED}`);
const LONGEST_PLACE = 6;

/**
 * Whether what stands beside a word makes it a place, an office or a branch, although people are called so too.
 *
 * @param before - of the same text, up to the word
 */
export function isPlaceByOthers(text: string, start: number, end: number, before: string, after: string): boolean {
  if (end - start > LONGEST_PLACE || TITLED.test(after)) return false;
  if (LIVED_IN.test(after)) return !ROLE_BEFORE.test(before) && !isFullName(text.slice(start, end));
  if (NAMED_BY_PLACE.test(before)) return true;
  if (BANK_BEFORE.test(before) && ACCOUNT_AFTER.test(after)) return !isHolder(text, start, end, before);
  if (LANDLINE_AFTER.test(after))
    return (
      BEGINS_ENTRY.test(before) &&
      ((isKnownPlace(text, start, end) && inOfficeList(text, start)) || inRegionList(text, start))
    );
  const lives = LIVES_BEFORE.test(before) && LIVES_AFTER.test(after);
  return (lives || OF_PLACE.test(after)) && isKnownPlace(text, start, end);
}

/** Whether what stands behind a bank is its customer: a full name, or whom a label or the column's header calls so. */
function isHolder(text: string, start: number, end: number, before: string): boolean {
  if (HOLDER.test(before)) return true;
  if (isFullName(text.slice(start, end)) && !isKnownPlace(text, start, end)) return true;
  return HOLDER.test(columnAt(text, start)?.header ?? '');
}

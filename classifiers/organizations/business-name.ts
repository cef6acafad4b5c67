import { COMMON, KANA_NAMES } from './organization-words.js';

const AHEAD =
  /(?:[ぁ-ん]{2,6}|[A-Za-z]{2,12}|[一-龠々]{1,6}|[ァ-ヴー]{2,10})?(?:[一-龠々]{1,6}|[ァ-ヴー・]{2,10}|[ぁ-ん]{2,6})?$/;
/** Particles that a run of hiragana begins with are not the name's. */
const PARTICLE = /^(?:から|まで|では|には|とは|は|の|を|が|に|で|と|も|や|へ)(?=[ぁ-ん]{2})/;
/** A run of hiragana that ends so is mostly the sentence's. */
const GRAMMAR_END =
  /[るいたなではにてくれえうをがへばかよしけりとん]$|(?:この|その|あの|どの|うちの|ここの|まだ|あと|もう|ほか|など|また|ため|まま|から|まで)$/;
/** What a name may stand behind, when nothing of a sentence may. */
const BOUNDARY = /^[\s、。「『(（:：／/・,|\t"=①-⑳]?$/;
const NOT_A_NAME =
  /^(?:ゆうちょ|いま|さっき|きょう|あす|いつも|うち|その|この|あの|まだ|あと|もう|また|放課後|別の|他の|次の)/;

/** Units of the name before a trade: 伊藤 before ベーカリー; 0 where none stands there. */
export function nameBeforeTrade(text: string): number {
  const run = AHEAD.exec(text)?.[0] ?? '';
  const kana = /^[ぁ-ん]+/.exec(run)?.[0] ?? '';
  if (kana === '') {
    const before = text.at(-run.length - 1) ?? '';
    // 丸福い商店 is no name, nor is what follows a digit: 3号病院.
    if (run.length < 2 && !BOUNDARY.test(before)) return 0;
    if (run.length < 2 && !/[一-龠]/.test(run)) return 0;
    return run === '' || COMMON.test(run) || NOT_A_NAME.test(run) || /[ぁ-ん]{2,}$/.test(run)
      ? lastKana(run)
      : run.length;
  }
  const rest = run.slice(kana.length);
  const name = kana.replace(PARTICLE, '');
  const bare = name.length < kana.length;
  const bounded = bare || BOUNDARY.test(text.at(-run.length - 1) ?? '');
  if (KANA_NAMES.test(name)) return name.length + rest.length;
  const plain = bounded && isPlain(name);
  if (plain && (rest === '' || (!bare && !COMMON.test(rest)))) return name.length + rest.length;
  // 通いの佐藤 before 商店: only what is not in hiragana.
  return rest.length >= 2 && !COMMON.test(rest) ? rest.length : 0;
}

const PLACE_AND_KANA = /(?:^|[\s、。「『(（:：／/・,|\t"=]|[はがをにでともへ])([一-龠々]{2,4})([ぁ-ん]{2,4})$/;
/** A word in kana that goes on with a verb or ends a phrase: 引落とし, 受取りの, 給与振込みは. */
const SENTENCE_END = /[るいたなてくうをがへかはもでりみけ]$/;

/** Units of a place and a word in kana behind it: 筑紫ひらめき before 銀行; 0 where none stands there. */
export function placeAndKana(text: string): number {
  const match = PLACE_AND_KANA.exec(text);
  if (!match) return 0;
  const [, place = '', kana = ''] = match;
  if (COMMON.test(place) || PARTICLE.test(kana)) return 0;
  return KANA_NAMES.test(kana) ||
    (kana.length > 2 && !/^[はがをにでとのもへやしさせれらり]/.test(kana) && !SENTENCE_END.test(kana))
    ? place.length + kana.length
    : 0;
}

/** Units of the name before a legal form where nothing but kana stands: みなと before 司法書士法人; 0 where none does. */
export function kanaBeforeForm(text: string): number {
  const length = placeAndKana(text);
  if (length > 0) return length;
  const name = text.slice(text.length - nameBeforeTrade(text));
  return KANA_NAMES.test(name) || (/^[ぁ-ん]{2,}$/.test(name) && !SENTENCE_END.test(name)) ? name.length : 0;
}

/** 特養ひまわり before デイサービス, 通院先はみなと before 整形外科: a word in kana behind what is none. */
function lastKana(run: string): number {
  const kana = /[ぁ-ん]{2,}$/.exec(run)?.[0] ?? '';
  const name = kana.replace(PARTICLE, '');
  if (KANA_NAMES.test(name)) return name.length;
  return name.length < kana.length && isPlain(name) ? name.length : 0;
}

function isPlain(name: string): boolean {
  return name.length >= 2 && name.length <= 5 && !GRAMMAR_END.test(name) && !NOT_A_NAME.test(name);
}

const KATAKANA_NAME = /^[「『 ]?([ァ-ヴー・]{2,12}|[A-Z][A-Za-z]{2,11})/;
const KANA_NAME =
  /^[「『 ]?([ぁ-ん]{2,6}?)(?=$|[\s、。」』)(:：,/／|]|(?:は|が|の|を|に|で|と|へ|から|まで|さん|様)(?:[^ぁ-ん]|$)|[一-龠ァ-ヴー])/;
const KANJI_NAME =
  /^[「『 ]?([一-龠々]{2,4})(?=$|[\s、。」』)(:：,/／|]|(?:さん|様|の(?:店主|女将|院長|社長|代表|ご?主人))|(?:の[里園森家郷丘湯])|[苑荘館園亭庵屋])/;
/** What is done in such a house, or its parts: デイサービス利用, ホテル予約, ケアプランセンター. */
const NOT_NAMED =
  /^[「『 ]?(?:利用|入所|入居|通所|退所|退去|申請|申込|事業|職員|施設|側|内|名|数|代|料|費|業|予約|宿泊|滞在|経営|勤務|開業|開設|整備|建設|運営|休業|廃業|閉店|開店|営業|等|一覧|担当|管理|見学|体験|送迎|週|月|毎|火|水|木|金|土|日|計画|作成|変更|更新|待機|空き|新規|増設|関係|組合|協会|連合|連盟|業界|改修|[一二三四五六七八九十]|会社|伝票|各位|バイザー|マリオ|コンピュ|ヒーロー|ボランティア|シティ|イン(?![ァ-ヴー])|オレ|テリア|ラテ|センター|トーク|スタッフ|サービス|マネージャー|マネジャー|ケアマネ|プラン|ルーム|オーナー|チーム|クラス|マーケット|コーナー|バイキング|フロント|ロビー|ステーション|グループ|チェーン|バー|ビル|カー|ママ|銭湯|堤防|資格|試験|会$|会員|事務所|法人|報酬|補助|以外|以上|以下|前|後|横|隣|裏|付近|周辺|共通|全体|全般|向け|のみ|など|ごと|だけ|から|まで|です|でも|では|には|とか|って|より|さん|する|した|して|しか|にも|とも|との|への|での|ある|いる|へは|には|なの|だと|だっ|なら|という|いう|いき|やっ|なん|みた|ほど)/;

/** Units of the name after a kind, with the blank before it: ふじのや after 旅館; 0 where none stands there. */
export function nameAfterKind(text: string): number {
  if (NOT_NAMED.test(text)) return 0;
  const length = nameAt(text);
  // 喫茶「マリー」: a bracket that was opened is closed.
  return length > 0 && /^[「『]/.test(text) && /[」』]/.test(text[length] ?? '') ? length + 1 : length;
}

function nameAt(text: string): number {
  const katakana = KATAKANA_NAME.exec(text);
  if (katakana)
    return (
      katakana[0].length +
      (/^[一-龠苑荘館園]{1,2}(?=[\s、。」(]|$)/.exec(text.slice(katakana[0].length))?.[0].length ?? 0)
    );
  const kana = KANA_NAME.exec(text);
  if (kana) {
    const name = kana[1]!;
    if (
      KANA_NAMES.test(name) ||
      (!/^[はがをにでとのもへや]/.test(name) && !/[るいたなではにてくれえをがへばか]$/.test(name))
    )
      return kana[0].length + (/^[苑荘館園亭庵屋家]/.exec(text.slice(kana[0].length))?.[0].length ?? 0);
    return 0;
  }
  return KANJI_NAME.exec(text)?.[0].length ?? 0;
}

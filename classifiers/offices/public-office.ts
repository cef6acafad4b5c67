import { isCalled, isOnForm, isToldByCaller } from './of-caller.js';

const REACH = 96;
const REACH_AFTER = 36;
/** 曽我部, 服部, 小野寺 are people; 空室 is nobody's office. */
const OFFICE =
  /(?:府庁|県庁|都庁|道庁|役所|役場|市民局|担当課|[^\s。、]課|(?:^|[。、「\s])課(?=の)|[^\s。、関]係|(?<![阿安服渡岡矢磯刑軽園卜占戸坂宮]|日下|長谷|[曽蘇]我|海老)部(?![屋分品数])|局|(?<![教病浴居寝和洋温茶空個満号])室|センター|窓口|代表(?:電話|番号)?|ダイヤル|ホットライン|事務所|支所|出張所|広域連合|拠点|分室|保健所|税務署|年金事務所|警察署|消防署|図書館|公民館|会館|ホール|公社|機構|協議会|協会|組合|財団|事務局|プラザ|病院|診療所|小学校|中学校|支援学校|専門校|[^\s。、]グループ(?!ホーム)|高校|高等学校|大学|交番|博物館|美術館|体育館|公園|ハローワーク[一-龠]{0,4}|法務局|裁判所|(?!小野寺)[一-龠]{2}(?:(?<![休開閉])[館園苑寺](?![0-9市町])|神社|広場|の里)|(?:少年|自然|交流|い|憩|海|山|森)の家|道の駅|キャンプ場|(?<!結婚)相談所|[^\s。、]試験場|(?:農業|林業|水産|漁業|畜産|衛生|保健|健康|環境|産業|工業|技術|科学)(?:総合)?研究所|(?:計量|血液|食肉)?検[定査]所|衛生所|[浄配]水場|処理場|展示場|能力開発校|[一-龠]大学校|[都道府県市区町村]営プール|スケートリンク|投票所|避難所|管理棟|献血ルーム[一-龠ァ-ヴー]{0,6}|測候所|気象台|子育て支援拠点|ステーション|サロン|ひろば|コーナー|カウンター|総合案内|法テラス[一-龠]{0,4}|(?:[^\s。、]相談|通報)(?=は)|ドーム|アリーナ|スタジアム|競技場|劇場|公会堂|庁舎|商工会(?:議所)?|社協|当直|支庁|振興局|郵便局|年金機構|資料館|記念館|動物園|植物園|水族館|ホテル|休日当番の案内(?=は)|お問い?合わ?せ|問い?合わ?せ先|申し?込み?先|お申し?込み|予約(?:先|専用|受付)|提出先|照会先|郵送先|応募先|受付時間|開庁時間|開館時間|営業時間|診療時間|相談時間|相談室|会場|開催場所|開催地|集合場所|集合(?=は)|主催|共催|音声案内|自動音声|自動応答|時間外|申し?込み?[ :]{0,2}(?=ファ|FAX)|県の(?=ファ|FAX|代表|電話番号)|連絡先(?=は?[ :]{0,2}[^\s。、]{1,12}課))/g;
const PERSONAL =
  /自宅|勤務先|職場|会社|私|本人|携帯|様|さん|氏名|申出者|申請者|相談者|通報者|世帯主|父|母|夫|妻|息子|娘|実家|折り?返し/;

/** Between an office and its number: labels and sub-units, no sentence. */
const ONLY_LABELS =
  /^(?:\([^()\n様氏]{0,10}庁舎[^()\n様氏]{0,8}、|えー?っ?と?、|で、お?電話(?:番号)?[はが]?|が(?=[、0-9])|でしたら|であれば|を(?:読み上げ|復唱)|[()[\]【】〔〕〈〉■●◆▼※★:・/ \-~、,\t|「」『』]|って|という|\([ぁ-んァ-ヴー・]{1,16}\)|電話|ファクシミリ|ファックス|ファクス|番号|直通|代表|内線|新しい|現在の|TEL|Tel|tel|FAX|Fax|℡|☎|は|の|へ|まで|あて|宛|所在地|住所|場所|郵便|〒|[0-9]|ダイヤル|で始まる|IP|つながらない(?:場合|とき|方)|(?:海外|[県府都道市]外|お急ぎ)(?:の(?:場合|方))?|回線|から|専用|予約|変わっておらず|変わらず|本庁|本館|新館|別館|[東西南北]館|平日|土日|土曜|日曜|祝日|休日|毎週|毎日|年中無休|時間|午前|午後|時|分|から|まで|[月火水木金土日]曜?日?|[階F]|[ぁ-んァ-ヴー]{1,8}(?=[ (:])|[一-龠ァ-ヴー]{1,10}(?:課|係|室|部|局|班|グループ|担当|支所|センター|窓口))*$/;
const ONLY_LABEL =
  /^[ \t(・※■●◆0-9]*(?:(?:TEL|Tel|電話|℡)[ :：]{0,2}[0-9()-]{10,14}[ /・、]{1,3})?(?:電話|ファクシミリ|ファックス|ファクス|TEL|Tel|tel|℡|☎|FAX|Fax|電話番号|電話・FAX|所在地|住所|〒)[ :：)]*$/;

/** Between that label and the line above. */
const LABEL_BELOW = /\n(?=[^\n]*$)/;

/** 相談センターで相談を受け付けています。電話: what the office offers, in the words of a notice. */
const OFFERED =
  /^(?:に|へ|を)(?:電話を?)?(?:つな|繋|転送|取り次|案内|紹介|回)[^。\n0-9]{0,8}[(、 ]$|^(?:で|が|は|では|に(?:て|おいて))[^。\n]{0,32}(?:受け?付け(?:てい)?ます|承(?:ります|っています)|お受けし(?:てい)?ます|行ってい?ます|応じ(?:てい)?ます|対応し(?:てい)?ます|(?:移転|開設|休館|閉庁|開庁|変更)(?:し(?:ます|ました)|となります))。[ ]?(?:電話|TEL|Tel|℡|☎|お?電話番号|お?問い?合わ?せ)?(?:は|:)?[ ]?$/;
/** Directly behind a number: whose it is. (府庁代表), 、環境政策課です. */
const OFFICE_BEHIND =
  /^(?:[)）]?で承[りっ]|[)）]?で(?:お寄せ|お送り|ご応募|お申し?込み|ご提出|受け?付け|お知らせ|ご連絡)(?:く|て|し|い|を)|、代表(?:です|でございます)|、?内線(?:が|は)[0-9、]|[、。](?:[都道府県市区町村]|[都道府県]庁|[市区]役所)の[^\s。、()]{2,12}(?:センター|案内)(?:です|でございます)|[、 ][^\s。、()]{1,12}[課室係局部所](?:の(?:直通|代表|番号|電話)(?:番号)?)?(?:です|でございます|になります)|[」』]?(?:を|と)(?:お?伝え|ご?案内(?!され)|ご?紹介(?=[。、)\n ]|$|し(?:た|ました|、|。|$)|済|いたしました)|教え(?:た|て|る)|お知らせ|二度|経由)| ?\(直通\) {0,2}内線|[)）]?(?:又は|または)(?:郵送|持参|来庁|メール|電子メール|電子申請|オンライン|はがき|ハガキ|ホームページ|FAX|ファクス|ファックス|ファクシミリ)| ?(?:まで|へ|に|あて|宛)(?:、)?(?:FAX|ファクス|ファックス|送付(?!先)|郵送|ご?送信|お送り|提出|お申)(?![^。\n]{0,12}(?:(?:ほ|欲)し|希望|もらい|いただきた|頂きた|とのこと|依頼|変更))| ?\((?:[^()\n]{0,12}(?:(?<![一全内阿安服渡岡矢磯刑軽園卜占戸坂宮]|日下|長谷|[曽蘇]我|海老)部|[局課署]|(?<![在入退])室|(?<!関)係|(?<![来登退開閉])庁|(?<![入退通転来])院|(?<![来開閉])館|(?<!事務|^|[住台居場近田別入退通])所|(?:土木|県税|府税|都税|道税|年金|福祉|農林|港湾|水道)事務所|センター|窓口|事務局|図書館|役場|[市府県町村区国都道]立[一-龠ァ-ヴー]{0,6}[校園]|試験場|浄水場|庁舎|開発校|専門校|管理棟|展示場|プール|キャンプ場|プラザ|ホール|ハローワーク|献血ルーム|少年自然の家) ?(?:代表|直通|内線[0-9]*|あて|宛て?)?|代表|代|庁内|府庁|時間外)[)、]|の代表(?:[。、)\s]|にかけ|に電話|へ)|[)）]?(?:又は|または|まで|へ|を)[^。\n]{0,14}(?:ご利用|お送り|ご送付|ご連絡|お問い?合わせ|お申し込み|ご提出|お電話)(?:ください|下さい)|[、 ](?:(?:[^\s。、()様さ私]{1,8})?(?:府庁|県庁|市役所|区役所|役場|保健所|税務署|警察署|年金事務所|コールセンター|総合窓口))(?:です|でございます|の|になります|まで| ?代表|$)|[ (]{1,2}内線 ?[0-9])/;
/** 旧 06-6944-0000 新 06-6210-0000（府税コールセンター）: two numbers of one office. */
/** The hours of a shop or an office, on the same line. */
const HOURS_BEHIND =
  /^[^\n。]{0,16}(?:定休|年中無休|営業(?:時間|日|中)|開庁|開館|開店|受付時間|客室|[月火水木金土日]曜?休|[0-9]{1,2}(?::[0-9]{2}|時(?:[0-9]{1,2}分|半)?) ?(?:~|から|-) ?(?:翌|午[前後])?[0-9]{1,2}[:時])|^ ?(?:→ ?(?![新現正誤]|変更)[^\s。、0-9]{0,12}?(?:[課室係局部署班庁館]|(?<!事務)所|センター|窓口|内線|代表|転送|IVR)|に転送|へ転送)/;
/** A shop that somebody else published. */
const PUBLISHED = /(?:掲載|公開|公式|パンフ|チラシ|ホームページ|サイト|協賛店|加盟店)[^\n。]{0,24}$/;
/** 06-…を伝えたが返事がない: told by somebody, unless an office is named. */
const TOLD_IN_VAIN = /^[」』]?(?:を|と)伝え(?:た(?:が|けど|のに|ところ)|てあ|ている)/;
/** 着信 06-…→農政課へ転送: whoever called. */
const PUT_THROUGH = /^[^。\n]{0,30}転送/;
const OF_CALL = /コール(?!セン)|着信(?!先)|入電|受電|発信/;
/** …時につながる, …時に折返し希望: when somebody is there. */
const REACHED_BEHIND =
  /^[^。\n]{0,40}(?:折り?返|希望|つなが|在宅|不在|(?:電話|連絡)(?:が|を)?(?:ほし|欲し|もら)|とのこと|様|さん)/;
/** 私の電話が公開されている, …の方から. */
const NOT_PUBLISHED = /私|自分|うち|個人|誤|の(?:方|者)(?:から|より)/;
const OWN_BEFORE = /友人|知人|友達|自宅|勤務先|職場|会社|携帯|本人|様|さん|氏|日中|連絡|折り?返し|夫|妻|父|母|娘|息子/;

const OFFICE_BEHIND_NEXT =
  /^[^。\n0-9]{1,6}0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4} ?\([^()\n]{0,12}(?:[部局課室係署所庁]|センター|窓口|事務局|図書館|役場)\)/;
/** Between an office and a number in the next sentence: someone asks or tells how to reach it. */
const ASKED =
  /^[^。\n]{1,3}の(?:電話|ファ[クッ][^。\n]{1,2}|FAX)?(?:番号)?[がにはを][^。\n]{0,6}(?:誤り|間違い|誤って|誤植)[^。\n]{0,10}。[「【(]?(?:誤|誤り|正誤?)[」】)]?[ :]{0,2}$|^[^。\n]{0,14}(?:番号|電話|かけ|何番|直通|ファ[クッ])[^。\n]{0,12}[。、?]?[」「 \n]{0,3}(?:[^。\n]{1,8}[:：]) ?(?:番号は|電話は|はい、?|ええと、?|(?:直通|代表)は)?$|^[^。\n]{0,6}(?:です|でございます|になります)。お?(?:電話)?番号は[、 ]?$|^[^。\n]{0,14}(?:番号|電話|かけ|何番)[^。\n]{0,12}[。、?]?(?:」「|[ \n])?(?:番号は|電話は|はい、?|ええと、?)?$/;

/** 税務課に届けた電話番号: what an office was told is whoever's told it. */
const HANDED_IN = /^[にへ](?:届け|届出|提出|登録|伝え|申告|申請|書い|記入)/;
/** 公園事務所にも電話したが出ない。06-…: what somebody tells of an office, and then their own number. */
const TRIED = /[たい]が|ない[。、]|待ち|出ず|つながら|とのこと|希望/;
/** 市民課 06-… のお宅へ通知: whose the number is stands behind it, and the office is who writes. */
const OF_SOMEBODY_BEHIND =
  /^[0-9()-]{9,14} ?(?:の(?:お?宅|家|方[、。へにのが]|女性|男性)|(?:母|父|妻|夫|女性|男性)(?:より|から|が|$))/;
/** 年金→年金事務所→06-…、: one entry of a guide ends with the number, and the next may follow. */
const GUIDE_ENTRY = /^\(?[0-9][0-9()-]{8,13}(?:[。、/]?(?=\n|$)|[、/・ ]{1,2}[^\s、。→]{1,16}→)/;
/** In the log of a call an arrow leads to whoever was called. */
const CALL_LOG = /[発着]信|[架折受入]電|不在|応答|留守|折り?返|母|父|相談者|申出者|本人|約束|通話/;

function isGuideEntry(text: string, offset: number, behind: string): boolean {
  return (
    /^ ?→ ?$/.test(behind) &&
    GUIDE_ENTRY.test(text.slice(offset, offset + REACH_AFTER)) &&
    !CALL_LOG.test(text.slice(Math.max(0, offset - REACH), offset + REACH_AFTER))
  );
}

const breakBefore = (text: string): number => Math.max(text.lastIndexOf('\n'), text.lastIndexOf('。'));

/**
 * Whether what stands at `offset` is said to be a public office's: an office is named before it on the same line, and no
 * person is between them.
 *
 * @returns the kind of office by its last word, or undefined
 */
export function publicOffice(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - REACH), offset);
  const own = before.slice(breakBefore(before) + 1);
  // A line that holds only the label belongs to the line above it: 環境管理室⏎電話 06-….
  const line = ONLY_LABEL.test(own)
    ? before.slice(breakBefore(before.slice(0, -own.length - 1)) + 1).replace(LABEL_BELOW, ' ')
    : own;
  const named = lastOffice(line);
  if (named && ((named.whole === '事務所' && PRIVATE_BEFORE.test(named.before)) || AT_WORK.test(named.before)))
    return undefined;
  if (named && OF_PRIVATE.some(([office, before]) => office.test(named.whole) && before.test(named.before)))
    return undefined;
  if (named && OF_A_FIRM.test(named.whole) && (OWN_WORK.test(line) || AT_HEAD.test(named.before))) return undefined;
  const from = text.slice(offset, offset + REACH_AFTER);
  if (named && (OF_SOMEBODY_BEHIND.test(from) || isCalled(named.whole, named.behind, from) || isOnForm(text, offset)))
    return undefined;
  if (named)
    return !PERSONAL.test(named.behind) &&
      (ONLY_LABELS.test(named.behind) ||
        isGuideEntry(text, offset, named.behind) ||
        OFFERED.test(named.behind) ||
        ANSWERED.test(named.behind))
      ? named.word
      : undefined;
  if (line.length === before.length) return undefined;
  const asked = lastOffice(before);
  return asked &&
    !PERSONAL.test(asked.behind) &&
    !HANDED_IN.test(asked.behind) &&
    !TRIED.test(asked.behind) &&
    (ASKED.test(asked.word + asked.behind) || OFFERED.test(asked.behind))
    ? asked.word
    : undefined;
}

/** 電話番号を申し上げます、: who answers calls tells a number, which is an office's. */
const TOLD_BY_OFFICE =
  /番号(?:を|は)(?:ゆっくり|もう一度|続けて)?(?:お?(?:伝え|知らせ)(?:し|いたし)|申し?上げ|ご?案内(?:し|いたし|申し))[^\n。]{0,6}[。、][ ]?$|(?:番号をご?案内(?:し|いたし|申し上げ)ます|番号を申し上げます|(?:直通|代表|電話|ファクス)を(?:申し上げ|ご案内し|お伝えし)ます)[^0-9\n]{0,6}(?:市外局番から、?)?$/;
/** The same in pieces, each of which whoever called acknowledges. */
const TOLD_IN_TURNS =
  /番号を(?:申し?上げ|ご?案内(?:し|いたし|申し上げ)|お伝え(?:し|いたし))ます。? ?(?:[0-9]{2,4}の?、?\n[^\n0-9]{0,8}(?:はい|ええ)。?\n[^\n0-9]{0,8}[:>「] ?){1,2}$/;
/** 直通は: of an extension line, unless somebody's own work was named. */
const DIRECT_LINE = /(?:^|[。\n:「、 ])(?:(?:直通|代表)(?:の?電話|番号)?は|外線(?:から)?は)[、 ]?$/;
/** For inquiries, please call … (06-…): an office's, told in English. */
const IN_ENGLISH =
  /(?:\b(?:Center|Centre|Office|Division|Section|Bureau|Department|Hotline|Helpline|Government|Service|Counter|Desk|Library|Hall)\b[^.\n]{0,48}|\b[Ii]nquir(?:y|ies)\b[^.\n]{0,32}\b(?:call|contact|phone|tel)\b[^.\n]{0,12})[(: ]{1,3}$/;
const OF_WRITER = /\b(?:[Mm]y|[Mm]e|I|[Mm]obile|[Cc]ell|[Hh]ome)\b/;

/** Whether a number is told as an office's by whoever answers, or in English. */
export function toldByOffice(text: string, offset: number, end = offset): string | undefined {
  const before = text.slice(Math.max(0, offset - REACH), offset);
  if (TOLD_BY_OFFICE.test(before) && !isToldByCaller(text, offset, end)) return 'told by the office';
  if (TOLD_IN_TURNS.test(before)) return 'told by the office';
  if (DIRECT_LINE.test(before) && !OWN_BEFORE.test(lineBefore(text, offset))) return 'direct line';
  const english = IN_ENGLISH.exec(before);
  return english && !OF_WRITER.test(english[0]) ? 'office in English' : undefined;
}

/** Whether the number that ends at `offset` is said right behind to be an office's. */
export function officeBehind(text: string, offset: number): string | undefined {
  const after = text.slice(offset, offset + REACH_AFTER);
  if (!OFFICE_BEHIND.test(after) && !OFFICE_BEHIND_NEXT.test(after) && !isOpen(text, offset, after)) {
    const before = text.slice(Math.max(0, offset - 48), offset);
    return PUBLISHED.test(before.slice(0, -10)) &&
      !OWN_BEFORE.test(before) &&
      !NOT_PUBLISHED.test(lineBefore(text, offset) + /^[^\n]{0,20}/.exec(after)![0])
      ? 'published'
      : undefined;
  }
  const before = lineBefore(text, offset);
  if (OWN_BEFORE.test(before) || (TOLD_IN_VAIN.test(after) && !lastOffice(before))) return undefined;
  return 'office behind';
}

function isOpen(text: string, offset: number, after: string): boolean {
  return (
    HOURS_BEHIND.test(after) &&
    !REACHED_BEHIND.test(text.slice(offset, offset + 48)) &&
    !(PUT_THROUGH.test(after) && OF_CALL.test(lineBefore(text, offset)))
  );
}

/** What stands before the number on its line, as far as it tells whose it is. */
function lineBefore(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 40), offset);
  return before.slice(breakBefore(before) + 1);
}

/** 府税事務所　567-0034 茨木市中穂積1丁目8-17　電話: where the office is, between its name and its number. */
const ITS_ADDRESS =
  /(?:〒? ?[0-9]{3}-?[0-9]{4} ?)?(?:[一-龠]{2,3}[都道府県])?[一-龠々ヶァ-ヴーぁ-ん]{1,8}[市区町村郡][一-龠々ヶァ-ヴーぁ-ん]{0,16}[0-9〇一二三四五六七八九十]{1,4}[0-9〇一二三四五六七八九十丁目番地号の-]{0,14}/;

/** スズキ食品の事務所: of a firm, or of somebody's work. */
const PRIVATE_BEFORE =
  /(?:^|[\s、。:はが(「→](?=の?$)|職場|勤務先|会社|食品|商店|商会|商事|工業|興業|産業|(?<![東西南北中央]部|土木|港湾|河川|道路)建設|工務店|設備|運輸|運送|物流|電機|電気|製作所|不動産|株式|有限|[(（][株有][)）]|[㈱㈲]|法律|司法書士|行政書士|税理士|会計|社労士|弁護士|設計|うち|当社|弊社)の?$/;

/** Homes, shops and unions of firms that call themselves as offices do, by what stands before the word. */
const OF_PRIVATE: readonly (readonly [office: RegExp, before: RegExp])[] = [
  [/^ステーション$/, /(?:看護|介護|ヘルパー|リハビリ?)$/],
  [/^センター$/, /(?:家具|印刷|自動車|車検|整備|板金|ペット|引越|リフォーム|住宅|釣具|園芸|ホーム|カー|タイヤ)$/],
  [/^組合$/, /(?:協同|縫製|[青果商]果|企業|事業|管理)$/],
  [/(?:学校|高校|大学)$/, /(?:私立|学校法人)[^\s。、]{0,10}$/],
];

/** 勤務先の総務 before 課: of somebody's work. */
const AT_WORK =
  /(?:職場|勤務先|当社|弊社|うちの会社)[^。、\n]{0,6}$|(?:会社|先方|お?店|[㈱㈲]|[(（][株有][)）]|(?:株式|有限|合同|合資)会社[^\s。、\n]{1,10}|[一-龠ァ-ヴー](?:様|さん)|計装|商店|商会|工業|産業|建設|電機|電装|運輸|運送|製作所|工務店|食品|化成|精機|製茶|農園|水産)の$/;

/** 代表電話 alone says that it is not somebody's own line, but not whose. */
const OF_A_FIRM = /^代表(?:電話|番号)?$/;
const OWN_WORK = /(?:会社|職場|勤務先|勤め先|雇い主|事業所|[㈱㈲])(?:は|が|の|、|:)/;
/** 森さんが代表(電話…: who speaks for a group. */
const AT_HEAD = /(?:さん|様|氏|私)が$/;

/** 「県のファックスは何番?」「: asked and answered, each in its brackets. 法務局の番号は?: in one line. */
const ANSWERED =
  /^の(?:お?電話番号|番号|お?電話|ファクス|FAX)(?:は|って)?\?[ 」「]{0,3}(?:はい、?)?$|^[^。\n]{0,10}(?:何番|番号|どこ|どちら)[^。\n」]{0,10}[?。]?」[ \n]{0,2}「(?:はい、?|ええと、?|番号は)*$/;

/** The last office named in `text`, by the end of its word, what stands before it and what behind it. */
export function lastOffice(text: string): { whole: string; word: string; before: string; behind: string } | undefined {
  let office: RegExpExecArray | undefined;
  // `matchAll` would make a pattern of its own for each text.
  OFFICE.lastIndex = 0;
  for (let match = OFFICE.exec(text); match; match = OFFICE.exec(text)) office = match;
  if (!office) return undefined;
  const behind = text.slice(office.index + office[0].length).replace(ITS_ADDRESS, '');
  return {
    whole: office[0],
    word: office[0].slice(-3),
    before: text.slice(Math.max(0, office.index - 12), office.index),
    behind,
  };
}

/**
 * Postal codes of a single large office, 8500 to 8799 (日本郵便 大口事業所個別番号): no one lives there. Kyoto's towns (600–606)
 * have such numbers too.
 */
export function isOfficePostalCode(code: string): boolean {
  return /^(?!60[0-6])[0-9]{3}-?8[5-7][0-9]{2}$/.test(code);
}

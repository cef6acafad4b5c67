/** What was on a day that is nobody's birth: papers, laws and contracts, buildings, marriages, deaths. */
const EVENTS =
  '受付|交付|発行|発給|創立|創設|開校|発足|有効期限|期限|満了|有効|契約|締結|施行|竣工|しゅん工|建築|着工|完成|完工|落成|改築|入会|退会|採用|就任|着任|作成|更新|開催|入居|転入|転出|喪失|認定|設立|創業|開設|改正|適用|予約|来庁|架電|入電|開[館園校庁所通店業港幕始局院署]|閉[館園校]|指定|選定|建立|再建|初演|初版|発生|観測|婚姻|結婚|離婚|命日|死亡|死去|逝去|没|他界|葬儀|市制|町制|村制|合併|供用|開業|廃止|改称|入学|入園|卒業|卒園|入社|入隊|退職|就職|退院|入院|初診|受診|手術|発症|接種|検診|健診|帰化|上陸|入国|来日|出国|帰国|渡航|移住|事故|震災|空襲|災害|宣言|終戦|発令|購入|納車|登記|解散|廃[校業線]|解約|加入|脱退|申立|判決|[最高地]判|最決|逮捕|起訴|釈放|放送|公開|発売|収録|撮影|失効|資格取得|資格得|許可|免許取得|記入|挙式|結成|転籍|身体測定|避難訓練|離職|住民とな[つっ]た|二[・ ]?小[・ ]?原|二種|第[0-9.]{1,5}版';
/** Words of an office, which may speak of a birth as well: 登録は1956年10月1日です. */
const ENTRIES = '登録|届出|申請|取得|現在';
const LABEL_ENDS = '(?:年月日|日付?|式|祭)?(?:が|は|も|の|:|\\||、|=|」|】|〕|\\(| )?[ ]{0,2}$';
/** 取 4-290401 離 5-070131: as short as forms have them. */
const SHORT_LABEL = '(?<![一-龠])[取離喪卒婚転没]';
/** IDO_YMD=, expiry: 2031-: in Latin letters, alone or at the head of a column. */
const LATIN_EVENTS =
  '(?:ido|created|updated|modified|issued?|issuance|expir[a-z]{1,5}|exp|hakk?o|kofu|koufu|kigen|yukou?|valid|tennyu|tenyu|shutoku|soshitsu|koshin|koushin|uketsuke|kinyu|manryo|shikaku|date_of_issue)';
const LATIN_ENDS = '(?:[_ ]?(?:ymd|date|day|bi|on|until|to|at|dt))?';
/** birth_updated: said of a birth, it is one. */
const NO_BIRTH_BEFORE = '(?<!(?:birth|born|dob|bday|umare|seinen|tanjo)[a-z]{0,8}[_ -]?)';
const LATIN_BEFORE = new RegExp(
  `(?<![A-Za-z])${NO_BIRTH_BEFORE}${LATIN_EVENTS}${LATIN_ENDS}["']?[ ]?[:= ] ?["']?$`,
  'i',
);
const SURE_BEFORE = new RegExp(`(?:${EVENTS}|${SHORT_LABEL})${LABEL_ENDS}`);
const BEFORE = new RegExp(`(?:${ENTRIES}|記念|日付|日時|期日|納期|(?<![0-9])[1-9]位)${LABEL_ENDS}`);
/** 昭和50年4月1日 採用; but 2月24日 有効期限 2027年 has the label of the next day behind it. */
const SURE_BEHIND = new RegExp(
  `^ ?(?:${EVENTS})(?!(?:年月日|日|期限)?[ :は]{0,2}(?:[0-9]|[明大昭平令MTSHR][0-9正治和成]))`,
);
const BEHIND = new RegExp(
  `^(?:[ ]?(?:${ENTRIES}|付|号|法律|政令|条例|から|より|まで|以前|以降|以後|納期|公布|制定|頃|ごろ|時点|提出|到着|送付|移転|に(?!生)|の(?!生)|と(?:誤|間違|取り違))|[ T]?[0-2]?[0-9][:時])`,
);
/** 1月1日の場合は 19800101, 例:昭和60年4月1日: how to fill in a form. */
const EXAMPLE = /(?:の場合(?:は|、)?|例えば、?|例(?:[:は)]|として)?)[ 「]{0,2}$/;
/** 父は1965年3月31日、定年退職: told behind a comma. */
const TOLD_BEHIND = new RegExp(`^、[^。、\\n0-9]{0,12}(?:${EVENTS}|入所|入職|移転|引っ?越)`);
/** 入院予定, 転入届: what somebody calls about, and not what was on the day before it. */
const PENDING = new RegExp(`^ ?[、 ]?(?:${EVENTS}|${ENTRIES})(?:の(?:件|手続)|[中届済]|希望|予定|手続)`);
const APART = new RegExp(`^ (?:${EVENTS}|${ENTRIES})`);
const REACH_TOLD = 18;
const REACH_BEFORE = 28;
const REACH_BEHIND = 14;
/** 令和3年5月1日～令和8年4月30日, 1854–1922: from one day to another. */
const TO = /[~〜–]|[0-9日] ?-{1,2} $/;

/** Whether the word right beside a date surely says that something else than a birth was then. */
export function isOfEvent(text: string, start: number, end: number, before = beforeOf(text, start)): boolean {
  return SURE_BEFORE.test(before) || LATIN_BEFORE.test(before) || SURE_BEHIND.test(text.slice(end, end + REACH_BEHIND));
}

/** "birth":null,…,"created_at":"1999-05-09": a key right before a date, which no answer to a question for a birth has. */
export function isUnderOtherKey(text: string, start: number): boolean {
  return LATIN_BEFORE.test(beforeOf(text, start));
}

const HEAD = new RegExp(
  `(?:${EVENTS}|${ENTRIES}|(?:^|[^一-龠])[取離喪卒婚転没])(?:年月日|日付?)?$|^${LATIN_EVENTS}${LATIN_ENDS}$`,
  'i',
);

/** Whether the head of a column names a day that is nobody's birth. */
export function namesOtherDay(head: string): boolean {
  return HEAD.test(head.trim());
}

/** The same, or that it may be so, as for a date that nothing calls a birth. */
export function isOtherDate(text: string, start: number, end: number, before = beforeOf(text, start)): boolean {
  return (
    /[0-9~]/.test(text[end] ?? '') ||
    TO.test(before.slice(-4)) ||
    BEFORE.test(before) ||
    EXAMPLE.test(before) ||
    BEHIND.test(text.slice(end, end + REACH_BEHIND)) ||
    isOfEvent(text, start, end, before)
  );
}

/** The same by what stands before a date alone. */
export function isOtherDateBefore(text: string, start: number, before = beforeOf(text, start)): boolean {
  return TO.test(before.slice(-4)) || BEFORE.test(before) || EXAMPLE.test(before) || SURE_BEFORE.test(before);
}

/** What somebody calls about behind their name and birth: 佐藤 一郎 S30.5.1 受診希望; an event apart where the day is old. */
export function isMatterBehind(text: string, end: number, old: boolean): boolean {
  const behind = text.slice(end, end + REACH_BEHIND);
  return PENDING.test(behind) || (old && APART.test(behind));
}

const beforeOf = (text: string, start: number): string => text.slice(Math.max(0, start - REACH_BEFORE), start);

/** Whether what was then is told behind a date in prose: 娘は2019年5月1日、…に結婚. */
export function tellsEvent(text: string, end: number): boolean {
  return text[end - 1] === '日' && TOLD_BEHIND.test(text.slice(end, end + REACH_TOLD));
}

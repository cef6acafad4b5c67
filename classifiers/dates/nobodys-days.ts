/** Animals with a name and a birthday; ケンゾウ is somebody. */
const ANIMALS = 'パンダ|キリン|(?<![ァ-ヴー])(?:アフリカ|アジア|インド)?ゾウ|ゴリラ|ライオン|ペンギン';
/** Eras before 明治. */
const OLD_ERAS = '慶応|安政|文[久化政]|天[保明]|嘉永|元治|万延|弘化';
/** Those of prefectures and cities that everybody knows. */
const MASCOTS =
  'くまモン|せんとくん|ひこにゃん|もずやん|チーバくん|ぐんまちゃん|ふなっしー|とちまるくん|コバトン|さいたまっち|アルクマ|レルヒさん|きとぴろ|ふっかちゃん|やなな|しまねっこ|トリピー|ももっち|うらっち|すだちくん|みきゃん|くろしおくん|がんばくん|らんばちゃん|めじろん|みやざき犬|ぐりぶー|はばタン|まゆまろ|きいちゃん|わんだーぎゅ|うぉーたん|むすび丸|んだッチ|きてけろくん|いくべぇ|キビタン|ハッスル黄門|ゆりーと|キャッフィー|ふじっぴー|ちょるる|ブンカッキー|ミャクミャク|バリィさん|出世大名家康くん|にしこくん|うどん脳';
/** What has a birthday and is nobody. */
const MASCOT_BEFORE = new RegExp(
  `(?:${MASCOTS}|キャラ(?:クター)?|マスコット|ご当地ヒーロー|${ANIMALS}|[犬猫]|ペット)(?:[(「『][^」』)\\n]{1,10}[」』)])?の?(?:お)?$`,
);
const ANIMAL = `(?:ゆるキャラ|キャラクター|マスコット|着ぐるみ|${ANIMALS}|ペット|[犬猫])`;
/** Who stands between, or asks, is born themselves: 猫の件で相談の女性、誕生日は. */
const NOBODY = '(?:(?!。|\\n|さん|様|氏|担当|飼い?主|本人|連れ|さま|私|受付|係|申[込請]者|応募|相談|女性|男性).)';
const NAME = '[「『]?(?![一-龠々]{3})[一-龠々ぁ-んァ-ヴー]{1,10}[」』]?';
const CALLED = '(?:[「『][^」』\\n]{1,10}[」』]|(?!オーナー|デザイナー|ファン)[ァ-ヴー]{2,8})';
const LABEL = '(?:(?:お?誕生日|生年月日|生まれ)(?:は|:| )?)? ?';
/** 犬の名前はムギ、生まれは; ゾウ、ハナコの: the animal is what is told of. */
const NOBODY_BEFORE = new RegExp(
  `${ANIMAL}(?:${NOBODY}{0,12}名(?:前)?[ :は]{1,2}${NAME}[、, ]{1,2}|[、のは]?${CALLED}の)${LABEL}$`,
);
/** Within the same clause: 誕生日10月1日に着ぐるみ, 10月1日(合併の日). */
const NOBODY_BEHIND =
  /^[ :は]{0,3}[^、。\n ]{0,24}?(?:に(?:合わせて?|ちなんで|ちなみ)、)?(?:着ぐるみ|ゆるキャラ|マスコット|(?:村|町|市|県|合併|制定)の(?:制定)?日(?=[でにはが、。)]|$))/;
/** How a form is filled in: 見本ですので; but 申請書の見本ですが is asked for. */
const SAMPLE_BEHIND = /^[^\n]{0,40}(?:^|[、。 (はも※])見本(?:です(?!が)|なので|のため)/;
/** 1900/01/01 stands where nothing is known. */
const PLACEHOLDER = /^[^0-9\n]{0,6}1900[-/.年]0?1[-/.月]0?1(?![0-9])/;
/** 平成〇年〇月〇日: where a date is to be written, 〇 for any digit. */
const BLANK = /^[^0-9一-龠〇○◯\n]{0,6}(?:明治|大正|昭和|平成|令和|[MTSHR])?[〇○◯]{1,4}年[〇○◯]{1,2}月[〇○◯]{1,2}日?/;
/** 誕生日の1か月前から, 誕生日を2月28日とみなす: what is counted from any birthday, and no day of birth. */
const COUNTED_FROM =
  /^(?:の(?:前日|翌日|属する月|ある月|[0-9一二三]{1,2} ?(?:日|(?:か|ヶ|カ|ケ|箇)?月|週間|年) ?[前後])|(?:は|を)[^。\n]{0,16}とみな)/;
/** 龍馬の誕生日(天保6年11月15日): so early that it is somebody of history. */
const OF_HISTORY = new RegExp(`^[ :は(（]{1,3}(?:${OLD_ERAS})[0-9元一二三四五六七八九十]{1,3}年`);
const REACH = 24;
const SENTENCE = 48;

/** Whether a label is said of a mascot or an animal, of a sample, or of a day that is counted from everybody's birth. */
export function isNobodysDay(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - SENTENCE), start);
  const behind = text.slice(end, end + SENTENCE);
  return (
    MASCOT_BEFORE.test(before.slice(-REACH)) ||
    NOBODY_BEFORE.test(before) ||
    NOBODY_BEHIND.test(behind) ||
    SAMPLE_BEHIND.test(behind) ||
    PLACEHOLDER.test(behind) ||
    BLANK.test(behind) ||
    OF_HISTORY.test(behind) ||
    COUNTED_FROM.test(behind)
  );
}

/** この橋は明治42年生まれ. */
const THING_BEFORE =
  /(?:図書館|博物館|公民館|会館|庁舎|灯台|駅舎|公園|学校|商品|ブランド|制度|(?:この|その|の)(?:橋|塔|駅|店|木|桜|建物|鐘|像|機械|車両|電車|曲|歌))[はもが] ?$/;
/** 柴 雌 平成29年4月1日生. ゴメス is somebody. */
const SEX_OF_ANIMAL = /(?:[雌牝牡♀♂]|(?<![ァ-ヴー])(?:オス|メス))[ 、,/)]{0,2}$/;
/** 柴 雄, 雑種 雄: as well a person's name, 柴雄, unless the line tells of an animal's papers. */
const MALE_ANIMAL = /(?:種|犬|猫|(?<![一-龠々])[柴牛馬])[ 、]?雄[ 、,/)]{0,2}$/;
const ANIMALS_PAPERS = /鑑札|登録|注射/;
const SPECIES = `(?:レッサーパンダ|${ANIMALS}|カンガルー|[子仔][牛馬犬猫])(?=[のはが、「『])`;
/** Not who works there, or has something of an animal's name. */
const NO_PERSON =
  '(?:(?!働|勤め|勤務|代表|担当|職員|飼育|園長|館長|娘|息子|保育|園児|好き|ファン|さん|様|氏|母|父|妻|夫)[^。\\n])';
/** レッサーパンダの双子は, 水族館のペンギン、ハナは: of a zoo. */
const ANIMAL_BEFORE = new RegExp(
  `(?:${SPECIES}|(?:動物園|水族館|牧場)の(?:双子|三つ子|赤ちゃん|[「『]))${NO_PERSON}{0,30}[はが、]$`,
);
const ANIMAL_BEHIND = /^生?(?:まれ|れ)?[)、。 ]{0,2}(?:鑑札|狂犬病|去勢|避妊)/;
/** うるう年の2月29日生まれの方は: whoever is born on it. */
const LEAP_DAY_BEFORE = /(?:うるう|閏|ウルウ)年(?:の|に|:| )*$/;
/** A year in front makes it somebody's. */
const LEAP_DAY = /^(?:0?2|二)(?:月|[/.-])/;
/** Days of people of history: told of as such, or so early that only a family's papers tell of somebody then. */
const NOTABLE_WORDS =
  '学者|作家|歌人|俳人|詩人|画家|文豪|偉人|武将|藩主|藩士|志士|政治家|実業家|名誉[市県町村都府]民|物故者|記念館|ゆかりの|講演|企画展|生誕';
const NOTABLE = new RegExp(NOTABLE_WORDS);
const NOTABLE_BEHIND = new RegExp(`^[^、。]{0,6}(?:${NOTABLE_WORDS})`);
/** Who calls, asks or applies is somebody of today. */
const OF_TODAY = /女性|男性|さん|の方|電話|相談|利用者|申[込請]|減免/;
const EARLY = new RegExp(`^(?:明治|[Mm]|大正|${OLD_ERAS}|1[0-8][0-9]{2}|19[01][0-9])`);
const EARLIEST = new RegExp(`^(?:${OLD_ERAS}|1[0-7][0-9]{2}|18[0-5][0-9])`);
const EARLIEST_BEFORE = new RegExp(`(?:(?:${OLD_ERAS})[0-9元一二三四五六七八九十]{1,3}|1[0-8][0-9]{2})年$`);
/** 生〜…没, and not of one's own dead. */
const DIED_BEHIND = /^[^。\n)]{0,3}[^。\n)]{4,14}没/;
const FAMILY = /祖|父|母|亡|戸籍|相続|本家|先代|義[父母兄姉]|[お大]じ|[お大]ば|夫|妻/;
const NEAR = 40;
const SOON = 16;

/** Whether what is born on a day is a thing, or somebody of history. */
export function isNobodysBirth(text: string, date: number, end: number): boolean {
  if (BLANK.test(text.slice(date, date + 16))) return true;
  const before = text.slice(Math.max(0, date - NEAR), date);
  const behind = text.slice(end, end + NEAR);
  const ofToday = OF_TODAY.test(before) || OF_TODAY.test(behind.slice(0, SOON));
  if (THING_BEFORE.test(before)) return !ofToday;
  if (ANIMAL_BEHIND.test(behind) || (isOfAnimal(before, behind) && !OF_TODAY.test(before))) return true;
  if (LEAP_DAY_BEFORE.test(before) && LEAP_DAY.test(text.slice(date, end))) return true;
  if (FAMILY.test(before)) return false;
  const day = text.slice(date, date + 4);
  // The era of 安政元年11月3日 stands before what is found.
  if (EARLIEST.test(day) || EARLIEST_BEFORE.test(before)) return true;
  if (!EARLY.test(day)) return false;
  return DIED_BEHIND.test(behind) || (!ofToday && (NOTABLE.test(before) || NOTABLE_BEHIND.test(behind)));
}

function isOfAnimal(before: string, behind: string): boolean {
  if (SEX_OF_ANIMAL.test(before) || ANIMAL_BEFORE.test(before)) return true;
  return (
    MALE_ANIMAL.test(before) &&
    (ANIMALS_PAPERS.test(before.split('\n').at(-1)!) || ANIMALS_PAPERS.test(behind.split('\n')[0]!))
  );
}

/** Either, of a date that stands for itself. */
export function isNobodys(text: string, start: number, end: number): boolean {
  return PLACEHOLDER.test(text.slice(start, end)) || isNobodysDay(text, start, end) || isNobodysBirth(text, start, end);
}

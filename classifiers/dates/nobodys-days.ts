/** What has a birthday and is nobody. */
const MASCOT_BEFORE =
  /(?:キャラ(?:クター)?|マスコット|ご当地ヒーロー|パンダ|キリン|ゾウ|ゴリラ|ライオン|ペンギン|[犬猫]|ペット)(?:[(「『][^」』)\n]{1,10}[」』)])?の?(?:お)?$/;
/** 犬の名前はムギ、生まれは: told in the same sentence, and nobody between. */
const NOBODY_BEFORE =
  /(?:ゆるキャラ|キャラクター|マスコット|着ぐるみ|パンダ|キリン|ゾウ|ゴリラ|ライオン|ペンギン|ペットの|[犬猫]の(?:名|登録)|(?:飼い|愛)[犬猫]|猫の|鑑札)((?:(?!。|\n|さん|様|氏名|担当|飼い?主|本人|連れ|さま|私|受付|係).){0,36})$/;
const NOBODY_BEHIND =
  /^[^。\n]{0,40}?(?:着ぐるみ|ゆるキャラ|マスコット|犬種|猫種|鑑札|(?:村|町|市|県|合併|制定)の(?:日|制定日))/;
/** How a form is filled in: 見本ですので. */
const SAMPLE_BEHIND = /^[^\n]{0,40}見本(?:です|なので|のため)/;
/** 1900/01/01 stands where nothing is known. */
const PLACEHOLDER = /^[^0-9\n]{0,6}1900[-/.年]0?1[-/.月]0?1(?![0-9])/;
/** 誕生日の1か月前から, 誕生日を2月28日とみなす: what is counted from any birthday, and no day of birth. */
const COUNTED_FROM =
  /^(?:の(?:前日|翌日|属する月|ある月|[0-9一二三]{1,2} ?(?:日|(?:か|ヶ|カ|ケ|箇)?月|週間|年) ?[前後])|(?:は|を)[^。\n]{0,16}とみな)/;
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
    COUNTED_FROM.test(behind)
  );
}

/** この橋は明治42年生まれ. */
const THING_BEFORE =
  /(?:図書館|博物館|公民館|会館|庁舎|灯台|駅舎|公園|学校|商品|ブランド|制度|(?:この|その|の)(?:橋|塔|駅|店|木|桜|建物|鐘|像|機械|車両|電車|曲|歌))(?:は|も|が|、)? ?$/;
/** Days of people of history: told of as such, or so early that only a family's papers tell of somebody then. */
const NOTABLE =
  /学者|作家|歌人|俳人|詩人|画家|文豪|偉人|武将|藩主|藩士|志士|政治家|実業家|名誉[市県町村都府]民|物故者|記念館|ゆかり|講演|企画展|生誕/;
const EARLY = /^(?:明治|[Mm]|大正|慶応|安政|文[久化政]|天[保明]|嘉永|元治|万延|弘化|1[0-8][0-9]{2}|19[01][0-9])/;
const EARLIEST = /^(?:慶応|安政|文[久化政]|天[保明]|嘉永|元治|万延|弘化|1[0-7][0-9]{2}|18[0-5][0-9])/;
const EARLIEST_BEFORE =
  /(?:(?:慶応|安政|文[久化政]|天[保明]|嘉永|元治|万延|弘化)[0-9元一二三四五六七八九十]{1,3}|1[0-8][0-9]{2})年$/;
/** 生〜…没, and not of one's own dead. */
const DIED_BEHIND = /^[^。\n)]{0,3}[^。\n)]{4,14}没/;
const FAMILY = /祖|父|母|亡|戸籍|相続|本家|先代|義[父母兄姉]|[お大]じ|[お大]ば|夫|妻/;
const NEAR = 40;

/** Whether what is born on a day is a thing, or somebody of history. */
export function isNobodysBirth(text: string, date: number, end: number): boolean {
  const before = text.slice(Math.max(0, date - NEAR), date);
  if (THING_BEFORE.test(before)) return true;
  if (FAMILY.test(before)) return false;
  const day = text.slice(date, date + 4);
  const behind = text.slice(end, end + NEAR);
  // The era of 安政元年11月3日 stands before what is found.
  if (EARLIEST.test(day) || EARLIEST_BEFORE.test(before)) return true;
  return EARLY.test(day) && (NOTABLE.test(before) || NOTABLE.test(behind) || DIED_BEHIND.test(behind));
}

/** Either, of a date that stands for itself. */
export function isNobodys(text: string, start: number, end: number): boolean {
  return PLACEHOLDER.test(text.slice(start, end)) || isNobodysDay(text, start, end) || isNobodysBirth(text, start, end);
}

/** Numbers of a block as they are written and said: 3-1, 3丁目1番1号, 三丁目の二の十五, 二十四番の、六の. */

/** Old registers write 壱, 弐, 参, 拾. */
const KANJI = '[一二三四五六七八九十百千〇壱弐参拾]';
export const NUMBER = `(?:[0-9]{1,5}|${KANJI}{1,7})`;
/** 一番町, 五番街, 3号室, 2番線 are none of them units of a block. */
const UNIT =
  '(?:丁目|丁(?![目堀寧度])|番地割|番地|番戸|番屋敷|番(?![町街館目台線割丁])|号(?![棟館線車機地])室?|地割|条(?![例件約文項])|線(?=[0-9東西南北]))';
export const FILLER = '(?:え[ーえ]?っ?と?ー?|ええと|あのー?|うん|はい|んーと?|うーん|まあ|あー)';
const PAUSE = `[、 ]{0,2}(?:${FILLER}[、ー]{0,2})?`;
const JOINT = `(?: ?${UNIT}(?: ?[東西南北左右]|-|[のノ]?${PAUSE})| ?[-/・~] ?| ?[のノ之]${PAUSE})`;
const CHAIN = `(?:[A-Z]-?)?${NUMBER}(?:${JOINT}(?!0[0-9]{1,4}[-の)])第?[A-Z]?${NUMBER}){0,5}(?: ?${UNIT})?`;
const BLOCK = new RegExp(`^(?:第(?=[0-9]+地割))?${CHAIN}`);
/** What may stand between the town and its number, as a letter that divides the town: ムの十五番地, ほ30番地. */
const LEAD = new RegExp(
  `^(?:[のノ]?${PAUSE})(?:(?:[ァ-ヴ甲乙丙丁]|[いろほちりぬるわよたれそつねひ])(?:の部)?の、?(?=${NUMBER})|[いろほちりぬるわよたれそつねひ](?=[0-9]{1,4}番地))?`,
);
const SPOKEN_NUMBER =
  '(?:いち|さん|よん|ろく|なな|しち|はち|きゅう|じゅう|にじゅう|ひゃく|せん|まる|ぜろ|ご(?![ざいさ])|に(?=[のじま、ー]))';
const SPOKEN = new RegExp(
  `^(?:の、?|、)${SPOKEN_NUMBER}{1,5}(?:丁目|番地?)?(?:の、?|、)${SPOKEN_NUMBER}{1,4}(?:の、?${SPOKEN_NUMBER}{1,4}){0,2}`,
);
const COUNTED =
  /^(?:年|月|日|時|分|秒|円|人|件|名|回|歳|才|階建|か所|カ所|ヶ所|ケ所|箇所|個|つ|台|km|m|%|世帯|度|倍|代|万|億|位|期|割|次|級|本|枚|通|冊|校|種|年度|キロ|メートル|パーセント|か月|ヶ月|ケ月|カ月|週|区|部|項|章|節|点|ページ|両|編成|頭|匹|羽|軒|戸)/;

export interface Block {
  end: number;
  /** Numbers said: 1 in 3丁目, 3 in 1-2-3. */
  numbers: number;
  /** 丁目, 番地, 番 or 号 stands with them. */
  unit: boolean;
}

/** The block number at `from`, after at most a の, a pause and a filler. */
export function blockAt(text: string, from: number): Block | undefined {
  const rest = text.slice(from, from + 60);
  const lead = LEAD.exec(rest)![0];
  const match = BLOCK.exec(rest.slice(lead.length));
  if (!match) return spokenBlock(rest, from);
  if (/ $/.test(lead) && DATES.test(match[0])) return undefined;
  const start = from + lead.length;
  // 十八の二の一階: the last number counts something else, the ones before it may still be a block.
  for (let value = match[0]; value !== ''; value = withoutLast(value)) {
    const block = blockOf(text, start, value.replace(/[のノ之、/・~ -]+$/, ''), lead);
    if (block) return block;
  }
  return undefined;
}

/** '' when no number is left: a letter that stood before it is none, and would be looked at for ever. */
function withoutLast(value: string): string {
  const rest = value.replace(
    /(?:[0-9]+|[一二三四五六七八九十百千〇壱弐参拾]+)[^0-9一二三四五六七八九十百千〇壱弐参拾]*$/,
    '',
  );
  return /[0-9一二三四五六七八九十百千〇壱弐参拾]/.test(rest) ? rest : '';
}

function blockOf(text: string, start: number, value: string, lead: string): Block | undefined {
  const end = start + value.length;
  const unit = /(?:丁目?|番地?割?|番戸|番屋敷|号室?|地割|条)$/.test(value);
  const numbers = value.match(/[0-9]+|[一二三四五六七八九十百千〇壱弐参拾]+/g)?.length ?? 0;
  // A block never begins with a zero; that is a telephone number. Numbers go on: 1.5, 10:30.
  // 本町 541-0053: a blank before it makes it a postal code.
  if (/ $/.test(lead) && /^[0-9]{3}-[0-9]{4}$/.test(value)) return undefined;
  if (/、$/.test(lead) && DATE.test(value)) return undefined;
  // 若松第1~第5: several, counted.
  if (value.includes('~第')) return undefined;
  if (numbers === 0 || /^[0〇]/.test(value) || GOES_ON.test(text.slice(end, end + 6))) return undefined;
  if (!unit && (COUNTED.test(text.slice(end, end + 4)) || !mayStandAlone(text, end, value, lead, numbers)))
    return undefined;
  const letter = BRANCH.exec(text.slice(end, end + 5))?.[0].length ?? (LETTER.test(text.slice(end, end + 2)) ? 1 : 0);
  return {
    end: end + (/番地?$/.test(value) || letter === 1 ? letter : 0),
    numbers,
    unit: /丁|番|号|地割|条/.test(value),
  };
}
/** 1.5, 10:30, 1,200 and 6,7丁目, but not the next column: 東原町6-19,028-659-7714. */
const GOES_ON = /^[0-9:%]|^\.[0-9]|^,[0-9]{3}(?![0-9-])|^,[0-9]{1,3}(?:丁目|番|号)/;
const MONTH_AND_DAY = '(?:[1-9]|1[0-2])/(?:[1-9]|[12][0-9]|3[01])';
/** 吉原、9/10: when something is there. */
const DATE = new RegExp(`^${MONTH_AND_DAY}$`);
/** 津野 10/26~12/18: from when to when. */
const DATES = new RegExp(`^${MONTH_AND_DAY}[~-]${MONTH_AND_DAY}$`);
/** 165番地イ, 2381番地イ号, 12番地の乙: a branch of the number. */
const BRANCH = /^の?[イロハニホヘトチリヌ甲乙丙丁](?:号(?!室|棟|線|館))?(?![ァ-ヴーA-Za-z一-龠々0-9])/;
/** 1-5-301C. */
const LETTER = /^[A-Z](?![A-Za-z棟])/;

/** Kanji numbers begin many words (一心寺, 三宅さん), and 「の3…」 counts things: there the number must end the phrase. */
function mayStandAlone(text: string, end: number, value: string, lead: string, numbers: number): boolean {
  const next = text[end] ?? '';
  if (/[一二三四五六七八九十百千〇壱弐参拾]$/.test(value) && /[一-龠々]/.test(next) && !/^[号在付様]/.test(next))
    return false;
  if (numbers > 1) return true;
  if (/[、ー]/.test(lead)) return false;
  return !/[のノ]/.test(lead) || /^(?:$|[、。,\n)」|/ でやだにとっがはの])/.test(next);
}

function spokenBlock(rest: string, from: number): Block | undefined {
  const match = SPOKEN.exec(rest);
  return match ? { end: from + match[0].length, numbers: 2, unit: false } : undefined;
}

/**
 * Whether a number of the block begins at `at`, inside or behind a town's name of kanji: 大久保町|二の三, 雑賀崎|千百四十二,
 * but not 西|三国.
 */
export function numberBegins(text: string, at: number): boolean {
  return NUMBER_OF_BLOCK.test(text.slice(at, at + 14));
}
const NUMBER_OF_BLOCK = new RegExp(
  `^(?:${KANJI}{1,5} ?(?:丁目|番地|番(?![町街館丁割])|号(?!館)|丁(?=[0-9一二三四五六七八九十の、。]))|${KANJI}{1,6}(?:[のノ][、 ]?|-)${NUMBER}(?![一-龠])|${KANJI}{2,7}(?![一-龠々ヶケノァ-ヴ一二三四五六七八九十百千〇])|第[0-9一二三四五六七八九十]{1,3}地割)`,
);

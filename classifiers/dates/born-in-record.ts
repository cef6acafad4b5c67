import type { Finding } from '../../src/classify/finding.js';

const UNLABELLED: ReadonlySet<string> = new Set(['date-of-birth/old', 'date-of-birth/told']);

/** Whether only the era of a date says that somebody was born then. */
export function isByEraAlone({ rule }: Finding): boolean {
  return UNLABELLED.has(rule);
}

/** Who was born: relatives, the speaker, a name before its title, and what stands on forms beside a birth. */
const PERSON =
  /わたく?し|あたし|(?<![ぁ-ん])(?:わし|おれ|おら|わい)(?=[はもがのかゃや、]|ら[はもがの])|うち[はも、](?!内)|(?:今年|ことし)で?[0-9一二三四五六七八九十]{2,3}(?![0-9年月日回周件])|[私僕俺妻夫母父孫姉妹娘男女歳才]|兄(?!弟[姉都])|(?<!電)弟|主人|旦那|嫁|婿|息子|ばあ|じい|ばば|じじ|おかん|おとん|自身|自分|本人|友人|知人|同居|夫婦|両親|家族|(?<!義務)扶養|世帯|被保険|加入者|利用者|対象者|受給|患者|園児|児童[:(①-⑨]|様(?![式子々態])|さん|さま|氏|殿|くん|ちゃん|氏名|名前|フリガナ|カナ[:：]|性別|年齢|生年|生まれ|誕生|続柄|住所|本籍|当方|ワタシ|先生|お客|生徒|学生|新生児|社員|職員番号|従業員|会員|組合員|届出人|相続人|[子丑寅卯辰巳午未申酉戌亥]年(?=です|の|で|、)|[者員人](?=[\s:：、,は])|[A-Z][a-z]{2,}[ 　\t]?(?=昭和|大正)|電話番号[:： ][0-9]|カルテ|診断書|診察|受診/;
/** Who speaks, what a date is written with, and what is said beside one that is somebody's answer: はい、…です. */
const SPEAKER = /^[^\n:：]{0,7}[^\n:：日月年期][:：]/gm;
const DATE_UNITS = /[0-9０-９〇一二三四五六七八九十廿卅元年月日昭和大正明治平成STM./-]/g;
const ANSWER = /^[ぁ-んー、。,?？!！\s「」()（）・…]*$/;

/**
 * Whether a record tells of anybody who may be born on the dates that only their era speaks for: 昭和31年の着工 is
 * in records of buildings, laws and lines as well.
 */
export function tellsOfAnybody(texts: readonly string[]): boolean {
  return (
    texts.some((text) => PERSON.test(text)) ||
    texts.every((text) => ANSWER.test(text.replace(SPEAKER, '').replace(DATE_UNITS, '')))
  );
}

import type { Candidate } from '../../src/classify/recognizer.js';
import { holds, type Scan } from '../../src/classify/scan.js';

/** Letters of names that no list holds: 박서연, Иванова Анна, สมชาย ใจดี. */
const CYRILLIC = '[А-ЯЁІЇЄ][а-яёіїє]{1,20}(?: [А-ЯЁІЇЄ](?:[а-яёіїє]{1,20}|\\.)){0,2}';
const OTHERS =
  '[\\u0e00-\\u0e7f]{2,24}(?: [\\u0e00-\\u0e7f]{2,24})?|[\\u0900-\\u0963]{2,20}(?: (?!हो|हुँ|है|हूँ)[\\u0900-\\u0963]{2,20}){0,2}|[\\u1000-\\u109f]{2,24}(?: [\\u1000-\\u109f]{1,24}){0,3}|[\\u0600-\\u06ff]{2,20}(?: [\\u0600-\\u06ff]{2,20}){0,2}';

/** A name in letters of its own, behind a label. */
export const OWN_LETTERS = new RegExp(`^(?:[가-힣]{2,5}(?: [가-힣]{1,4})?|${CYRILLIC}|${OTHERS})`);

const ANYWHERE = /[가-힣А-я\u0e00-\u0e7f\u0900-\u097f\u1000-\u109f\u0600-\u06ff]|我叫|我的名字|我是/;

const KOREAN_SURNAME =
  '(?:황보|남궁|제갈|선우|독고|[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용나라리])';
/** What begins as a surname and is none: 고객님, 선생님, 변호사님. */
const NO_KOREAN =
  '(?!고객|선생|원장|원주|기사|변호|주인|주민|의원|장관|강사|조사|지사|여러|어머|어르|이용|이웃|이모|고모|형수|민원|연구|교수|과장|부장|소장|시장|회장|장모|장인)';
const KOREAN = `${NO_KOREAN}${KOREAN_SURNAME} ?[가-힣]{1,2}`;
/** Of two syllables in a sentence most are words: 문의입니다. */
const KOREAN_SAID = `${NO_KOREAN}${KOREAN_SURNAME} ?[가-힣]{2}`;
const BEGINS = '(?<![가-힣\\u0e00-\\u0e7f\\u0900-\\u097f\\u1000-\\u109f\\u0600-\\u06ffА-я])';
/** A title, or how it is read in Japan: 박서연(パク・ソヨン). */
const TITLED = '(?= ?(?:씨|님|さん|さま|様|氏|と申)| ?\\([ァ-ヴー・ ]{2,20}\\))';

const RUSSIAN = '[А-ЯІЇЄ][а-яіїє]{2,20}';
const CHINESE_SURNAME =
  '[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅梁郑鄭谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸贾賈韦韋夏邱侯邹鄒熊孟秦阎閻薛尹段雷黎龙龍陶贺賀顾顧毛郝龚龔邵钱錢严嚴洪]';

/** Each finds names by itself; the last group of a match is the name. */
const RULES: readonly RegExp[] = [
  new RegExp(`${BEGINS}(${KOREAN}|${CYRILLIC}|${OTHERS})${TITLED}`, 'g'),
  // Who says it: 안녕하세요, 박지훈です. 저는 김민지입니다.
  new RegExp(
    `(?:안녕하세요[,.! ]{1,2}|저는 |제 이름은 |이름은 |성함은 )(${KOREAN_SAID})(?=입니다|이에요|예요|라고|이라고|です|$)`,
    'g',
  ),
  // A label: 성함 박서연, नाम: सरस्वती थापा, меня зовут Анна.
  new RegExp(`${BEGINS}(?:성함|이름|성명)(?: ?[:=] ?| )(${KOREAN})(?![가-힣])`, 'g'),
  new RegExp(`(?:नाम|ชื่อ|အမည်|الاسم|Имя|ФИО|Ім'я|[Мм]еня зовут|[Мм]ене звати)(?: ?[:=])? (${CYRILLIC}|${OTHERS})`, 'g'),
  // Two words, the second or the first of which ends as surnames do; a word on either side makes it a title of something.
  new RegExp(
    `${BEGINS}(?<![А-я] )((?=[А-я]{1,20} ?[А-я]{0,20}(?:ова|ева|ина|ский|ская|енко|чук|швили|дзе|ов|ев)(?![а-я]))[А-ЯІЄ][а-яіїє]{2,20} [А-ЯІЄ][а-яіїє]{2,20})(?! ?[А-я])`,
    'g',
  ),
  // ฉันชื่อสมหญิง ใจดี ค่ะ: no blank parts Thai words.
  /(?:ฉัน|ผม|หนู)ชื่อ ?([\u0e00-\u0e7f]{2,24}(?: (?!ค่ะ|ครับ|คะ|นะ|อยู่|มา|เป็น|อยาก|ขอ)[\u0e00-\u0e7f]{2,24})?)/g,
  // Я Наталья Соколова, звоню…
  new RegExp(`(?:^|[\\n.,!?] ?)Я,? (${RUSSIAN} ${RUSSIAN})(?=[,.]| (?:и|из|живу|звоню|хочу)(?![а-я]))`, 'g'),
  // At the end of a letter: 한지민 드림.
  new RegExp(`(?<![가-힣])(${KOREAN})(?= ?(?:드림|올림)(?![가-힣]))`, 'g'),
  // 我是林志豪，: a surname of the hundred, so that 我是留学生 is none.
  new RegExp(
    `我是 ?(${CHINESE_SURNAME}(?!中生|中文|级|級|学|學|先生|小姐|女士|老师|老師)[一-龠]{1,2})(?=[,、。. \\n]|$)`,
    'g',
  ),
  // 我叫黄子轩，: as one says it in Chinese.
  /(?:我叫|我的名字[是叫]) ?(?!什么|[做了他她你不一])([一-龠]{2,4})(?=[,、。. \n]|$)/g,
];
const SCORE = 0.85;

/** Names in letters that are neither Japanese nor Latin, by what is said beside them. */
export function ownLetters(scan: Scan, found: Candidate[]): void {
  if (!holds(scan, ANYWHERE)) return;
  for (const rule of RULES)
    for (const match of scan.text.matchAll(rule)) {
      const name = match.at(-1)!;
      const start = match.index + match[0].length - name.length;
      const end = start + name.length;
      found.push({ start, end, rule: 'own-letters', score: SCORE, settled: true, because: 'in letters of its own' });
    }
}

import {
  type Candidate,
  type CueHit,
  defineRecognizer,
  NO_CANDIDATES,
  together,
} from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { isMunicipalityAt, PREFECTURES } from '../addresses/place-lexicon.js';
import { type Dictated, dictated } from '../dictation/dictated.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbers/numbering.js';
import { isOfOffice } from '../offices/postal-code.js';

const CITY =
  /^["']?(?:[ \t\n、,/|;]{0,3})["']?(?:です。?[ \n]?)?(?:住所は?[:、 ]?)?([一-龠々ヶァ-ヴぁ-んー]{1,8}?[都道府県市区町村郡](?:[都道府県市区町村郡])?)/;
/** ;大分県;8700104;: a prefecture right before. */
const PREFECTURE_BEFORE = /[一-龠]{1,2}[都道府県]["']?[;,\t ]["']?$/;
/** 旧:420-0853 新:422-8067: a second one beside the first. */
const BESIDE_ANOTHER = /^[ 　→、/]{0,3}(?:新|現|後|→)[:： ]{0,2}$/;
/** 京都市…10番地の36⇥603-8045, …71-4、612-0807: right behind an address. */
const BEHIND_ADDRESS =
  /[市区町村郡][^\n]{1,36}[0-9一二三四五六七八九十](?:番地?|号室?|(?:番地?の|[-の])[0-9一二三四五六七八九十]{1,4}(?:号室?)?)(?:[、,;|\t ]{1,3}|へ[^。\n0-9]{0,14}。)$/;
/** zip1=629, zip2=2301: the label of each part, in keys and in forms. */
const FIRST_PART = /(?:zip(?:_?code)?|yubin|post(?:al)?(?:_?code)?|郵便番号|〒)[ _-]?[1上前]["']? ?[:=|,] ?["']?$/i;
const SECOND_PART =
  /^["']?[ ,;&|\t\n]{1,2}["']?(?:zip(?:_?code)?|yubin|post(?:al)?(?:_?code)?|郵便番号|〒)[ _-]?[2下後]["']? ?[:=|,] ?["']?$/i;
/** JP-606-8351: the country in front, as letters from abroad have it. */
const OF_JAPAN = new Closing(/(?<![A-Za-z])JP?-$/, 5);
const OVER = /^["']?(?:$|[\s、。,;|)])/;
const GAP = /^(?:-|の|の、| |、)(?:えー|えーと|えっと)?[、 ]?$/;

/** 郵便番号から伺います⏎965の⏎はい⏎0877: the two parts over turns; one digit is rather the block of the address. */
const DICTATED: Dictated = {
  labels: ['郵便番号', 'ゆうびんばんごう', 'ユウビンバンゴウ', '〒'],
  whole: /^[0-9]{7}$/,
  most: 7,
  inPieces: true,
};

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const written = placed(scan);
  return hits.length === 0 ? written : together(written, dictated(scan, hits, 'POSTAL_CODE', DICTATED));
}

function placed(scan: Scan): readonly Candidate[] {
  const { groups } = scan;
  for (let at = 0; at < groups.length; at++)
    if (isCode(groups[at]!, groups[at + 1]) || isCode(groups[at]!, groups[at + 2])) return beforeAddress(scan);
  return NO_CANDIDATES;
}

function isCode({ digits }: DigitGroup, next: DigitGroup | undefined): boolean {
  return digits.length === 7 || (digits.length === 3 && next?.digits.length === 4);
}

/** 573-0163 枚方市長尾元町: an address behind it is as good as 〒. */
function beforeAddress({ text, groups }: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < groups.length; at++) {
    const { start, end, digits } = groups[at]!;
    const next = groups[at + 1];
    // The 2 of zip2 stands between.
    const second = groups[at + 2];
    if (second && isInParts(text, groups[at]!, second)) found.push(part(groups[at]!), part(second));
    if (!isCode(groups[at]!, next)) continue;
    const plain = digits.length === 7;
    if (!plain && !GAP.test(text.slice(end, next!.start))) continue;
    const to = plain ? end : next!.end;
    const ofJapan = OF_JAPAN.test(text, start);
    if (
      (/[0-9A-Za-z-]$/.test(text.slice(Math.max(0, start - 1), start)) && !ofJapan) ||
      IMPOSSIBLE(plain ? digits : digits + next!.digits)
    )
      continue;
    const hyphen = !plain && text[end] === '-';
    const city = CITY.exec(text.slice(to, to + 20))?.[1];
    const placed =
      city !== undefined &&
      (isMunicipalityAt(city, 0, city.length) ||
        isMunicipalityAt(city, 0, city.length - 1) ||
        PREFECTURES.includes(city));
    if (
      placed ||
      ofJapan ||
      (plain && PREFECTURE_BEFORE.test(text.slice(Math.max(0, start - 6), start))) ||
      (hyphen && (isBeforeAnother(text, groups, at + 2, to) || isBehindAddress(text, start, to)))
    )
      found.push({
        start,
        end: to,
        digits: plain ? digits : digits + next!.digits,
        rule: 'addressed',
        score: 0.9,
        settled: true,
        because: 'before a place',
      });
  }
  return found;
}

const PARTS_REACH = 24;

function isInParts(text: string, first: DigitGroup, second: DigitGroup): boolean {
  return (
    first.digits.length === 3 &&
    second.digits.length === 4 &&
    second.start - first.end < PARTS_REACH &&
    SECOND_PART.test(text.slice(first.end, second.start)) &&
    FIRST_PART.test(text.slice(Math.max(0, first.start - PARTS_REACH), first.start))
  );
}

const part = ({ start, end }: DigitGroup): Candidate => ({
  start,
  end,
  rule: 'in-parts',
  score: 0.9,
  settled: true,
  because: 'both parts',
});

/** Whether the next code, right behind, is said to be the new one. */
function isBeforeAnother(text: string, groups: Scan['groups'], next: number, end: number): boolean {
  const [first, second] = [groups[next], groups[next + 1]];
  if (!first || !second || !isCode(first, second)) return false;
  return text[first.end] === '-' && BESIDE_ANOTHER.test(text.slice(end, first.start));
}

function isBehindAddress(text: string, start: number, end: number): boolean {
  return OVER.test(text.slice(end, end + 2)) && BEHIND_ADDRESS.test(text.slice(Math.max(0, start - 56), start));
}

/** 123-4567 stands in every form that shows how to fill it in; Tokyo has no such code. */
const IMPOSSIBLE = (digits: string) => digits.startsWith('000') || digits === '1234567' || /^(\d)\1{6}$/.test(digits);

/** Postal codes, 3-4. Weak by themselves: the policy counts them only beside another finding. */
export const postalCode = defineRecognizer({
  type: 'POSTAL_CODE',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Japan Post 郵便番号 (seven digits since 1998-02-02)',
  digits: {
    groups: [[3, 4]],
    score: 0.55,
    plainScore: 0.4,
    alone: { as: /^[0-9]{3}-[0-9]{4}$/, beside: ['ADDRESS', 'PERSON_NAME'] },
  },
  context: [
    '〒',
    '郵便番号',
    '郵便',
    '〶',
    '住所',
    'ゆうびん',
    'zip',
    'ZIP',
    'POSTAL',
    'Zip',
    'Postal Code',
    'postal code',
    'Postcode',
    'Osaka',
    'Japan',
    'Tokyo',
    'Kyoto',
  ],
  fields: ['postal', 'postal code', 'zip', 'yubin', 'yuubin', 'postcode', 'post_code'],
  needsContext: true,
  notAfter: OTHER_NUMBERS,
  notBefore: AMOUNT_UNITS,
  cues: DICTATED.labels,
  find,
  reads: 'digits',
  impossible: IMPOSSIBLE,
  veto: ({ text }, { start, end, digits = '' }) => (isOfOffice(text, start, end, digits) ? 'of an office' : undefined),
  examples: {
    hits: [
      'zip1=629, zip2=2301, jusho=与謝野町弓木1502',
      '"6048381","京都市中京区西ノ京職司町38-6"',
      'Please write to Mia Moreau, JP-606-8351, Kyoto',
      '郵送先　〒793-0030　西条市大町南1509-4',
      '県税事務所に行った者です。〒728-0013 三次市十日市東4-6-1',
      '612-8085 京都市伏見区京町大黒町103-2',
      'ADR:;;鶴崎2-7-5-1;大分市;大分県;8700104;',
      '旧：420-0853　新：422-8067　静岡市駿河区南町7-31',
      '送り先　583　0026　藤井寺市春日丘3－2－14',
      '五六〇の、えー〇〇八五、豊中市上新田二丁目',
      '〒540-0008',
      '住所変更　"大鷲 俊輔","583-0026"',
      '職員　郵便番号から伺います\n客　965の\n職員　はい\n客　えっと、0877です',
      '返戻\t大津市馬場2丁目5番地の8\t520-0802\t再送',
      '桐山;遥;F;625-0035;舞鶴市溝尻町3-8',
      '郵便番号は５４０−０００８です',
      '〒5400008',
      '郵便番号、五四〇の〇〇〇八',
      '〒604-8571',
      '送付先 573-0163 枚方市長尾元町6-41-8',
    ],
    misses: [
      'zip1=629, kosu2=2301',
      '〒602-8570 京都府庁あて',
      '540-0008',
      '市内の案件 12、540-0008',
      '〒540-8570',
      '県税事務所　〒728-0013　三次市十日市東4-6-1',
      '〒 123-4567',
      '会場：市民ホール（〒598-0007　上町）',
      '受付番号 540-8570',
      '1540-8570',
      '郵便料金は5408570円',
    ],
  },
});

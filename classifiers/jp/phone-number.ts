import { type Candidate, type CueHit, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { AMOUNT_UNITS, OTHER_NUMBERS } from '../numbering.js';
import { institutionNumber } from '../phone/institution-number.js';
import { LAST_FOUR, lastFours } from '../phone/last-four.js';
import { isNumberAbroad, isSubscriberNumber } from '../phone/subscriber-number.js';

/** Free, shared-cost and premium numbers belong to services, not to people. */
const SERVICE = /^(?:0120|0800|0570|0990|0180|00\d\d|0204|0170)/;
const LABELS = [
  '電話',
  'でんわ',
  'TEL',
  'Tel',
  'tel',
  '℡',
  '☎',
  '携帯',
  'ケータイ',
  'スマホの番号',
  '連絡先',
  'FAX',
  'Fax',
  'fax',
  'ファックス',
  'ファクス',
  '発信者',
  '発信元',
  '発信番号',
  '発番',
  '着番',
  '架電先',
  '相手番号',
  '相手先番号',
  'でんわばんごう',
  'けいたい',
  'デンワ',
  'ケイタイ',
  '着信番号',
  'お電話番号',
  '折り返し',
  '折返し',
  '市外局番',
  'ショートメール',
  'SMS',
];
/** Labels after which even a number without its area code is a telephone number. */
const LOCAL_LABEL =
  /(?:電話(?:番号)?|TEL|Tel|℡|☎|FAX|自宅|携帯)(?:番号)?(?:は|が)?[:：、\s]{0,3}$|市外局番(?:なし|無し|抜き|省略)(?:で|の|は)?[:：、\s]{0,3}$/;
/** 六三一八の二二〇七へお電話ください: the same, told. */
const CALLED_BEHIND = /^番?(?:に|へ|まで)(?:お)?(?:電話|かけ|折り?返|連絡)/;

const FIELD = /電話|tel|phone/;
/** An area code and an exchange, and then the voice breaks off. */
const PARTIAL = /^0[0-9]{1,3}$/;
const BREAKS_OFF = /^(?:の|、|-)?(?:…|・・|[(（]|以下|以降|まで|、?(?:後半|末尾|途中|聞))/;
const SAID_TO_BE_A_PHONE = /(?:電話|TEL|携帯|番号|連絡先|折り?返し)[^0-9\n]{0,16}$/;

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const { text, groups } = scan;
  if (hits.length > 0) return [...numbers(scan), ...lastFours(text, hits)];
  for (let at = 0; at < groups.length; at++)
    if (
      isInternational(text, groups[at]!) ||
      isAbroad(text, groups[at]!) ||
      isLocal(text, groups[at]!, groups[at + 1]) ||
      isLocalTold(text, groups[at]!, groups[at + 1]) ||
      isBare(text, groups[at]!, groups[at + 1]) ||
      isPartial(text, groups[at]!, groups[at + 1])
    )
      return numbers(scan);
  return NO_CANDIDATES;
}

/** +81 90…, and as it is dialled from abroad: 0081 90…, 010-81-90…. */
function isInternational(text: string, { script, digits, start }: DigitGroup): boolean {
  if (script !== 'ascii') return false;
  if (digits.startsWith('0081')) return text[start - 1] !== '-';
  return text[start - 1] === '+' && digits.startsWith('81');
}

/** +886 912 304 771: of another country. */
function isAbroad(text: string, { script, digits, start }: DigitGroup): boolean {
  return (
    text[start - 1] === '+' &&
    script === 'ascii' &&
    !digits.startsWith('81') &&
    !/[0-9A-Za-z]/.test(text[start - 2] ?? ' ')
  );
}

function isLocalTold(text: string, { digits, start, end }: DigitGroup, next: DigitGroup | undefined): boolean {
  if (next?.digits.length !== 4 || digits.length < 3 || digits.length > 4 || digits.startsWith('0')) return false;
  return (
    /^[の-]、?$/.test(text.slice(end, next.start)) &&
    !/[0-9〇一二三四五六七八九][の、 -]{0,2}$/.test(text.slice(Math.max(0, start - 3), start)) &&
    CALLED_BEHIND.test(text.slice(next.end, next.end + 8))
  );
}

/** スマホ90-2814-6653: without the 0, under a label that says so. */
function isBare(text: string, { script, digits, start, end }: DigitGroup, next: DigitGroup | undefined): boolean {
  return (
    script === 'ascii' &&
    /^[6-9]0$/.test(digits) &&
    next?.digits.length === 4 &&
    text[end] === '-' &&
    next.start === end + 1 &&
    BARE_LABEL.test(text, start)
  );
}

const BARE_LABEL = new Closing(
  /(?:携帯|ケータイ|スマホ|電話(?:番号)?|TEL|Tel|連絡先|mobile|cell|phone)(?:は|が|の番号は?|:|=|"| )*$/,
  16,
);
const BARE = /^[6-9]0-[0-9]{4}-[0-9]{4}(?![-0-9])/;
const ABROAD = /^[1-9][0-9]{0,3}(?:[-. ]?\(?[0-9]{1,5}\)?){1,5}/;

/** Exchange and number without the area: 6941-0351. */
function isLocal(text: string, { script, digits, start, end }: DigitGroup, next: DigitGroup | undefined): boolean {
  if (!next || script !== 'ascii' || next.digits.length !== 4 || digits.length < 2 || digits.length > 4) return false;
  if (digits.startsWith('0') || next.start !== end + 1 || text[end] !== '-') return false;
  return !/[-\d]/.test(text[next.end] ?? '') && !/[-\d.]/.test(text[start - 1] ?? '');
}

/** 06-6391の…: no more was understood. */
function isPartial(text: string, { digits, end, start }: DigitGroup, next: DigitGroup | undefined): boolean {
  if (
    !next ||
    digits[0] !== '0' ||
    !PARTIAL.test(digits) ||
    next.start !== end + 1 ||
    digits.length + next.digits.length < 5
  )
    return false;
  if (next.digits.length < 3 || next.digits.length > 4 || !'-の'.includes(text[end]!) || text[start - 1] === '-')
    return false;
  return BREAKS_OFF.test(text.slice(next.end, next.end + 4));
}

function numbers({ text, groups, fields }: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at]!;
    if (isInternational(text, group)) {
      const plus = text[group.start - 1] === '+' ? 1 : 0;
      const match = /^(?:00)?81[-. ]?(?:\(0\))?[-. ]?(\d{1,4}[-. ]?\d{1,4}[-. ]?\d{3,4})(?!\d)/.exec(
        text.slice(group.start, group.start + 24),
      );
      const digits = match?.[1]?.replace(/\D/g, '') ?? '';
      if (match && isSubscriberNumber(`0${digits}`) && !SERVICE.test(`0${digits}`)) {
        found.push({
          start: group.start - plus,
          end: group.start + match[0].length,
          rule: 'international',
          score: 0.9,
          settled: true,
          because: '+81',
        });
      }
      continue;
    }
    const next = groups[at + 1];
    if (isAbroad(text, group)) {
      const number = ABROAD.exec(text.slice(group.start, group.start + 22))?.[0];
      if (number && isNumberAbroad(`+${number}`))
        found.push({
          start: group.start - 1,
          end: group.start + number.length,
          rule: 'international',
          score: 0.85,
          settled: true,
          because: '+',
        });
      continue;
    }
    const bare = isBare(text, group, next) ? BARE.exec(text.slice(group.start, group.start + 16)) : null;
    if (bare && isSubscriberNumber(`0${bare[0].replaceAll('-', '')}`))
      found.push({
        start: group.start,
        end: group.start + bare[0].length,
        rule: 'bare',
        score: 0.7,
        settled: true,
        because: '0 left out',
      });
    if (isLocalTold(text, group, next))
      found.push({
        start: group.start,
        end: next!.end,
        rule: 'local',
        score: 0.65,
        settled: true,
        because: 'to be called',
      });
    if (isPartial(text, group, next) && SAID_TO_BE_A_PHONE.test(text.slice(Math.max(0, group.start - 24), group.start)))
      found.push({
        start: group.start,
        end: next!.end,
        rule: 'partial',
        score: 0.6,
        settled: true,
        because: 'breaks off',
      });
    if (!next || !isLocal(text, group, next)) continue;
    const label =
      LOCAL_LABEL.exec(text.slice(Math.max(0, group.start - 16), group.start)) ??
      (fields.matches(FIELD) ? ['field'] : undefined);
    if (label)
      found.push({
        start: group.start,
        end: next.end,
        rule: 'local',
        score: 0.7,
        settled: true,
        because: label[0]!.trim(),
      });
  }
  return found;
}

/** Telephone and fax numbers of subscribers: fixed, mobile (060–090), IP (050), with +81, written or read aloud. */
export const phoneNumber = defineRecognizer({
  type: 'PHONE_NUMBER',
  source: 'Telecommunications Numbering Plan (MIC Notice No. 6 of 2019) as in libphonenumber metadata',
  digits: {
    groups: [
      [3, 4, 4],
      [2, 4, 4],
      [3, 3, 4],
      [4, 2, 4],
      [5, 1, 4],
      [4, 3, 3],
      [4, 4, 3],
      [4, 4, 2],
      [2, 3, 5],
      [3, 7],
      [3, 6, 2],
      [3, 8],
      [7, 4],
      [6, 4],
      [2, 8],
    ],
    lengths: [10, 11],
    score: 0.8,
    plainScore: 0.65,
    regroups: true,
    tellingGroups: true,
  },
  cues: LAST_FOUR,
  find,
  reads: 'digits',
  context: LABELS,
  fields: ['phone', 'tel', 'mobile', 'caller', 'callee', 'ani', 'fax', '発信', '着信', '電話'],
  notAfter: OTHER_NUMBERS.filter((label) => label !== '登録番号'),
  notBefore: AMOUNT_UNITS,
  check: isSubscriberNumber,
  impossible: (digits) =>
    !digits.startsWith('0') || SERVICE.test(digits) || /^0(\d)\1+$/.test(digits) || /0{6}$/.test(digits),
  veto: institutionNumber,
  examples: {
    hits: [
      '090-1234-5678',
      '０９０−１２３４−５６７８',
      '電話は06-6941-0351です',
      '連絡先 0463(21)1111',
      '090の、1234の、5678です',
      '電話が、ゼロナナニの、ちょっと待ってや眼鏡が、ハチサンナナの、ニイチゼロキュウです',
      'お電話は\nＢ｜090\nＡ｜はい\nＢ｜6117\nＡ｜はい\nＢ｜0024',
      'phone zero seven zero, six eight eight five, one zero eight three.',
      'オーキューオーの、ナナニーロクイチの、サンロクサンロクかな',
      'ｾﾞﾛｺﾞｰﾛｸﾊﾁ ﾊﾁｲﾁ ﾉ ｾﾞﾛｻﾝﾅﾅﾖﾝ',
      'second contact 0081 90 5419 1160.',
      '台湾の電話：+886 912 304 771',
      'スマホ90-2814-6653',
      '六三一八の二二〇七に折り返してもらえますか',
      '市外局番なしで 28-4467',
      '登録番号07033812945あてにSMS送信',
      '登録電話の下四桁を伺い「5146」と一致',
      'Diversion: <sip:0664212112@voip.example.ne.jp>',
      '岸里教室　06-6659-3302',
      'スズキ食品の事務所0774-31-6608',
      '三津支店）　融資残　089-952-6017',
      '見本板は06-6934-2087までご請求ください',
      'ゼロキュウゼロの一二三四の五六七八です',
      '〇九〇-一二三四-五六七八',
      '08012345678に折り返してください',
      '+81 90-1234-5678',
      '電話 6941-0351',
      '06-6345-1212（自宅）',
      '携帯 06074 54 8853',
      '登録の電話下4桁0488で確認',
      '電話は06-6391の……聞き取れず',
      '勤務先 06-6448-2093 内線315',
      '保健所に行った。072-438-2000に折り返してください',
    ],
    misses: [
      '0120-123-456',
      'チケットT-090-1219-9427を起票',
      '農業委員会になります、電話番号を申し上げます、0795の43の0500',
      'Information Service for Foreign Residents (06-6941-2297)',
      'For inquiries, please call 06-6944-6626.',
      '+12 34 56',
      '受付番号 0661234567',
      '2026-04-01',
      '1234567890',
      '0570-064-123',
      '06694103512345',
      '受付時間 平日9:00〜17:45 電話06-6941-0351',
      '06-6941-0351（府庁代表）',
      'FAX 06-6210-9265（広報課）',
      '保健所に電話したい。072-438-2000で合ってますか',
      'FAX番号 06-6944-6758 まで送付',
      '府立聴覚支援学校 06-6761-1419',
      '予約は広聴グループ 06-6944-7301',
      '青少年の家 電話 072-438-2000',
      'ロット番号 080-1234-5678',
      '府税事務所は、06の6844の1161でございます。\nお客様：06の6844の1161ですね',
      '応募用紙はFAX（06-6944-9116）または郵送で',
      '整理番号 0612-34-5678 から 0612-34-5699 まで発送済み',
      '女性相談センターで相談を受け付けています。電話 06-6949-6181。',
      '090-1234-5678-9012',
      '06-6908-9121（代）',
      '喫茶もみじ（06-6944-2217、定休日 水曜）',
      '公式サイト掲載の電話 06-6633-1180、11時〜22時',
      '府庁の番号って06-6941-0351で合うてる？',
      'カード番号の下4桁0488',
      '音声案内は06-6908-9121',
    ],
  },
});

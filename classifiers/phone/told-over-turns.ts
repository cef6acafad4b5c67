import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { firstFrom } from '../../src/text/windows.js';
import { spansOf } from '../dictation/dictated.js';
import { putTogether } from '../dictation/put-together.js';
import { listen } from '../dictation/said.js';
import { turnsApart } from '../dictation/turns-apart.js';
import { kindsNamed } from '../numbers/kinds-named.js';
import { publicOffice, toldByOffice } from '../offices/public-office.js';
import { isSubscriberNumber, SERVICE } from './subscriber-number.js';

/** What asks for a telephone number or announces one. */
export const ASKED: readonly string[] = [
  '電話番号',
  'お電話',
  '電話は',
  '電話、',
  '電話が',
  '連絡先',
  '携帯',
  'ケータイ',
  '番号は',
  '番号が',
  '番号ね',
  '番号を',
  '番号、',
  '番号から',
];
/** Units behind the question within which the first digits are told. */
const FIRST_DIGITS = 80;
/** A piece is listened to with what stands before the question, as far as it matters. */
const REACH_BACK = 8;
const REACH = 640;
/** Hits behind this one at which the next question begins. */
const MOST_NAMED = 6;
/** Units behind the first digits within which the other speaker has a turn. */
const LONGEST_TURN = 48;
const LONGEST_FIRST = 7;
const LONGEST = 11;
/** Something else is asked for, or told. */
const OTHER =
  /生年月日|誕生日|お?名前|氏名|住所|郵便|内線|金額|円|(?:受付|整理|申請|到達|追跡|口座|会員|登録|管理|伝票|案件|予約|照会|確認|証|カード)番号|人数|件目/;

/** Pieces of a telephone number that is told over turns behind a question for it, read back and put right. */
export function toldOverTurns(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const { text, groups } = scan;
  const found: Candidate[] = [];
  let done = -1;
  for (const [index, { start, end }] of hits.entries()) {
    if (start < done) continue;
    const first = groups[firstFrom(groups, end)];
    if (!first || first.start - end > FIRST_DIGITS) continue;
    if (first.digits.length > LONGEST_FIRST || !first.digits.startsWith('0')) continue;
    if (OTHER.test(text.slice(Math.max(0, start - 8), first.start))) continue;
    const from = Math.max(0, end - REACH_BACK);
    // Whoever names it again and again asks anew.
    const until = Math.min(end + REACH, hits[index + MOST_NAMED]?.start ?? text.length);
    const window = turnsApart(text.slice(from, until));
    const turn = window.indexOf('\n', end - from);
    if (turn < 0 || turn > first.end - from + LONGEST_TURN) continue;
    const said = listen(window, end - from, window.length, false, isOther).said.map((one) => ({
      ...one,
      start: one.start + from,
      end: one.end + from,
    }));
    if (said.length < 2 || said[said.length - 1]!.turn === 0) continue;
    const whole = putTogether(said, isWhole, LONGEST);
    if (!whole || whole.count < 2) continue;
    const told = said.slice(0, whole.count);
    done = told[whole.count - 1]!.end;
    if (publicOffice(text, told[0]!.start) ?? toldByOffice(text, told[0]!.start)) continue;
    for (const { start: first, end: to } of spansOf(told))
      found.push({ start: first, end: to, rule: 'told', score: 0.75, settled: true, because: text.slice(start, end) });
  }
  return found;
}

const isOther = (aside: string): boolean => OTHER.test(aside) || kindsNamed(aside).some((named) => named !== 'OTHER');

const isWhole = (digits: string): boolean => isSubscriberNumber(digits) && !SERVICE.test(digits);

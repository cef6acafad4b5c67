import type { Candidate } from '../../src/classify/recognizer.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { unitIn } from '../../src/text/unit-in.js';
import { PHONE_LABEL } from './labels.js';
import { isNumberAbroad, isSubscriberNumber, SERVICE } from './subscriber-number.js';

/** +81 90…, (+81) 90…, 0081-90…, 81-90…. */
const JAPAN = /^(?:00)?81\)?[-. ]{0,2}(?:\(0\))?[-. ]?(\d{1,4}[-. ]?\d{1,4}[-. ]?\d{3,4})(?!\d|-\d)/;
const ABROAD = /^[1-9][0-9]{0,3}(?:[-. ]?\(?[0-9]{1,5}\)?){1,5}/;
/** プラス1の, +八一の, 国番号は82、: a country's code, told. */
const CODE_TOLD = new Closing(/(?:\+|プラス|国番号(?:が|は)?[:、 ]?)$/, 6);
/** Between what is told behind the code of a country. */
const TOLD_GAP = /^(?:[-の、. ()]|えー?っ?と?|…)*$/;
const LONGEST_CODE = 3;
const LONGEST_GAP = 8;
const MOST_GROUPS = 5;

/** A number with the code of a country that begins with `groups[at]`; undefined where none does. */
export function internationalNumber(text: string, groups: readonly DigitGroup[], at: number): Candidate | undefined {
  const group = groups[at]!;
  const { start, digits, script } = group;
  if (script !== 'ascii') return codeTold(text, groups, at);
  const plus = text[start - 1] === '+';
  if (plus && /[0-9A-Za-z]/.test(text[start - 2] ?? ' ')) return undefined;
  if (digits.startsWith('81') || digits.startsWith('0081'))
    return ofJapan(text, group, plus) ?? codeTold(text, groups, at);
  if (!plus) return codeTold(text, groups, at);
  const number = ABROAD.exec(text.slice(start, start + 22))?.[0];
  if (number && isNumberAbroad(`+${number}`))
    return {
      start: start - 1,
      end: start + number.length,
      rule: 'international',
      score: 0.85,
      settled: true,
      because: '+',
    };
  return codeTold(text, groups, at);
}

function ofJapan(text: string, { start, digits }: DigitGroup, plus: boolean): Candidate | undefined {
  const before = unitIn(text, start - 1);
  if (!plus && (before === 0x2d || (before >= 0x30 && before <= 0x39))) return undefined;
  const match = JAPAN.exec(text.slice(start, start + 26));
  const number = `0${match?.[1]?.replace(/\D/g, '') ?? ''}`;
  if (!match || !isSubscriberNumber(number) || SERVICE.test(number)) return undefined;
  // 81-90-3312-7754 is cut as no other number is; 819033127754 needs the word.
  const bare = !plus && digits.startsWith('81');
  if (bare && !(/^0[5-9]0/.test(number) && (digits === '81' || PHONE_LABEL.test(text, start)))) return undefined;
  const bracket = text[start - 2] === '(' && match[0].includes(')') && !match[0].includes('(') ? 1 : 0;
  return {
    start: start - (plus ? 1 : 0) - bracket,
    end: start + match[0].length,
    rule: 'international',
    score: bare ? 0.8 : 0.9,
    settled: true,
    because: '+81',
  };
}

/** +八一の、えー八〇、二八〇一、五五六二 */
function codeTold(text: string, groups: readonly DigitGroup[], at: number): Candidate | undefined {
  if (groups[at]!.digits.length > LONGEST_CODE) return undefined;
  const code = CODE_TOLD.exec(text, groups[at]!.start)?.[0];
  if (code === undefined) return undefined;
  let number = '';
  for (let next = at; next < groups.length && next - at < MOST_GROUPS; next++) {
    const { start, end, digits } = groups[next]!;
    const gap = next === at ? '' : text.slice(groups[next - 1]!.end, start);
    if (gap.length > LONGEST_GAP || !TOLD_GAP.test(gap)) return undefined;
    number += digits;
    if (number.length > 15) return undefined;
    if (number.length < 8 || groups[next + 1]?.start === end || !isNumberAbroad(`+${number}`)) continue;
    const from = groups[at]!.start - code.replace(/国番号.*/, '').length;
    return { start: from, end, rule: 'international', score: 0.85, settled: true, because: code };
  }
  return undefined;
}

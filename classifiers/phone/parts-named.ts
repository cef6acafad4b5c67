import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { firstFrom } from '../../src/text/windows.js';
import { isSubscriberNumber, SERVICE } from './subscriber-number.js';

/** What names the area code; what follows is told part by part. */
export const AREA_CODE = ['市外局番', '頭は', '頭が', '最初は', '最初が', '初めは', 'はじめは'];

const LEAD = /^(?:が|は|の|も|、|:|「| |から|えー?っ?と|\n[^\n:]{1,8}:)*$/;
/** Between the parts: words, no digits of something else. */
const BETWEEN = /^[^0-9\n]{0,16}(?:\n[^0-9\n]{0,16}){0,2}$/;
const LONGEST_LEAD = 12;
const LONGEST_BETWEEN = 36;
const REACH_BACK = 40;

/** 市外局番は0745でね、局番が52、それから8019; and 五五の二三一四、市外局番は〇二三三. */
export function partsNamed({ text, groups }: Scan, { end: from, start: cue }: CueHit): Candidate[] {
  const at = firstFrom(groups, from);
  const area = groups[at];
  if (!area || area.start - from > LONGEST_LEAD || !/^0[1-9][0-9]{0,3}$/.test(area.digits)) return [];
  if (!LEAD.test(text.slice(from, area.start))) return [];
  const behind = following(text, groups, at, area.digits);
  if (behind) return [area, ...behind].map(piece);
  return before(text, groups, at, cue).map(piece);
}

/** 八三七七の一一二〇で頭は〇九〇, 最後が1120、最初が090-8377: the rest was told first. */
function before(text: string, groups: Scan['groups'], at: number, cue: number): { start: number; end: number }[] {
  const area = groups[at]!;
  const exchange = groups[at + 1];
  const joined = exchange !== undefined && /^[-の]$/.test(text.slice(area.end, exchange.start));
  const head = joined ? { digits: area.digits + exchange.digits, start: area.start, end: exchange.end } : area;
  const [two, three] = [groups[at - 2], groups[at - 1]];
  if (!three || cue - three.end > REACH_BACK) return [];
  if (isWhole(head.digits + three.digits)) return [head, three];
  if (!two || three.start - two.end > 2) return [];
  return isWhole(head.digits + two.digits + three.digits) ? [head, { start: two.start, end: three.end }] : [];
}

function following(
  text: string,
  groups: Scan['groups'],
  at: number,
  area: string,
): { start: number; end: number }[] | undefined {
  let digits = area;
  const pieces: { start: number; end: number }[] = [];
  for (let next = at + 1; next < groups.length && next <= at + 4; next++) {
    const group = groups[next]!;
    const last = groups[next - 1]!;
    if (group.start - last.end > LONGEST_BETWEEN || !BETWEEN.test(text.slice(last.end, group.start))) return undefined;
    digits += group.digits;
    if (digits.length > 11) return undefined;
    pieces.push(group);
    if (isWhole(digits)) return pieces;
  }
  return undefined;
}

const isWhole = (digits: string): boolean => isSubscriberNumber(digits) && !SERVICE.test(digits);

const piece = ({ start, end }: { start: number; end: number }): Candidate => ({
  start,
  end,
  rule: 'parts-named',
  score: 0.75,
  settled: true,
  because: '市外局番',
});

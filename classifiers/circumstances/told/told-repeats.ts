import type { Range } from '../../../src/text/windows.js';
import type { ToldRule } from '../rules/told-rule.js';

interface Judged {
  start: number;
  end: number;
  group: number;
  probability: number;
  /** Terms of one clause tell one circumstance. */
  clause: Range;
}

/** Units within which two terms tell of the same circumstance. */
const SAME = 24;
/** What joins two terms to one. */
const JOINS = /^[のをにへ(]?$/;
/** They may be this far apart. */
const REACH = 12;

/**
 * 人工透析で通院中 is one condition: treatment in general adds nothing beside what it is for, and terms that only a
 * particle parts are one phrase.
 */
export function withoutRepeats(text: string, told: readonly Judged[], rule: ToldRule): Judged[] {
  if (told.length === 1) return [...told];
  const sure = told.filter(({ probability }) => probability >= rule.threshold);
  const kept: Judged[] = [];
  for (const [at, one] of sure.entries()) {
    const last = kept.at(-1);
    const between = last && one.start - last.end <= REACH ? text.slice(last.end, one.start) : undefined;
    const joined = (between !== undefined && JOINS.test(between)) || (last && sameClause(last, one));
    if (!joined && rule.general?.has(one.group) && standsBeside(sure, at, rule.general)) continue;
    if (last && (joined || (between !== undefined && rule.joins?.test(between)))) {
      kept[kept.length - 1] = {
        start: last.start,
        end: one.end,
        group: last.group,
        clause: one.clause,
        probability: Math.max(last.probability, one.probability),
      };
      continue;
    }
    kept.push(one);
  }
  return [...kept, ...told.filter(({ probability }) => probability < rule.threshold)];
}

function sameClause({ clause: one }: Judged, { clause: other }: Judged): boolean {
  return one.start === other.start && one.end === other.end;
}

/** Whether a term that is not general stands near the one at `at`; `told` is in order. */
function standsBeside(told: readonly Judged[], at: number, general: ReadonlySet<number>): boolean {
  const { start, end } = told[at]!;
  for (let other = at - 1; other >= 0 && start - told[other]!.end < SAME; other--)
    if (!general.has(told[other]!.group)) return true;
  for (let other = at + 1; other < told.length && told[other]!.start - end < SAME; other++)
    if (!general.has(told[other]!.group)) return true;
  return false;
}

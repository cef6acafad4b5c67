import { RULES } from '../classifiers/circumstances/rules/rules.js';
import { withoutRepeats } from '../classifiers/circumstances/told/told-repeats.js';
import { JUDGED_TYPES, SECRET } from './circumstance-examples.js';
import type { LookedRecord } from './second-look-examples.js';

interface Counts {
  found: number;
  hit: number;
  /** Records of level 1 in which it is found. */
  raised: number;
}

/** By type, by threshold. */
export interface Tally {
  gold: Map<string, number>;
  /** Labelled phrases with a candidate. */
  reachable: Map<string, number>;
  counts: Map<string, Map<number, Counts>>;
  level1: number;
}

const THRESHOLDS = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6];

export function emptyTally(): Tally {
  return { gold: new Map(), reachable: new Map(), counts: new Map(), level1: 0 };
}

/** Counts as `eval` does: by overlap, one finding for each labelled phrase. */
export function tallyInto(tally: Tally, { record, places }: LookedRecord): void {
  if (record.level === 1) tally.level1++;
  for (const type of JUDGED_TYPES) {
    const own = places
      .map((place, at) => ({ ...place, field: record.candidates[at]!.field }))
      .filter((one) => JUDGED_TYPES[one.type] === type);
    const gold = record.spans.flatMap((spans, field) =>
      spans.filter((span) => span.type === type).map((span) => ({ ...span, field })),
    );
    add(tally.gold, type, gold.length);
    add(
      tally.reachable,
      type,
      gold.filter((span) => own.some((one) => one.field === span.field && one.start < span.end && one.end > span.start))
        .length,
    );
    for (const threshold of THRESHOLDS) {
      const counts = countsOf(tally, type, threshold);
      let found = 0;
      for (const [field, text] of record.texts.entries()) {
        const inField = own.filter((one) => one.field === field);
        const reported =
          type === SECRET
            ? inField.filter(({ probability }) => probability >= threshold)
            : withoutRepeats(text, inField, { ...RULES[type as keyof typeof RULES], threshold }).filter(
                ({ probability }) => probability >= threshold,
              );
        found += reported.length;
        const open = new Set(reported);
        for (const span of gold.filter((one) => one.field === field)) {
          const match = [...open].find(({ start, end }) => start < span.end && end > span.start);
          if (match) {
            open.delete(match);
            counts.hit++;
          }
        }
      }
      counts.found += found;
      if (record.level === 1 && found > 0) counts.raised++;
    }
  }
}

function add(counts: Map<string, number>, type: string, more: number): void {
  counts.set(type, (counts.get(type) ?? 0) + more);
}

function countsOf({ counts }: Tally, type: string, threshold: number): Counts {
  const byThreshold = counts.get(type) ?? new Map<number, Counts>();
  counts.set(type, byThreshold);
  const known = byThreshold.get(threshold) ?? { found: 0, hit: 0, raised: 0 };
  byThreshold.set(threshold, known);
  return known;
}

export function printTally(tally: Tally, byFile: ReadonlyMap<string, Tally>): void {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  print(`${tally.level1} records of level 1`);
  for (const type of JUDGED_TYPES) {
    const gold = tally.gold.get(type) ?? 0;
    print(`${type}: ${gold} labelled, ${tally.reachable.get(type)} with a candidate`);
    for (const [threshold, { found, hit, raised }] of tally.counts.get(type) ?? [])
      print(`  from ${threshold}: ${figures(gold, found, hit)}, raises ${raised}`);
  }
  for (const [file, { gold, counts, level1 }] of byFile) {
    print(`${file} at 0.35, ${level1} records of level 1`);
    for (const type of JUDGED_TYPES) {
      const { found, hit, raised } = counts.get(type)!.get(0.35)!;
      if ((gold.get(type) ?? 0) + found > 0)
        print(`  ${type}: ${gold.get(type)} labelled, ${figures(gold.get(type) ?? 0, found, hit)}, raises ${raised}`);
    }
  }
}

function figures(gold: number, found: number, hit: number): string {
  const [precision, recall] = [hit / Math.max(1, found), hit / Math.max(1, gold)];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`;
}

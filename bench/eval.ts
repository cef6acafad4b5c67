import { recognizers } from '../classifiers/index.js';
import { type GoldRecord, readAllGold, readWritten } from '../fixtures/gold.js';
import type { Level } from '../src/base/level.js';
import { createDetector } from '../src/classify/detector.js';
import type { Detector, Finding } from '../src/classify/finding.js';
import { loadPolicy } from '../src/classify/policy.js';
import { optionOf } from './development-part.js';
import { rate } from './wilson.js';

/**
 * Measures detection against the gold labels of `fixtures`: per type by overlapping spans (one to one) and by exact
 * spans, and the level that the content alone gives. `--part dev` looks at the other part, `--misses` lists its errors;
 * `--from composed` or `--from written` leaves out the others, `--file PREFIX` all but some files.
 */

interface Counts {
  n: number;
  found: number;
  hit: number;
  exact: number;
}

const part = process.argv.includes('dev') ? 'dev' : 'test';
/** Listing the texts of the test part would make it a development part. */
const listing = process.argv.includes('--misses') && part === 'dev';
const print = (line: string) => process.stdout.write(`${line}\n`);

const detector = await createDetector(recognizers, loadPolicy());
const types = new Map<string, Counts>();
const confusion = new Map<string, number>();
/** Types by which records of level 1 were raised. */
const raisedBy = new Map<string, number>();
let records = 0;
for (const record of chosen()) {
  records++;
  const found = measure(detector, record);
  const key = `${record.contentLevel}${detector.levelOfRecord(found)}`;
  confusion.set(key, (confusion.get(key) ?? 0) + 1);
  if (record.contentLevel === 1 && key !== '11')
    for (const type of new Set(found.map((one) => one.type))) raisedBy.set(type, (raisedBy.get(type) ?? 0) + 1);
  if (listing && key[0] !== key[1]) print(`level ${key[0]} seen as ${key[1]}: ${record.file} ${record.locator}`);
}
report();

function chosen(): GoldRecord[] {
  const from = optionOf('--from');
  const prefix = optionOf('--file') ?? '';
  return [
    ...(from === 'written' ? [] : readAllGold().flatMap(({ records: gold }) => gold)),
    ...(from === 'composed' ? [] : readWritten()),
  ].filter(({ split, file }) => split === part && file.startsWith(prefix));
}

function measure(using: Detector, record: GoldRecord): Finding[] {
  const found = using.detectRecord(
    record.fields.map(({ name, path, text }) => ({ name: name ?? undefined, path, text })),
  );
  for (const [at, { text, spans }] of record.fields.entries()) {
    const findings = found[at]!;
    const open = new Set(findings);
    for (const span of spans) {
      const counts = countsOf(span.type);
      counts.n++;
      const match = [...open].find(
        ({ type, start, end }) => type === span.type && start < span.end && end > span.start,
      );
      if (match) {
        open.delete(match);
        counts.hit++;
        if (match.start === span.start && match.end === span.end) counts.exact++;
        else if (listing)
          print(`near ${span.type} ${text.slice(span.start, span.end)} | ${text.slice(match.start, match.end)}`);
      } else if (listing) print(`miss ${span.type} ${text.slice(span.start, span.end)} in ${around(text, span)}`);
    }
    for (const finding of findings) countsOf(finding.type).found++;
    if (listing)
      for (const one of open)
        print(`extra ${one.type} ${one.score} ${one.rule} ${text.slice(one.start, one.end)} in ${around(text, one)}`);
  }
  return found.flat();
}

function around(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(Math.max(0, start - 25), end + 20).replaceAll('\n', '⏎');
}

function countsOf(type: string): Counts {
  const counts = types.get(type) ?? { n: 0, found: 0, hit: 0, exact: 0 };
  types.set(type, counts);
  return counts;
}

function report(): void {
  print(`${part} part: ${records} records\n`);
  print('type                          n  precision (95 %)         recall (95 %)            F1     exact F1');
  const summary: Record<string, { n: number; p: number; r: number; f1: number; exactF1: number }> = {};
  for (const [type, { n, found, hit, exact }] of [...types].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [p, r] = [rate(hit, found), rate(hit, n)];
    const f1 = harmonic(p.value, r.value);
    const exactF1 = harmonic(found ? exact / found : 0, n ? exact / n : 0);
    print(`${type.padEnd(27)}${String(n).padStart(4)}  ${p.text}  ${r.text}  ${f1.toFixed(3)}  ${exactF1.toFixed(3)}`);
    summary[type] = { n, p: round(p.value), r: round(r.value), f1: round(f1), exactF1: round(exactF1) };
  }
  const at = (gold: Level, seen: Level) => confusion.get(`${gold}${seen}`) ?? 0;
  print('\ncontent level    seen as 3  seen as 2  seen as 1');
  for (const gold of [3, 2, 1] as const) {
    print(
      `${`機密性${gold}`.padEnd(14)}${[3, 2, 1].map((seen) => String(at(gold, seen as Level)).padStart(10)).join(' ')}`,
    );
  }
  const of = (gold: Level) => at(gold, 1) + at(gold, 2) + at(gold, 3);
  const levels = {
    accuracy: round((at(1, 1) + at(2, 2) + at(3, 3)) / Math.max(1, records)),
    level3Recall: round(at(3, 3) / Math.max(1, of(3))),
    level1FalseRate: round((at(1, 2) + at(1, 3)) / Math.max(1, of(1))),
  };
  print(`\nlevel-3 recall ${rate(at(3, 3), of(3)).text}   level-1 raised ${rate(at(1, 2) + at(1, 3), of(1)).text}\n`);
  const raisers = [...raisedBy].sort(([, one], [, other]) => other - one).map(([type, count]) => `${type} ${count}`);
  if (raisers.length > 0) print(`found in raised records of level 1: ${raisers.join(', ')}\n`);
  print(JSON.stringify({ part, records, types: summary, levels }));
}

function harmonic(one: number, other: number): number {
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}

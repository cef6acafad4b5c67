import type { ControlReport } from './control-report.js';

/** The report for programs: English, with what the prefecture asks in its own words. */
export function forPrograms({ annexes, ...report }: ControlReport): Record<string, unknown> {
  return {
    schema: 'kimitsu/control-report/1',
    ...report,
    controls: annexes.flatMap(({ title, controls }) =>
      controls.map(({ about: { id, title: name, asks, satisfiedBy }, standing, evidence, missing }) => ({
        id,
        annex: title,
        title: name,
        asks,
        satisfiedBy,
        standing,
        evidence: evidence.map(({ at, words: [english] }) => ({ at, text: english })),
        missing: missing.map(([english]) => english),
      })),
    ),
  };
}

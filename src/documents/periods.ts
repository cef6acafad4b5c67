/**
 * Retention periods as documents list them: three or more months in a row become `2026-04～2026-06`.
 *
 * @param periods - `YYYY-MM`, in any order; anything else is listed as it is
 */
export function spans(periods: readonly string[]): string[] {
  const sorted = [...new Set(periods)].sort();
  const runs: string[][] = [];
  for (const period of sorted) {
    const run = runs.at(-1);
    if (run && monthAfter(run.at(-1)!) === period) run.push(period);
    else runs.push([period]);
  }
  return runs.flatMap((run) => (run.length < 3 ? run : [`${run[0]}～${run.at(-1)}`]));
}

function monthAfter(period: string): string | undefined {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period) ?? [];
  if (month === undefined) return undefined;
  return month === '12'
    ? `${String(Number(year) + 1).padStart(4, '0')}-01`
    : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
}

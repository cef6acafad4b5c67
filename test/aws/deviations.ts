import { afterAll, beforeEach, expect } from 'vitest';

/**
 * Leaves out, by name and with the reason, the tests of a contract that the server cannot show. A name that no test has
 * is a failure: nothing is left out by mistake or for longer than needed.
 *
 * @param suite - title of the contract's `describe`
 * @param deviations - title of a test, within its groups, to why
 */
export function leaveOut(suite: string, deviations: Readonly<Record<string, string>>): void {
  const met = new Set<string>();

  beforeEach(({ task, skip }) => {
    const titles: string[] = [task.name];
    for (let group = task.suite; group; group = group.suite) titles.unshift(group.name);
    if (titles[0] !== suite) return;
    const title = titles.slice(1).join(' › ');
    const reason = deviations[title];
    if (reason === undefined) return;
    met.add(title);
    skip(reason);
  });

  afterAll(() => {
    for (const title of met) process.stdout.write(`left out: ${suite} › ${title}: ${deviations[title]}\n`);
    expect([...met].sort()).toEqual(Object.keys(deviations).sort());
  });
}

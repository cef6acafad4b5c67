import { describe, expect, it } from 'vitest';
import { type ConfigMistake, parseConfig } from '../../src/config/load.js';
import { configTemplate } from '../../src/config/template.js';

const withSchedule = (...lines: string[]): string =>
  configTemplate('test-centre').replace(
    /^schedule:\n( {2}- .*\n)*/m,
    `schedule:\n${lines.map((line) => `  - ${line}\n`).join('')}`,
  );

function mistakesIn(yaml: string): ConfigMistake[] {
  try {
    parseConfig(yaml);
    return [];
  } catch (error) {
    return (error as { detail: { mistakes: ConfigMistake[] } }).detail.mistakes;
  }
}

describe('schedule in the configuration', () => {
  it('is in a new workspace', () => {
    expect(parseConfig(configTemplate('test-centre')).schedule.map(({ job }) => job)).toEqual([
      'classify',
      'enforce',
      'find-expired',
    ]);
  });

  it.each`
    line                                                             | path                        | code                       | why
    ${"{ job: classify, cron: '0 0 30 2 *' }"}                       | ${'schedule.0.cron'}        | ${'schedule/never-fires'}  | ${'30 February'}
    ${"{ job: classify, cron: '0 0 31 4,6 *' }"}                     | ${'schedule.0.cron'}        | ${'schedule/never-fires'}  | ${'31 April and 31 June'}
    ${"{ job: classify, cron: '61 * * * *' }"}                       | ${'schedule.0.cron'}        | ${'schedule/bad-cron'}     | ${'minute 61'}
    ${"{ job: classify, cron: '0 0 1 * * *' }"}                      | ${'schedule.0.cron'}        | ${'schedule/bad-cron'}     | ${'six fields'}
    ${"{ job: classify, cron: 'every night' }"}                      | ${'schedule.0.cron'}        | ${'schedule/bad-cron'}     | ${'words'}
    ${"{ job: find-expired, cron: '0 1 * * *', distributed: true }"} | ${'schedule.0.distributed'} | ${'schedule/not-shared'}   | ${'one count, nothing to share'}
    ${"{ job: classify, cron: '0 1 * * *', distributed: true }"}     | ${'schedule.0.distributed'} | ${'worker/needs-postgres'} | ${'a catalogue in a file'}
    ${"{ job: erase, cron: '0 1 * * *' }"}                           | ${'schedule.0.job'}         | ${undefined}               | ${'nothing that destroys is scheduled'}
  `('refuses $line: $why', ({ line, path, code }) => {
    const [mistake, ...more] = mistakesIn(withSchedule(line));
    expect(more).toEqual([]);
    expect(mistake).toMatchObject({ path, messageJa: expect.any(String), hintJa: expect.any(String) });
    expect(mistake?.code).toBe(code);
  });

  it('refuses the same job at the same time twice', () => {
    const line = "{ job: enforce, cron: '0 1 * * *' }";
    expect(mistakesIn(withSchedule(line, line))).toMatchObject([{ path: 'schedule.1.job', code: 'schedule/twice' }]);
    expect(mistakesIn(withSchedule(line, line.replace('0 1', '0 2')))).toEqual([]);
  });
});

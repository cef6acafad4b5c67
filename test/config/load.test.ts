import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/fault.js';
import { type ConfigMistake, loadConfig, parseConfig } from '../../src/config/load.js';
import { configTemplate } from '../../src/config/template.js';

function mistakesOf(yaml: string): ConfigMistake[] {
  try {
    parseConfig(yaml);
  } catch (error) {
    if (error instanceof Fault && error.code === 'config/invalid') return error.detail.mistakes as ConfigMistake[];
    throw error;
  }
  return [];
}

/** The template with one piece replaced, and the line that piece stands on. */
function broken(from: string, to: string): { yaml: string; line: number } {
  const template = configTemplate('demo');
  const at = template.indexOf(from);
  if (at < 0) throw new Error(`not in the template: ${from}`);
  return { yaml: template.replace(from, to), line: template.slice(0, at).split('\n').length };
}

/** Nine lists of nine aliases each: a gigabyte of values, if they were all made. */
function aliasesOfAliases(): string {
  const names = [...'abcdefghi'];
  const lists = names.map((name, at) => `${name}: &${name} [${Array(9).fill(at === 0 ? 'x' : `*${names[at - 1]}`)}]`);
  return `version: 1\n${lists.join('\n')}\n`;
}

describe('parseConfig', () => {
  it.each`
    what                            | yaml                                         | line | message
    ${'an alias without anchor'}    | ${'version: 1\nsystems: *none\n'}            | ${2} | ${/alias/}
    ${'brackets without end'}       | ${'['.repeat(20_000)}                        | ${1} | ${/deep/}
    ${'maps without end'}           | ${`version: 1\na: ${'{a: '.repeat(20_000)}`} | ${2} | ${/deep/}
    ${'lists in lists without end'} | ${'- '.repeat(20_000)}                       | ${1} | ${/deep/}
    ${'keys in keys without end'}   | ${'? '.repeat(20_000)}                       | ${1} | ${/deep/}
    ${'aliases of aliases'}         | ${aliasesOfAliases()}                        | ${3} | ${/alias/}
  `('tells $what as a mistake', ({ yaml, line, message }) => {
    expect(mistakesOf(yaml)).toMatchObject([{ line, message: expect.stringMatching(message) }]);
  });

  it('says the same of the same text again, whatever was done to what it gave out before', () => {
    const yaml = configTemplate('demo');
    const [first, again] = [parseConfig(yaml), structuredClone(parseConfig(yaml))];
    first.systems.length = 0;
    first.prefecture.name = 'changed';
    expect(parseConfig(yaml)).toEqual(again);
    for (const wrong of [yaml.replace('waitingDays: 30', 'waitingDays: 3'), `${yaml}\n: [`, 'a: *none\n'])
      expect(mistakesOf(wrong)).toEqual(mistakesOf(wrong));
  });

  it('accepts the template of a new workspace and fills the defaults', () => {
    const config = parseConfig(configTemplate('demo'));
    expect(config.service.id).toBe('demo');
    expect(config.systems.map(({ id }) => id)).toEqual([
      'pbx',
      'citizens-voice',
      'response-history',
      'inquiry-form',
      'speech-recognition',
    ]);
    expect(config.systems[1]?.access).toBe('archive');
  });

  it.each`
    what                        | from                      | to                        | path
    ${'a wrong number'}         | ${'concurrency: 4'}       | ${'concurrency: many'}    | ${'run.concurrency'}
    ${'an unknown name'}        | ${'waitingDays: 30'}      | ${'waitngDays: 30'}       | ${'keys.waitngDays'}
    ${'a value out of range'}   | ${'waitingDays: 30'}      | ${'waitingDays: 3'}       | ${'keys.waitingDays'}
    ${'an unknown system type'} | ${'type: inquiry-form'}   | ${'type: fax'}            | ${'systems.3.type'}
    ${'a system that is twice'} | ${'id: inquiry-form'}     | ${'id: pbx'}              | ${'systems.3.id'}
    ${'live without a service'} | ${'access: archive\n'}    | ${'access: live\n'}       | ${'systems.0.access'}
    ${'executor as verifier'}   | ${'verifier: 検証責任者'} | ${'verifier: 運用責任者'} | ${'contractor.verifier'}
  `('names the line and the path of $what', ({ from, to, path }) => {
    const { yaml, line } = broken(from, to);
    expect(mistakesOf(yaml)).toEqual([expect.objectContaining({ line, path })]);
  });

  it('names every mistake at once, in order of their lines, each with a hint', () => {
    const yaml = configTemplate('demo')
      .replace('id: demo', 'id: デモ')
      .replace('waitingDays: 30', 'waitingDays: 99')
      .replace('type: pbx', 'type: telephone');
    const mistakes = mistakesOf(yaml);
    expect(mistakes.map(({ path }) => path)).toEqual(['service.id', 'keys.waitingDays', 'systems.0.type']);
    for (const mistake of mistakes) expect(mistake.hint).not.toBe('');
  });

  it('names the line of a mistake in the YAML itself', () => {
    const { yaml, line } = broken('service:\n', 'service\n');
    expect(mistakesOf(yaml).some((mistake) => Math.abs(mistake.line - line) <= 1)).toBe(true);
  });

  it('takes an empty file as one that lacks everything', () => {
    expect(mistakesOf('').map(({ path }) => path)).toContain('service');
  });
});

describe('loadConfig', () => {
  it('says where to begin when there is no configuration', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    await expect(loadConfig(dir)).rejects.toMatchObject({ kind: 'usage', code: 'config/missing' });
    await writeFile(join(dir, 'kimitsu.yaml'), configTemplate('demo'));
    await expect(loadConfig(dir)).resolves.toMatchObject({ version: 1 });
  });
});

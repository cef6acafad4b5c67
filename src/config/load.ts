import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, isSeq } from 'yaml';
import type { z } from 'zod';
import { errnoOf, Fault } from '../base/fault.js';
import { alertMistakes } from './alerts.js';
import { documentMistakes } from './documents.js';
import { migrationMistakes } from './migration.js';
import { unknownName, wordingOf } from './mistake-wording.js';
import { scheduleMistakes } from './schedule.js';
import { Config } from './schema.js';
import { readYaml } from './yaml-text.js';

export const CONFIG_FILE = 'kimitsu.yaml';

/** One mistake in a configuration file. */
export interface ConfigMistake {
  /** 1-based line in the file. */
  line: number;
  /** `systems.0.id`. */
  path: string;
  /** Stable, where programs may want to tell it apart: `schedule/never-fires`. */
  code?: string;
  message: string;
  hint: string;
  /** The same for operators. */
  messageJa: string;
  hintJa: string;
}

/**
 * Reads and checks `<dir>/kimitsu.yaml`.
 * @throws {Fault} usage `config/missing`, or `config/invalid` whose `detail.mistakes` are all the mistakes at once
 */
export async function loadConfig(dir: string): Promise<Config> {
  return (await readConfig(dir)).config;
}

/** As `loadConfig`, with what the file itself says, before anything that is left out is filled in. */
export async function readConfig(dir: string): Promise<{ config: Config; given: unknown }> {
  let source: string;
  try {
    source = await readFile(join(dir, CONFIG_FILE), 'utf8');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'ENOTDIR') throw error;
    throw new Fault(
      'usage',
      'config/missing',
      `no ${CONFIG_FILE} in this folder`,
      {},
      {
        cause: error,
        hint: 'make a workspace with `kimitsu init --dir DIR`, or name one with --dir',
      },
    );
  }
  return checkedConfig(source, dir);
}

/** @throws {Fault} usage `config/invalid` */
export function parseConfig(source: string): Config {
  return checkedConfig(source).config;
}

function checkedConfig(source: string, dir = '.'): { config: Config; given: unknown } {
  const { document, value, mistakes, lineAt } = readYaml(source);
  if (mistakes.length === 0) {
    const checked = Config.safeParse(value ?? {});
    if (checked.success) {
      mistakes.push(
        ...crossMistakes(checked.data, dir).map((mistake) => ({ ...mistake, line: lineOf(mistake.path.split('.')) })),
      );
      if (mistakes.length === 0) return { config: checked.data, given: value };
    } else {
      for (const issue of checked.error.issues) mistakes.push(...mistakesOf(issue));
    }
  }
  mistakes.sort((a, b) => a.line - b.line);
  throw new Fault(
    'usage',
    'config/invalid',
    `${CONFIG_FILE} has ${mistakes.length} mistake(s)`,
    { mistakes },
    {
      hint: 'the editor schema kimitsu.schema.json beside the file shows what is allowed',
    },
  );

  function mistakesOf(issue: z.core.$ZodIssue): ConfigMistake[] {
    if (issue.code !== 'unrecognized_keys') {
      const path = issue.path.map(String);
      return [{ line: lineOf(path), path: path.join('.'), ...wordingOf(issue) }];
    }
    return issue.keys.map((key) => {
      const path = [...issue.path.map(String), key];
      return { line: lineOf(path), path: path.join('.'), ...unknownName(key) };
    });
  }

  function lineOf(path: string[]): number {
    let offset = 0;
    let node: unknown = document?.contents;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
        if (!pair) break;
        if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        const range =
          node !== null && typeof node === 'object' && 'range' in node ? (node.range as number[] | null) : null;
        if (range) offset = range[0] ?? offset;
      } else break;
    }
    return lineAt(offset);
  }
}

/** What a schema of single values cannot say. */
function crossMistakes(config: Config, dir: string): Omit<ConfigMistake, 'line'>[] {
  const mistakes = migrationMistakes(config.migration);
  const ids = new Set<string>();
  const places: string[] = [];
  config.systems.forEach((system, index) => {
    const own = `${system.bucket ?? system.id}/${system.prefix ?? ''}`;
    // The embedded store gives out what lies in its folder; only a service that decrypts on reading serves a live system.
    if (system.access === 'live' && config.storage.type === 'local')
      mistakes.push({
        path: `systems.${index}.access`,
        message: 'live needs a store that decrypts for the system; the embedded store does not',
        hint: 'use archive',
        messageJa: '組み込みの保管庫では live を使えません',
        hintJa: 'archive を記入してください',
      });
    if (ids.has(system.id))
      mistakes.push({
        path: `systems.${index}.id`,
        message: `"${system.id}" stands twice`,
        hint: 'each system has an id of its own',
        messageJa: `「${system.id}」が重複しています`,
        hintJa: 'システムごとに異なる id を付けてください',
      });
    else if (places.some((place) => place.startsWith(own) || own.startsWith(place)))
      mistakes.push({
        path: `systems.${index}.bucket`,
        message: `"${own}" belongs to two systems`,
        hint: 'one bucket per system, or one prefix each in a shared bucket',
        messageJa: `「${own}」が二つのシステムに割り当てられています`,
        hintJa:
          'システムごとに異なるフォルダー（バケット）を指定するか、共有するバケットの中で prefix を分けてください',
      });
    if (system.prefix !== undefined && config.storage.type === 'local')
      mistakes.push({
        path: `systems.${index}.prefix`,
        message: 'the embedded store has a folder for each system and no prefix',
        hint: 'name another folder with bucket',
        messageJa: '組み込みの保管庫では prefix を使えません',
        hintJa: 'bucket で別のフォルダーを指定してください',
      });
    ids.add(system.id);
    places.push(own);
  });
  config.retention.forEach(({ system }, index) => {
    if (system === undefined || ids.has(system)) return;
    mistakes.push({
      path: `retention.${index}.system`,
      message: `no system "${system}"`,
      hint: `one of: ${[...ids].join(', ')}`,
      messageJa: `「${system}」というシステムはありません`,
      hintJa: `次のいずれかを記入してください: ${[...ids].join('、')}`,
    });
  });
  if (config.contractor.responsible === config.contractor.verifier)
    mistakes.push({
      path: 'contractor.verifier',
      message: 'the one who executes must not be the one who verifies',
      hint: 'name another person or post',
      messageJa: '実施する者と検証する者が同じです',
      hintJa: '別の者又は別の職名を記入してください',
    });
  mistakes.push(
    ...scheduleMistakes(config),
    ...alertMistakes(config.alerts, config.keys.folder, dir),
    ...documentMistakes(config.documents),
  );
  return mistakes;
}

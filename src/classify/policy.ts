import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Fault } from '../base/fault.js';
import { highestLevel, type Level } from '../base/level.js';
import { packageRoot } from '../base/package-root.js';
import type { Finding } from './finding.js';

const LevelNumber = z.union([z.literal(1), z.literal(2), z.literal(3)]);

const TypeRule = z.strictObject({
  level: LevelNumber,
  wording: z.string().min(1).describe('term of 別紙４ or of the law, for documents'),
  counts: z
    .enum(['alone', 'with-another', 'never'])
    .default('alone')
    .describe('whether one finding decides, only beside a finding of another type, or not at all'),
});

const KindRule = z.strictObject({
  level: z
    .union([LevelNumber, z.literal('content')])
    .describe('level of the kind itself; `content`: its content decides'),
  wording: z.string().min(1),
});

const Place = z.strictObject({
  under: z.string().optional().describe('first folder of the object key'),
  formats: z.array(z.string()).optional().describe('format as the reader found it'),
  kind: z.string(),
});

export const Policy = z.strictObject({
  version: z.string(),
  types: z.record(z.string(), TypeRule),
  kinds: z.record(z.string(), KindRule),
  everywhere: z.array(Place),
  systems: z.record(z.string(), z.strictObject({ name: z.string(), places: z.array(Place), otherwise: z.string() })),
});
export type Policy = z.infer<typeof Policy>;

/**
 * The policy file: which kinds and information types have which level.
 *
 * @param path - default `classifiers/policy/bessi4.yaml` of the package
 * @throws {Fault} `usage` / `policy/unreadable`, `policy/invalid` with every mistake
 */
export function loadPolicy(path = join(packageRoot(), 'classifiers', 'policy', 'bessi4.yaml')): Policy {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (cause) {
    throw policyUnreadable(path, cause);
  }
  return parsePolicy(source, path);
}

/** As `loadPolicy`, of what was read from `path`. */
export function parsePolicy(source: string, path: string): Policy {
  let document: unknown;
  try {
    // Quiet: a warning of the parser would go to the screen with a piece of the file.
    document = parse(source, { logLevel: 'error' });
  } catch (cause) {
    throw policyUnreadable(path, cause);
  }
  const parsed = Policy.safeParse(document);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    throw new Fault('usage', 'policy/invalid', `the policy file has ${mistakes.length} mistakes`, { path, mistakes });
  }
  const unknown = kindsNamed(parsed.data).filter((kind) => !Object.hasOwn(parsed.data.kinds, kind));
  if (unknown.length > 0)
    throw new Fault('usage', 'policy/invalid', 'places name unknown kinds', { path, mistakes: unknown });
  return parsed.data;
}

export function policyUnreadable(path: string, cause: unknown): Fault {
  return new Fault('usage', 'policy/unreadable', 'the policy file cannot be read', { path }, { cause });
}

function kindsNamed({ everywhere, systems }: Policy): string[] {
  const lines = Object.values(systems);
  return [...everywhere, ...lines.flatMap(({ places }) => places)]
    .map(({ kind }) => kind)
    .concat(lines.map(({ otherwise }) => otherwise));
}

/** Level of a kind of record; 1 where its content decides, 3 for a kind that the policy does not know. */
export function levelOfKind(policy: Policy, kind: string): Level {
  const level = Object.hasOwn(policy.kinds, kind) ? policy.kinds[kind]!.level : 3;
  return level === 'content' ? 1 : level;
}

/** What the findings of one record say together; an information type that the policy does not know is 3. */
export function levelOfRecord(policy: Policy, findings: readonly Finding[]): Level {
  if (findings.length === 0) return 1;
  const types = new Set(findings.map(({ type }) => type));
  const levels: Level[] = [];
  for (const type of types) {
    const rule = Object.hasOwn(policy.types, type) ? policy.types[type]! : { level: 3 as const, counts: 'alone' };
    if (rule.counts === 'alone' || (rule.counts === 'with-another' && hasCompany(policy, type, types)))
      levels.push(rule.level);
  }
  return highestLevel(levels);
}

/** Another type that is itself evidence: two weak ones do not lift each other. */
function hasCompany(policy: Policy, type: string, types: ReadonlySet<string>): boolean {
  for (const other of types)
    if (other !== type && policy.types[other]?.counts !== 'never' && policy.types[other]?.counts !== 'with-another')
      return true;
  return false;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const THREAT_MODEL = 'docs/threat-model.md';

/** A line of the threat model: `| T-01 | … | …`. */
export interface Threat {
  id: string;
  cells: string[];
}

/** The threats that the delivered threat model names, in its order. */
export function threatsOf(page: string): Threat[] {
  return [...page.matchAll(/^\| (T-\d\d) \| (.*) \|$/gm)].map(([, id = '', rest = '']) => ({
    id,
    cells: rest.split(/(?<!\\) \| /),
  }));
}

export async function readThreats(program: string): Promise<Threat[]> {
  return threatsOf(await readFile(join(program, THREAT_MODEL), 'utf8'));
}

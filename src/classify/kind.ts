import type { Policy } from './policy.js';

/** Where an object lies and what the reader found it to be. */
export interface ObjectPlace {
  system: string;
  /** Object key within the system, `/` between folders. */
  key: string;
  /** `format` of the reader's summary. */
  format: string;
}

/** Kind of an object that lies in a system the policy does not know: level 3. */
export const UNKNOWN_KIND = 'unknown';

/**
 * Kind of record by the policy's rules of place: first those of the system, then those that hold everywhere, then what
 * the system holds otherwise. The first rule that fits decides.
 */
export function kindOf(policy: Policy, { system, key, format }: ObjectPlace): string {
  const rules = Object.hasOwn(policy.systems, system) ? policy.systems[system] : undefined;
  const folder = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
  for (const { under, formats, kind } of [...policy.everywhere, ...(rules?.places ?? [])]) {
    if (under !== undefined && under !== folder) continue;
    if (formats && !formats.includes(format)) continue;
    return kind;
  }
  return rules?.otherwise ?? UNKNOWN_KIND;
}

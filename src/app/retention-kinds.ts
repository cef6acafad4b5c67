import { resolve } from 'node:path';
import { Fault } from '../base/fault.js';
import { loadPolicy } from '../classify/policy.js';
import type { Config } from '../config/schema.js';

/**
 * A retention period of a kind that the policy does not know would silently keep nothing.
 * @throws {Fault} usage `config/retention-kind`
 */
export function assertRetentionKinds(dir: string, { retention, policy }: Config): void {
  const named = retention.flatMap(({ kind }) => kind ?? []);
  if (named.length === 0) return;
  const known = Object.keys(loadPolicy(policy && resolve(dir, policy)).kinds);
  const unknown = named.filter((kind) => !known.includes(kind));
  if (unknown.length > 0)
    throw new Fault(
      'usage',
      'config/retention-kind',
      'a retention period names a kind of record that the policy does not know',
      { unknown, known },
      { hint: `one of: ${known.join(', ')}` },
    );
}

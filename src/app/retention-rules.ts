import { resolve } from 'node:path';
import { Fault } from '../base/fault.js';
import { loadPolicy } from '../classify/policy.js';
import type { Config } from '../config/schema.js';
import type { RetentionRule } from '../dispose/retention.js';

/**
 * The retention periods with the names that documents use. A retention period of a kind that the policy does not know would silently keep nothing.
 * @throws {Fault} usage `config/retention-kind`
 */
export function retentionRules(dir: string, { retention, policy, systems }: Config): RetentionRule[] {
  const named = retention.flatMap(({ kind }) => kind ?? []);
  const kinds = named.length > 0 ? loadPolicy(policy && resolve(dir, policy)).kinds : {};
  const known = Object.keys(kinds);
  const unknown = named.filter((kind) => !known.includes(kind));
  if (unknown.length > 0)
    throw new Fault(
      'usage',
      'config/retention-kind',
      'a retention period names a kind of record that the policy does not know',
      { unknown, known },
      { hint: `one of: ${known.join(', ')}` },
    );
  return retention.map((rule) => ({
    ...rule,
    ...(rule.kind === undefined ? {} : { kindName: kinds[rule.kind]?.wording }),
    ...(rule.system === undefined ? {} : { systemName: systems.find(({ id }) => id === rule.system)?.name }),
  }));
}

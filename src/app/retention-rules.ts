import { Fault } from '../base/fault.js';
import type { Policy } from '../classify/policy.js';
import type { Config } from '../config/schema.js';
import type { RetentionRule } from '../dispose/retention.js';
import type { BoundFiles } from './bound-files.js';
import { configuredPolicy } from './policy-file.js';

/** The retention periods of the configuration. @throws {Fault} usage `config/retention-kind`, `policy/…` */
export async function configuredRetention(files: BoundFiles, config: Config): Promise<RetentionRule[]> {
  const named = config.retention.some(({ kind }) => kind !== undefined);
  return retentionRules(config, named ? (await configuredPolicy(files, config)).kinds : {});
}

/**
 * The retention periods with the names that documents use. A retention period of a kind that the policy does not know would silently keep nothing.
 * @throws {Fault} usage `config/retention-kind`
 */
export function retentionRules(
  { retention, systems }: Pick<Config, 'retention' | 'systems'>,
  kinds: Policy['kinds'],
): RetentionRule[] {
  const named = retention.flatMap(({ kind }) => kind ?? []);
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

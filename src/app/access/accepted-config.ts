import { Config } from '../../config/schema.js';
import type { Acceptance } from './acceptances.js';
import { configurationDigest } from './bound-configuration.js';
import type { Entrance } from './entrance.js';

/**
 * B2-3-1: the configuration that counts: the present one itself where it is the accepted one, else the accepted copy.
 * Undefined where it was changed and there is no unaltered copy.
 */
export async function acceptedConfig(
  { acceptances, config, bound }: Pick<Entrance, 'acceptances' | 'config' | 'bound'>,
  acceptance: Acceptance,
): Promise<Config | undefined> {
  if (configurationDigest(bound) === acceptance.configuration) return config;
  return Config.safeParse((await acceptances.configuration(acceptance))?.settings).data;
}

import { Config } from '../../config/schema.js';
import type { Acceptance } from './acceptances.js';
import { boundConfiguration, configurationDigest } from './bound-configuration.js';
import type { Entrance } from './entrance.js';

/**
 * B2-3-1: the configuration that counts: the present one itself where it is the accepted one, else the accepted copy.
 * Undefined where it was changed and there is no unaltered copy.
 */
export async function acceptedConfig(
  { acceptances, config, dir, given }: Pick<Entrance, 'acceptances' | 'config' | 'dir' | 'given'>,
  acceptance: Acceptance,
): Promise<Config | undefined> {
  if (configurationDigest(await boundConfiguration(dir, given)) === acceptance.configuration) return config;
  return Config.safeParse((await acceptances.configuration(acceptance))?.settings).data;
}

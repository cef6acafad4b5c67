import { resolve } from 'node:path';
import type { Clock } from '../../base/clock.js';
import { asFault } from '../../base/fault.js';
import type { Logger } from '../../base/logger.js';
import { readConfig } from '../../config/load.js';
import type { Config } from '../../config/schema.js';
import { Acceptances } from '../access/acceptances.js';
import { assertConfiguration, latestAcceptance } from '../access/accepted.js';
import { acceptedConfig } from '../access/accepted-config.js';
import { boundConfiguration } from '../access/bound-configuration.js';
import { BoundFiles } from '../bound-files.js';
import { openCatalog } from '../open-catalog.js';
import { openSigner } from '../services.js';

const ACTOR = 'schedule';

/**
 * B2-3-1: the settings by which the schedule goes and tells. While an edit is not accepted those are the accepted ones,
 * and each job is refused at its time.
 *
 * @throws {Fault} denied `access/configuration-changed` where there is no unaltered copy of what was accepted;
 *   integrity `access/acceptance-invalid`
 */
export async function acceptedSettings(dir: string, clock: Clock, logger: Logger): Promise<Config> {
  const { config, given } = await readConfig(dir);
  const bound = await boundConfiguration(new BoundFiles(dir), given);
  const onLockLost = (): void => undefined;
  const { catalog, close } = await openCatalog(dir, config.catalogue, { clock, lock: undefined, onLockLost });
  try {
    const signer = () => openSigner(config, resolve(dir, config.keys.folder), { mustExist: true });
    const acceptances = new Acceptances({ service: config.service.id, catalog, clock, signer, actor: ACTOR });
    const entrance = { dir, config, bound, catalog, clock, logger, actor: ACTOR, acceptances };
    const acceptance = await latestAcceptance(entrance);
    if (!acceptance) return config;
    const accepted = await acceptedConfig(entrance, acceptance);
    try {
      await assertConfiguration(entrance, acceptance);
    } catch (error) {
      const { code, message } = asFault(error);
      if (code !== 'access/configuration-changed' || !accepted) throw error;
      logger.error({ code }, message);
    }
    return accepted ?? config;
  } finally {
    await close();
  }
}

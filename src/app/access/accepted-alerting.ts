import { asFault } from '../../base/fault.js';
import type { Config } from '../../config/schema.js';
import { Alerting } from '../alerting/alerting.js';
import { circumstancesOf } from '../alerting/circumstances.js';
import { acceptedConfig } from './accepted-config.js';
import type { Entrance } from './entrance.js';

type Needs = Pick<Entrance, 'acceptances' | 'config' | 'dir' | 'bound' | 'clock' | 'logger'>;

/**
 * B2-3-1: tells by the contacts, servers and files that were accepted: an edited configuration must neither send a
 * secret anywhere nor silence the alert about itself. Where nobody can say what was accepted, alerts wait in the outbox.
 */
export async function acceptedAlerting(needs: Needs): Promise<{ alerting: Alerting; config: Config }> {
  const { dir, clock, logger } = needs;
  const accepted = await counting(needs);
  const config = accepted ?? needs.config;
  return { alerting: new Alerting({ dir, config, clock, logger, held: accepted === undefined }), config };
}

/** B1-1-2: somebody gives a privileged command. @returns what delivers it */
export async function raisePrivileged(
  needs: Needs & Pick<Entrance, 'catalog'>,
  command: string,
  accountId: string,
): Promise<Alerting> {
  const { alerting, config } = await acceptedAlerting(needs);
  const circumstances = await circumstancesOf({ config, catalog: needs.catalog }, needs.clock.now());
  await alerting.raise('privileged-command', { command, accountId, ...circumstances });
  return alerting;
}

async function counting(needs: Needs): Promise<Config | undefined> {
  try {
    const acceptance = await needs.acceptances.latest();
    return acceptance ? await acceptedConfig(needs, acceptance) : needs.config;
  } catch (error) {
    needs.logger.error({ code: asFault(error).code }, 'alerts wait: what was accepted cannot be told');
    return undefined;
  }
}

import { asFault } from '../../base/fault.js';
import type { Config } from '../../config/schema.js';
import { Alerting } from '../alerting/alerting.js';
import { circumstancesOf } from '../alerting/circumstances.js';
import { BoundFiles } from '../bound-files.js';
import { acceptedConfig } from './accepted-config.js';
import { type BoundConfiguration, boundConfiguration } from './bound-configuration.js';
import type { Entrance } from './entrance.js';

type Needs = Pick<Entrance, 'acceptances' | 'config' | 'dir' | 'bound' | 'clock' | 'logger'>;

/**
 * B2-3-1: tells by the contacts, servers and files that were accepted: an edited configuration must neither send a
 * secret anywhere nor silence the alert about itself. Where nobody can say what was accepted, alerts wait in the outbox.
 */
export async function acceptedAlerting(needs: Needs): Promise<{ alerting: Alerting; config: Config }> {
  const { dir, clock, logger } = needs;
  const { config, held } = await counting(needs);
  return { alerting: new Alerting({ dir, config, clock, logger, held }), config };
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

async function counting(needs: Needs): Promise<{ config: Config; held: boolean }> {
  try {
    const acceptance = await needs.acceptances.latest();
    if (!acceptance) return { config: needs.config, held: false };
    const accepted = await acceptedConfig(needs, acceptance);
    if (!accepted) return { config: needs.config, held: true };
    const copy = await needs.acceptances.configuration(acceptance);
    return { config: accepted, held: accepted !== needs.config && !(await hasAcceptedCa(needs.dir, accepted, copy)) };
  } catch (error) {
    needs.logger.error({ code: asFault(error).code }, 'alerts wait: what was accepted cannot be told');
    return { config: needs.config, held: true };
  }
}

/** That the authority by which the mail server is known is the accepted one: another would let anybody be that server. */
async function hasAcceptedCa(dir: string, { alerts }: Config, copy: BoundConfiguration | undefined): Promise<boolean> {
  const caFile = alerts.smtp?.caFile;
  if (caFile === undefined) return true;
  const { files } = await boundConfiguration(new BoundFiles(dir), { caFile });
  return files[caFile] === copy?.files[caFile];
}

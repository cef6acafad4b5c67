import { registerDigest } from '../../adapters/local/accounts/account-file.js';
import { Fault } from '../../base/fault.js';
import { Alerting } from '../alerting/alerting.js';
import { type Acceptance, holdsFor, registerAltered } from './acceptances.js';
import { boundConfiguration, changesBetween, configurationDigest } from './bound-configuration.js';
import type { Admit, Entrance } from './entrance.js';

/** What changes nothing and helps to find out what is wrong. */
export const anyone: Admit = async ({ actor }) => ({ actor });

/** For jobs: nobody has to be there, but the configuration must be the one that was accepted. */
export const acceptedOnly: Admit = async (entrance) => {
  const acceptance = await entrance.acceptances.latest();
  if (acceptance) await assertConfiguration(entrance, acceptance);
  return { actor: entrance.actor };
};

/**
 * B2-3-1: an edited configuration counts only once somebody privileged has accepted it.
 * @throws {Fault} denied `access/configuration-changed`
 */
export async function assertConfiguration(entrance: Entrance, acceptance: Acceptance): Promise<void> {
  const { dir, given, config, clock, logger, acceptances } = entrance;
  const now = await boundConfiguration(dir, given);
  const digest = configurationDigest(now);
  if (digest === acceptance.configuration) return;
  const before = await acceptances.configuration(acceptance);
  const paths = before ? changesBetween(before, now).map(({ path }) => path) : [];
  const alerting = new Alerting({ dir, config, clock, logger });
  await alerting.raise('configuration-changed', { settings: paths.length }, `configuration ${acceptance.at} ${digest}`);
  await alerting.deliver();
  throw new Fault(
    'denied',
    'access/configuration-changed',
    'the configuration is not the one that was accepted; nothing was done',
    { changed: paths },
    { hint: 'see `kimitsu access status`; a privileged operator accepts it with `kimitsu access accept`' },
  );
}

/** @throws {Fault} integrity `access/register-missing`, `access/register-altered` */
export async function assertRegister({ register }: Entrance, acceptance: Acceptance): Promise<void> {
  if (!(await register.exists())) {
    const hint = 'restore access/accounts.json; enrolling begins anew only in a new workspace';
    throw new Fault('integrity', 'access/register-missing', 'the register of identities is missing', {}, { hint });
  }
  if (!holdsFor(acceptance, registerDigest(await register.read()))) throw registerAltered();
}

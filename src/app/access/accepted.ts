import { registerDigest } from '../../adapters/local/accounts/account-file.js';
import { Fault } from '../../base/fault.js';
import { type Acceptance, type HeldAcceptance, holdsFor, registerAltered } from './acceptances.js';
import { acceptedAlerting } from './accepted-alerting.js';
import { changesBetween, configurationDigest } from './bound-configuration.js';
import type { Admit, Entrance } from './entrance.js';

const REFUSED = 'access.configuration-refused';

/** What changes nothing and helps to find out what is wrong. */
export const anyone: Admit = async ({ actor }) => ({ actor, looking: true });

/** For jobs: nobody has to be there, but the configuration must be the one that was accepted. */
export const acceptedOnly: Admit = async (entrance) => {
  const acceptance = await latestAcceptance(entrance);
  if (acceptance) await assertConfiguration(entrance, acceptance);
  return { actor: entrance.actor };
};

/** Nobody can say what was accepted. */
const UNPROVEN = new Set(['access/acceptance-invalid', 'config/other-service', 'signing-key/missing']);

type Looked = Omit<Entrance, 'keys' | 'register'>;

/**
 * The last acceptance. One that does not hold is written down: an edited name of the service or folder of keys must not
 * go unnoticed either. Nobody can say then whom to tell, so the alert waits.
 *
 * @throws {Fault} integrity `access/acceptance-invalid`; usage `config/other-service`
 */
export function latestAcceptance(entrance: Looked): Promise<HeldAcceptance | undefined> {
  return noting(entrance, () => entrance.acceptances.latest());
}

async function noting<T>(entrance: Looked, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault && UNPROVEN.has(error.code))) throw error;
    const digest = configurationDigest(entrance.bound);
    const { alerting } = await acceptedAlerting(entrance);
    await alerting.raise('configuration-changed', { settings: 0 }, `configuration unknown ${digest}`);
    await noteOnce(entrance, { digest, settings: null, acceptedAt: null });
    throw error;
  }
}

/**
 * B2-3-1: an edited configuration counts only once somebody privileged has accepted it, and the key that signs is its own.
 * @throws {Fault} denied `access/configuration-changed`; integrity `access/acceptance-invalid`, `signing-key/missing`
 */
export async function assertConfiguration(entrance: Looked, acceptance: HeldAcceptance): Promise<void> {
  const { bound: now, acceptances } = entrance;
  const digest = configurationDigest(now);
  if (digest === acceptance.configuration) {
    await noting(entrance, () => acceptances.assertKey(acceptance));
    return;
  }
  const before = await acceptances.configuration(acceptance);
  const paths = before ? changesBetween(before, now).map(({ path }) => path) : [];
  const { alerting } = await acceptedAlerting(entrance);
  await alerting.raise('configuration-changed', { settings: paths.length }, `configuration ${acceptance.at} ${digest}`);
  await noteOnce(entrance, { digest, settings: before ? paths.length : null, acceptedAt: acceptance.at });
  await alerting.deliver();
  throw new Fault(
    'denied',
    'access/configuration-changed',
    'the configuration is not the one that was accepted; nothing was done',
    { changed: paths },
    { hint: 'see `kimitsu access status`; a privileged operator accepts it with `kimitsu access accept`' },
  );
}

/** Whatever becomes of alerts, the audit log says once of each edit that it was refused. */
async function noteOnce(
  { catalog, actor }: Pick<Entrance, 'catalog' | 'actor'>,
  edit: { digest: string; settings: number | null; acceptedAt: string | null },
): Promise<void> {
  for await (const { detail } of catalog.auditOf(REFUSED)) {
    const noted = (detail ?? {}) as Partial<typeof edit>;
    if (noted.digest === edit.digest && noted.acceptedAt === edit.acceptedAt) return;
  }
  await catalog.appendAudit([{ actor, action: REFUSED, subject: 'workspace', detail: edit }]);
}

/** @throws {Fault} integrity `access/register-missing`, `access/register-altered` */
export async function assertRegister({ register }: Entrance, acceptance: Acceptance): Promise<void> {
  if (!(await register.exists())) {
    const hint = 'restore access/accounts.json; enrolling begins anew only in a new workspace';
    throw new Fault('integrity', 'access/register-missing', 'the register of identities is missing', {}, { hint });
  }
  if (!holdsFor(acceptance, registerDigest(await register.read()))) throw registerAltered();
}

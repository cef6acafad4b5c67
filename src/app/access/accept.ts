import { resolve } from 'node:path';
import { registerDigest } from '../../adapters/local/accounts/account-file.js';
import { Fault } from '../../base/fault.js';
import type { Signer } from '../../certify/jws.js';
import { Config } from '../../config/schema.js';
import type { AccountDisposalRecord } from '../../dispose/account-disposal.js';
import { openSigner } from '../services.js';
import type { Workspace } from '../workspace.js';
import { holdsFor } from './acceptances.js';
import { changesBetween, configurationDigest, type SettingChange } from './bound-configuration.js';
import { registerOf } from './enroll.js';

export interface AccessStatus {
  /** Somebody has been enrolled: identities are asked for. */
  enrolled: boolean;
  configuration: 'accepted' | 'changed' | 'not-bound';
  /** Undefined where there is no unaltered copy to compare with. */
  changes: SettingChange[] | undefined;
  register: 'accepted' | 'altered' | 'missing' | 'not-bound';
  acceptedAt: string | undefined;
  /** When a signing key took the place of another without that one's word. */
  keyReplacedAt: string | undefined;
  /** Active accounts by what they can show. */
  withSecondFactor: number;
  privilegedWithSecondFactor: number;
  /** The accounts of the service are being disposed of, or were: nobody new is to be enrolled. */
  disposing: boolean;
}

/** How configuration and roles stand to what was accepted last. */
export async function accessStatus(workspace: Workspace): Promise<AccessStatus> {
  const { access, bound } = workspace;
  const file = registerOf(workspace);
  const accounts = await file.read();
  const withFactor = accounts.filter(({ status, factor }) => status === 'active' && factor !== undefined);
  const counts = {
    withSecondFactor: withFactor.length,
    privilegedWithSecondFactor: withFactor.filter(({ roles }) => roles.includes('privileged-operator')).length,
    disposing: await isDisposing(workspace),
  };
  const acceptance = await access.latest();
  if (!acceptance)
    return {
      enrolled: false,
      configuration: 'not-bound',
      changes: [],
      register: 'not-bound',
      acceptedAt: undefined,
      keyReplacedAt: undefined,
      ...counts,
    };
  const copy = await access.configuration(acceptance);
  return {
    enrolled: true,
    configuration: configurationDigest(bound) === acceptance.configuration ? 'accepted' : 'changed',
    changes: copy && changesBetween(copy, bound),
    register: !(await file.exists())
      ? 'missing'
      : holdsFor(acceptance, registerDigest(accounts))
        ? 'accepted'
        : 'altered',
    acceptedAt: acceptance.at,
    keyReplacedAt: acceptance.keyReplacedAt,
    ...counts,
  };
}

async function isDisposing({ ports }: Workspace): Promise<boolean> {
  const records = await ports.catalog.documents('account-disposal');
  return records.some(({ body }) =>
    (body as unknown as AccountDisposalRecord).accounts.some(({ state }) => state !== 'planned'),
  );
}

/** B2-3-1: accepts the configuration as it is now. @returns what is different from the one accepted before */
export async function acceptConfiguration(
  workspace: Workspace,
  { newKey = false }: { newKey?: boolean } = {},
): Promise<SettingChange[] | undefined> {
  const { changes } = await accessStatus(workspace);
  const { access, bound } = workspace;
  const former = (): Promise<Signer | undefined> => formerSigner(workspace);
  await access.accept(bound, registerDigest(await registerOf(workspace).read()), { former, newKey });
  return changes;
}

/** The signing key of the configuration that was accepted last, as far as it can be reached. */
async function formerSigner({ access, dir }: Workspace): Promise<Signer | undefined> {
  const latest = await access.latest();
  const former = latest && Config.safeParse((await access.configuration(latest))?.settings).data;
  if (!former) return undefined;
  try {
    return await openSigner(former, resolve(dir, former.keys.folder), { mustExist: true });
  } catch (error) {
    if (error instanceof Fault && error.kind !== 'bug') return undefined;
    throw error;
  }
}

import { registerDigest } from '../../adapters/local/accounts/account-file.js';
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
  /** Active accounts by what they can show. */
  withSecondFactor: number;
  privilegedWithSecondFactor: number;
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
  };
  const acceptance = await access.latest();
  if (!acceptance)
    return {
      enrolled: false,
      configuration: 'not-bound',
      changes: [],
      register: 'not-bound',
      acceptedAt: undefined,
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
    ...counts,
  };
}

/** B2-3-1: accepts the configuration as it is now. @returns what is different from the one accepted before */
export async function acceptConfiguration(workspace: Workspace): Promise<SettingChange[] | undefined> {
  const { changes } = await accessStatus(workspace);
  const { access, bound } = workspace;
  await access.accept(bound, registerDigest(await registerOf(workspace).read()));
  return changes;
}

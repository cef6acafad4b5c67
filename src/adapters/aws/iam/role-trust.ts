import { ListInstanceProfilesForRoleCommand } from '@aws-sdk/client-iam';
import type { Credential } from '../../../ports/account-directory.js';
import type { IamCalls } from './iam-calls.js';
import type { Principal } from './principal.js';

/** Who may take the role on: its trust policy, and every instance profile that hands it to machines. */
export async function roleTrust(
  calls: IamCalls,
  { name, accountId, described }: Extract<Principal, { type: 'role' }>,
): Promise<Credential[]> {
  const trusted = trustedBy(described.AssumeRolePolicyDocument);
  const status = trusted.length > 0 ? 'active' : 'disabled';
  const trust: Credential = {
    id: accountId,
    kind: 'role-trust',
    status,
    createdAt: described.CreateDate?.toISOString(),
    lastUsedAt: described.RoleLastUsed?.LastUsedDate?.toISOString(),
    trusted,
  };
  const profiles = await profilesOf(calls, name);
  return [
    trust,
    ...profiles.map(
      ({ InstanceProfileId = '', CreateDate }): Credential => ({
        id: InstanceProfileId,
        kind: 'role-trust',
        status,
        createdAt: CreateDate?.toISOString(),
        lastUsedAt: undefined,
      }),
    ),
  ];
}

export function profilesOf(calls: IamCalls, name: string) {
  return calls.all(
    (iam, page) => iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: name, ...page })),
    (page) => page.InstanceProfiles,
  );
}

interface Statement {
  Effect?: unknown;
  Principal?: unknown;
  NotPrincipal?: unknown;
}

/**
 * Whom a trust policy lets in, sorted, each once: `Service ec2.amazonaws.com`, `AWS arn:…`, `Federated …`, and `*` for
 * anybody. Conditions narrow it down further and are not looked at.
 *
 * @param document - URL-encoded JSON, as IAM gives it. What is not there or cannot be read may let anybody in
 */
export function trustedBy(document: string | undefined): string[] {
  try {
    const { Statement: given } = JSON.parse(decodeURIComponent(document ?? '')) as {
      Statement?: Statement | Statement[];
    };
    if (typeof given !== 'object' || given === null) return [ANYBODY];
    return [...new Set([given].flat().flatMap(letIn))].sort();
  } catch {
    return [ANYBODY];
  }
}

const ANYBODY = '*';

function letIn({ Effect, Principal: named, NotPrincipal }: Statement): string[] {
  if (Effect === 'Deny') return [];
  if (NotPrincipal !== undefined || typeof named !== 'object' || named === null) return [ANYBODY];
  return Object.entries(named).flatMap(([type, names]) =>
    [names].flat().map((name) => (name === ANYBODY && type === 'AWS' ? ANYBODY : `${type} ${String(name)}`)),
  );
}

import type { AwsConnection } from '../../adapters/aws/connection.js';
import type { LocalAccount } from '../../adapters/local/accounts/account-file.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { type Approval, approvalOf, callerApproval } from '../../config/approved-services.js';
import type { Config } from '../../config/schema.js';
import type { Catalog } from '../../ports/catalog.js';
import type { KeyService } from '../../ports/key-service.js';
import { openServices } from '../services.js';
import type { Acceptance } from './acceptances.js';
import { acceptedConfig } from './accepted-config.js';
import type { Entrance } from './entrance.js';
import { openSecret } from './factor-key.js';
import { countedCode, proveCode, replayed } from './prove.js';

export interface Proof {
  means: 'totp' | 'recovery-code' | 'aws-mfa';
  /** ARN, where AWS has said who calls. */
  caller?: string;
  /** Time step, or position of the recovery code: with it the audit log remembers what was used. */
  mark?: number;
}

/**
 * Whether the audit log knows the code as used, since the account was enrolled: an older file of accounts that was put
 * back does not.
 */
async function wasGranted(catalog: Catalog, accountId: string, { means, mark = 0 }: Proof): Promise<boolean> {
  let since = 0;
  for await (const { subject, seq, detail } of catalog.auditOf('access.enrolled'))
    if (subject === accountId) {
      // The first code was used up by the enrolment itself.
      const { mark: first } = (detail ?? {}) as { mark?: unknown };
      if (means === 'totp' && typeof first === 'number' && first >= mark) return true;
      since = seq;
      break;
    }
  for await (const { subject, seq, detail } of catalog.auditOf('access.granted')) {
    if (seq < since) return false;
    const used = (detail ?? {}) as { factor?: unknown; mark?: unknown };
    if (subject !== accountId || used.factor !== means || typeof used.mark !== 'number') continue;
    if (means === 'totp' ? used.mark >= mark : used.mark === mark) return true;
  }
  return false;
}

/**
 * Proves the second factor of an account. The services that are asked are those of the accepted configuration: an edited
 * one must not name the service that lets it pass.
 *
 * @throws {Fault} denied `access/wrong-code`, `access/code-replayed`, `access/locked`, `access/other-caller`
 */
export async function proveFactor(
  entrance: Entrance,
  acceptance: Acceptance,
  { accountId, factor }: LocalAccount,
  code: string,
): Promise<Proof> {
  const { register: file, clock, catalog, config } = entrance;
  const given = code.normalize('NFKC').replace(/\s/g, '');
  const isSixDigits = /^\d{6}$/.test(given);
  const accepted = await knownConfig(entrance, acceptance);
  if (factor?.type === 'aws-mfa' && isSixDigits) {
    const { serial, caller } = factor;
    const { proveMfa } = await import('../../adapters/aws/mfa.js');
    const connection = stsConnection(accepted);
    await countedCode({ file, clock, catalog }, accountId, () => proveMfa(connection, { caller, serial, code: given }));
    return { means: 'aws-mfa', caller };
  }
  let secret: string | undefined;
  if (factor?.type === 'totp' && isSixDigits) {
    const keys = await keysOf(entrance, accepted);
    secret = await openSecret({ service: config.service.id, keys }, accountId, factor);
  }
  const proof = await proveCode({ file, clock, catalog }, accountId, given, secret);
  if (await wasGranted(catalog, accountId, proof)) throw replayed();
  return proof;
}

/**
 * The STS that checks codes: where records or keys lie at the provider, the one that is asked anyway.
 * @throws {Fault} denied `services/not-approved` where none stands in the register of services
 */
export function stsConnection(config: Config): AwsConnection {
  const approval = callerApproval(config) ?? anySts(config);
  return { region: approval.region, endpoint: approval.endpoint, approved: approval };
}

function anySts({ approvedServices }: Config): Approval {
  const line = approvedServices.find(({ service }) => service === 'sts');
  return approvalOf(approvedServices, { service: 'sts', region: line?.region ?? '', endpoint: line?.endpoint });
}

async function knownConfig(entrance: Entrance, acceptance: Acceptance): Promise<Config> {
  const accepted = await acceptedConfig(entrance, acceptance);
  if (accepted) return accepted;
  const hint = 'put kimitsu.yaml back to what was accepted, then change it again';
  const message = 'there is no copy of the accepted configuration, and the present one is another';
  throw new Fault('integrity', 'access/copy-missing', message, {}, { hint });
}

async function keysOf({ dir, config, keys, clock }: Entrance, accepted: Config): Promise<KeyService> {
  const services = (one: Config) => canonicalJson([one.keys, one.approvedServices]);
  if (services(config) === services(accepted)) return keys;
  return (await openServices(dir, accepted, clock)).keys;
}

import type { AwsConnection } from '../../adapters/aws/connection.js';
import type { LocalAccount } from '../../adapters/local/accounts/account-file.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { type Approval, approvalOf, callerApproval } from '../../config/approved-services.js';
import { Config } from '../../config/schema.js';
import type { KeyService } from '../../ports/key-service.js';
import { openServices } from '../services.js';
import type { Acceptance } from './acceptances.js';
import type { Entrance } from './entrance.js';
import { openSecret } from './factor-key.js';
import { countedCode, proveCode } from './prove.js';

export interface Proof {
  means: 'totp' | 'recovery-code' | 'aws-mfa';
  /** ARN, where AWS has said who calls. */
  caller?: string;
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
  const { register: file, clock, config } = entrance;
  const given = code.normalize('NFKC').replace(/\s/g, '');
  const isSixDigits = /^\d{6}$/.test(given);
  const accepted = await acceptedConfig(entrance, acceptance);
  if (factor?.type === 'aws-mfa' && isSixDigits) {
    const { serial, caller } = factor;
    const { proveMfa } = await import('../../adapters/aws/mfa.js');
    const connection = stsConnection(accepted);
    await countedCode({ file, clock }, accountId, () => proveMfa(connection, { caller, serial, code: given }));
    return { means: 'aws-mfa', caller };
  }
  let secret: string | undefined;
  if (factor?.type === 'totp' && isSixDigits) {
    const keys = await keysOf(entrance, accepted);
    secret = await openSecret({ service: config.service.id, keys }, accountId, factor);
  }
  return { means: await proveCode({ file, clock }, accountId, given, secret) };
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

async function acceptedConfig({ acceptances, config }: Entrance, acceptance: Acceptance): Promise<Config> {
  const bound = await acceptances.configuration(acceptance);
  const parsed = Config.safeParse(bound?.settings);
  return parsed.success ? parsed.data : config;
}

async function keysOf({ dir, config, keys, clock }: Entrance, accepted: Config): Promise<KeyService> {
  const services = (one: Config) => canonicalJson([one.keys, one.approvedServices]);
  if (services(config) === services(accepted)) return keys;
  return (await openServices(dir, accepted, clock)).keys;
}

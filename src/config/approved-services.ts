import { Fault } from '../base/fault.js';
import type { Config } from './schema.js';
import type { ApprovedService } from './services.js';

/** A service as the adapters are going to call it. */
export interface UsedService {
  service: ApprovedService['service'];
  region: string;
  endpoint?: string | undefined;
  /** What it is used for; the service itself when absent. */
  use?: ApprovedService['use'];
}

/** What the register allows of a service. */
export interface Approval {
  region: string;
  /** Base address, without a slash at its end; requests go nowhere else. */
  endpoint: string;
  account: string;
  /** Of S3 only: the buckets that may be used. */
  buckets?: readonly string[];
}

/**
 * B2-1-2: what the register of approved services says of this one.
 *
 * @throws {Fault} `denied` / `services/not-approved` when it does not stand there
 */
export function approvalOf(register: readonly ApprovedService[], used: UsedService): Approval {
  const endpoint = addressOf(used);
  const lines = register.filter(
    (line) =>
      line.service === used.service &&
      line.region === used.region &&
      addressOf(line) === endpoint &&
      (line.use ?? 'service') === (used.use ?? 'service'),
  );
  const [first] = lines;
  if (!first) throw notApproved({ service: used.service, region: used.region, endpoint });
  const { account } = first;
  if (lines.some((line) => line.account !== account))
    throw notApproved({ service: used.service, region: used.region, accounts: lines.map((line) => line.account) });
  const buckets = used.service === 's3' ? { buckets: lines.flatMap((line) => line.buckets) } : {};
  return { region: used.region, endpoint, account, ...buckets };
}

/** As `approvalOf`, for S3 with every bucket that the configuration names. */
export function storeApproval({ storage, keys, systems, watch, approvedServices }: Config): Approval | undefined {
  const bucketsOfKeys = keys.type === 'kms' && keys.unitKeyBucket !== undefined ? [keys.unitKeyBucket] : [];
  if (storage.type === 'local') return undefined;
  const approval = approvalOf(approvedServices, { service: 's3', ...storage });
  const named = systems.flatMap(({ id, bucket, inventory }) => [
    bucket ?? id,
    ...(inventory ? [inventory.bucket] : []),
  ]);
  const bucketsOfLogs = watch.sources.flatMap(({ bucket }) => bucket ?? []);
  for (const bucket of [...named, ...bucketsOfKeys, ...bucketsOfLogs])
    if (!approval.buckets?.includes(bucket)) throw notApproved({ service: 's3', endpoint: approval.endpoint, bucket });
  return approval;
}

/** For the key service, where it is one of a provider. */
export function keysApproval({ keys, approvedServices }: Config): Approval | undefined {
  return keys.type === 'local' ? undefined : approvalOf(approvedServices, { service: 'kms', ...keys });
}

/**
 * The service that says whose credentials are used. AWS itself is always asked; another provider only if the register
 * names its address.
 */
export function callerApproval({ storage, keys, approvedServices }: Config): Approval | undefined {
  const provider = keys.type === 'kms' ? keys : storage.type === 's3' ? storage : undefined;
  if (!provider) return undefined;
  const line = approvedServices.find(({ service, region }) => service === 'sts' && region === provider.region);
  if (!line && provider.endpoint !== undefined) return undefined;
  return approvalOf(approvedServices, { service: 'sts', region: provider.region, endpoint: line?.endpoint });
}

/** For the key that signs certificates, where it is one of AWS KMS: its region and account are those of its ARN. */
export function signingKeyApproval({ certificates, approvedServices }: Config): Approval | undefined {
  const { signingKey } = certificates;
  if (!signingKey) return undefined;
  const [, , , region = '', account] = signingKey.arn.split(':');
  const approval = approvalOf(approvedServices, { service: 'kms', region, endpoint: signingKey.endpoint });
  if (approval.account !== account) throw notApproved({ service: 'kms', region, account });
  return approval;
}

/** B2-1-2: for the time stamping authority, if one is configured. @throws {Fault} `denied` / `services/not-approved` */
export function assertAuthorityApproved({ certificates, approvedServices }: Config): void {
  const url = certificates.timestampAuthority?.url;
  if (url === undefined) return;
  const { origin } = new URL(url);
  const stands = approvedServices.some(
    ({ service, endpoint }) => service === 'tsa' && endpoint !== undefined && new URL(endpoint).origin === origin,
  );
  if (!stands) throw notApproved({ service: 'tsa', endpoint: origin });
}

/** Base address of a service: that of AWS for the region unless one is given. */
export function addressOf({ service, region, endpoint }: UsedService): string {
  if (endpoint !== undefined) return new URL(endpoint).origin;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return service === 'iam' ? `https://iam.${domain}` : `https://${service}.${region}.${domain}`;
}

function notApproved(detail: Record<string, unknown>): Fault {
  return new Fault(
    'denied',
    'services/not-approved',
    'the service does not stand in the register of approved services',
    detail,
    { hint: 'agree on it with the prefecture, then add it to approvedServices in kimitsu.yaml' },
  );
}

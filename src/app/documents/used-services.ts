import { directoryApproval, type IamAccounts } from '../../config/account-directories.js';
import { addressOf } from '../../config/approved-services.js';
import type { Config } from '../../config/schema.js';
import type { OutsidePlace, RegisteredService, ServiceLine } from '../../documents/agreed/installation.js';

/** B2-1-2: the register as the documents show it. */
export function registeredServices({ approvedServices }: Config): RegisteredService[] {
  return approvedServices.map(({ service, region, endpoint, account, buckets, use, approvedOn, approval }) => ({
    service,
    region,
    endpoint: addressOf({ service, region, endpoint }),
    account,
    buckets: [...buckets].sort(),
    use: use ?? 'service',
    ...(approvedOn === undefined ? {} : { approvedOn }),
    ...(approval === undefined ? {} : { approval }),
  }));
}

/** B2-1-2: every service of a provider that the configuration makes kimitsu call, whether it is approved or not. */
export function usedServices(config: Config): ServiceLine[] {
  const { storage, keys, systems, watch, certificates, accounts, migration } = config;
  const used: ServiceLine[] = [];
  const add = (
    service: ServiceLine['service'],
    { region, endpoint }: { region: string; endpoint?: string | undefined },
    rest: Partial<ServiceLine> = {},
  ): void => {
    const address = addressOf({ service, region, endpoint });
    used.push({ service, region, endpoint: address, account: '', buckets: [], use: 'service', ...rest });
  };
  if (storage.type === 's3') {
    const buckets = [
      ...systems.flatMap(({ id, bucket, inventory }) => [bucket ?? id, ...(inventory ? [inventory.bucket] : [])]),
      ...(keys.type === 'kms' && keys.unitKeyBucket !== undefined ? [keys.unitKeyBucket] : []),
      ...watch.sources.flatMap(({ bucket }) => bucket ?? []),
    ];
    add('s3', storage, { buckets: [...new Set(buckets)].sort() });
  }
  if (keys.type === 'kms') add('kms', keys);
  const provider = keys.type === 'kms' ? keys : storage.type === 's3' ? storage : undefined;
  // As when a command starts: another provider is asked who calls only if the register names where.
  const line = config.approvedServices.find(({ service, region }) => service === 'sts' && region === provider?.region);
  if (provider && (line || provider.endpoint === undefined))
    add('sts', { region: provider.region, endpoint: line?.endpoint });
  for (const directory of accounts.directories) if (directory.type === 'iam') addIam(directory);
  const { signingKey, timestampAuthority } = certificates;
  if (signingKey) {
    const [, , , region = '', account = ''] = signingKey.arn.split(':');
    add('kms', { region, endpoint: signingKey.endpoint }, { account });
  }
  if (timestampAuthority) add('tsa', { region: '', endpoint: new URL(timestampAuthority.url).origin });
  if (migration?.destination.type === 's3')
    add('s3', migration.destination, { buckets: [migration.destination.bucket], use: 'migration' });
  return merged(used);

  function addIam(directory: IamAccounts): void {
    add('iam', directory);
    try {
      const { sts } = directoryApproval(config, directory);
      add('sts', { region: sts.region, endpoint: sts.endpoint });
    } catch {
      // Whose credentials are used is asked for where the directory is; that it is not approved shows as a deviation.
      add('sts', { region: directory.region });
    }
  }
}

/** Where else something goes: contacts by mail and webhook, the catalogue's database. */
export function outsidePlaces({ alerts, catalogue }: Config): OutsidePlace[] {
  const { contacts, smtp } = alerts;
  const host = databaseHost(catalogue);
  return [
    ...contacts.flatMap(({ name, webhook, mail }): OutsidePlace[] => [
      ...(webhook ? [{ kind: 'webhook' as const, address: new URL(webhook.url).origin, contact: name }] : []),
      ...(mail && smtp ? [{ kind: 'mail' as const, address: `${smtp.host}:${smtp.port}`, contact: name }] : []),
    ]),
    ...(host === undefined ? [] : [{ kind: 'database' as const, address: host }]),
  ];
}

/** Host of a PostgreSQL catalogue, without user and password; undefined for a file. */
export function databaseHost(catalogue: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(catalogue) ? new URL(catalogue).host || 'localhost' : undefined;
}

function merged(lines: readonly ServiceLine[]): ServiceLine[] {
  const byPlace = new Map<string, ServiceLine>();
  for (const line of lines) {
    const place = [line.service, line.region, line.endpoint, line.use].join(' ');
    const known = byPlace.get(place);
    if (!known) byPlace.set(place, line);
    else
      byPlace.set(place, {
        ...known,
        account: known.account || line.account,
        buckets: [...new Set([...known.buckets, ...line.buckets])].sort(),
      });
  }
  return [...byPlace.values()];
}

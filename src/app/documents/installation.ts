import { posix } from 'node:path';
import type { Config } from '../../config/schema.js';
import type { RetentionRule } from '../../dispose/retention.js';
import type { Installation } from '../../documents/agreed/installation.js';
import type { OpenDocuments } from './open-documents.js';
import { databaseHost, outsidePlaces, registeredServices, usedServices } from './used-services.js';

/** What the documents tell of this installation, from its configuration alone. */
export function installationOf(
  { dir, config }: Pick<OpenDocuments, 'dir' | 'config'>,
  retention: readonly RetentionRule[],
): Installation {
  const { service, contractor, prefecture, disposal, watch } = config;
  const host = databaseHost(config.catalogue);
  return {
    parties: {
      service: { ...service },
      contractor: {
        name: contractor.name,
        ...(contractor.department === undefined ? {} : { department: contractor.department }),
        responsible: contractor.responsible,
      },
      prefecture: {
        name: prefecture.name,
        ...(prefecture.department === undefined ? {} : { department: prefecture.department }),
      },
    },
    verifier: contractor.verifier,
    command: config.documents.command,
    dir,
    storage: storageOf(config),
    keys: keysOf(config),
    catalogue: host === undefined ? { kind: 'sqlite', file: config.catalogue } : { kind: 'postgres', host },
    signingKey: config.certificates.signingKey ? 'kms' : 'file',
    timestampAuthority: config.certificates.timestampAuthority?.url,
    systems: config.systems.map(({ id, name, access, bucket, prefix }) => ({
      id,
      name,
      access,
      place: placeOf(config, `${bucket ?? id}/${prefix ?? ''}`),
    })),
    register: registeredServices(config),
    used: usedServices(config),
    outside: outsidePlaces(config),
    schedule: config.schedule.map(({ job, cron }) => ({ job, cron })),
    alertContacts: config.alerts.contacts.map(({ id, name, events, mail, webhook }) => ({
      id,
      name,
      events,
      way: webhook ? 'webhook' : 'mail',
      to: mail ?? (webhook ? [new URL(webhook.url).origin] : []),
    })),
    approvers: prefecture.approvers.map(({ id, name }) => ({ id, name })),
    methods: [
      { level: 3, ...disposal.methods.level3, certificate: true },
      { level: 2, ...disposal.methods.level2, certificate: true },
      { level: 1, ...disposal.methods.level1, certificate: true },
    ],
    approvalDays: disposal.approvalDays,
    retention: retention.map(({ kind, kindName, system, systemName, months, basis }) => ({
      kind: kindName ?? kind,
      system: systemName ?? system,
      months,
      basis,
    })),
    watch: { sources: watch.sources.map(({ id }) => id), principals: watch.principals.length },
    migration: migrationOf(config),
    manualAccounts: config.accounts.manual.map(({ id, system }) => ({ id, system })),
    settings: config.documents,
  };
}

function storageOf({ storage }: Config): Installation['storage'] {
  if (storage.type === 'local') return { kind: 'embedded', root: storage.root };
  return { kind: 's3', region: storage.region, endpoint: storage.endpoint };
}

function keysOf({ keys }: Config): Installation['keys'] {
  const { folder, waitingDays, rotationDays, origin } = keys;
  const common = { folder, waitingDays, rotationDays, origin };
  if (keys.type === 'local')
    return {
      ...common,
      kind: 'embedded',
      region: undefined,
      endpoint: undefined,
      unitKeyBucket: undefined,
      administrators: [],
      users: [],
    };
  const { region, endpoint, unitKeyBucket, administrators, users } = keys;
  return { ...common, kind: 'kms', region, endpoint, unitKeyBucket, administrators, users };
}

function placeOf({ storage }: Config, place: string): string {
  return storage.type === 's3' ? place : posix.normalize(`${storage.root}/${place}`);
}

function migrationOf({ migration }: Config): Installation['migration'] {
  if (!migration) return undefined;
  const { receiver, form, destination, protection } = migration;
  return {
    receiver: receiver.name,
    form,
    place:
      destination.type === 'folder' ? destination.folder : `s3://${destination.bucket}/${destination.prefix ?? ''}`,
    protection: protection.type,
  };
}

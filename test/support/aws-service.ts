import { parseDocument } from 'yaml';
import { BLANK, configTemplate } from '../../src/config/template.js';

export interface AwsServiceOptions {
  endpoint: string;
  /** Bucket (and prefix) of each system. */
  places: Record<string, { bucket: string; prefix?: string; access?: 'archive' | 'live' }>;
  account?: string;
  approvers?: { id: string; name: string; publicKey: string }[];
}

export const REGION = 'ap-northeast-1';

/** kimitsu.yaml of a service whose records are in S3 and whose keys are in KMS, both at `endpoint`. */
export function awsConfig({ endpoint, places, account = '123456789012', approvers = [] }: AwsServiceOptions): string {
  const document = parseDocument(configTemplate('test-centre').replaceAll(BLANK, '（試験用）'));
  const buckets = [...new Set(Object.values(places).map(({ bucket }) => bucket))];
  const set = (name: string, value: unknown) => document.set(name, document.createNode(value));
  set('storage', { type: 's3', region: REGION, endpoint, forcePathStyle: true });
  set('keys', { type: 'kms', region: REGION, endpoint, waitingDays: 7 });
  set('approvedServices', [
    { service: 's3', region: REGION, endpoint, account, buckets },
    { service: 'kms', region: REGION, endpoint, account },
    { service: 'sts', region: REGION, endpoint, account },
  ]);
  document.setIn(['prefecture', 'approvers'], document.createNode(approvers));
  const systems = document.toJS().systems as { id: string }[];
  set(
    'systems',
    systems.filter(({ id }) => places[id]).map((system) => ({ ...system, ...places[system.id] })),
  );
  return document.toString();
}

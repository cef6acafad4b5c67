import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/base/fault.js';
import {
  assertAuthorityApproved,
  callerApproval,
  keysApproval,
  signingKeyApproval,
  storeApproval,
} from '../../src/config/approved-services.js';
import { type ConfigMistake, parseConfig } from '../../src/config/load.js';
import type { Config } from '../../src/config/schema.js';
import { configTemplate } from '../../src/config/template.js';
import { awsConfig, REGION } from '../support/aws-service.js';

const ENDPOINT = 'https://objects.example.jp';
const config = parseConfig(awsConfig({ endpoint: ENDPOINT, places: { pbx: { bucket: 'calls' } } }));
const withChange = (change: (copy: Config) => void): Config => {
  const copy = structuredClone(config);
  change(copy);
  return copy;
};
const LINE = { service: 's3', region: REGION, account: '123456789012', buckets: ['calls'] } as const;

describe('B2-1-2: the register of approved services', () => {
  it('allows what stands in it', () => {
    expect(storeApproval(config)).toEqual({
      region: REGION,
      endpoint: ENDPOINT,
      account: '123456789012',
      buckets: ['calls'],
    });
    expect(keysApproval(config)).toEqual({ region: REGION, endpoint: ENDPOINT, account: '123456789012' });
    expect(callerApproval(config)?.endpoint).toBe(ENDPOINT);
  });

  it.each<[string, (copy: Config) => void]>([
    ['an empty register', (copy) => Object.assign(copy, { approvedServices: [] })],
    ['another region', (copy) => Object.assign(copy.storage, { region: 'us-east-1' })],
    ['another address', (copy) => Object.assign(copy.storage, { endpoint: 'https://elsewhere.example.jp' })],
    ['AWS itself instead of the address', (copy) => Object.assign(copy.storage, { endpoint: undefined })],
    ['a bucket more', (copy) => void copy.systems.push({ ...copy.systems[0]!, id: 'other', bucket: 'others' })],
    ['the folder name of a system as bucket', (copy) => Object.assign(copy.systems[0]!, { bucket: undefined })],
    [
      'a bucket of inventory reports',
      (copy) => Object.assign(copy.systems[0]!, { inventory: { bucket: 'reports', prefix: 'x' } }),
    ],
    ['a bucket for unit keys', (copy) => Object.assign(copy.keys, { unitKeyBucket: 'unit-keys' })],
    [
      'two accounts for one service',
      (copy) => void copy.approvedServices.push({ ...copy.approvedServices[0]!, account: '999999999999' }),
    ],
  ])('refuses %s', (_, change) => {
    expect(() => storeApproval(withChange(change))).toThrow(
      expect.objectContaining({ kind: 'denied', code: 'services/not-approved' }),
    );
  });

  it('knows the addresses of AWS, so that a line for AWS allows nothing else', () => {
    const aws = withChange((copy) => {
      Object.assign(copy.storage, { endpoint: undefined });
      copy.approvedServices = [{ ...LINE, buckets: ['calls'] }];
    });
    expect(storeApproval(aws)?.endpoint).toBe('https://s3.ap-northeast-1.amazonaws.com');
    expect(() => keysApproval(withChange((copy) => Object.assign(copy, { approvedServices: [LINE] })))).toThrow();
  });

  it('of AWS the caller is always asked for', () => {
    const aws = withChange((copy) => {
      Object.assign(copy.keys, { endpoint: undefined });
      copy.approvedServices = copy.approvedServices.filter(({ service }) => service !== 'sts');
    });
    expect(() => callerApproval(aws)).toThrow(expect.objectContaining({ code: 'services/not-approved' }));
    const other = withChange((copy) => {
      copy.approvedServices = copy.approvedServices.filter(({ service }) => service !== 'sts');
    });
    expect(callerApproval(other)).toBeUndefined();
  });

  it('asks nothing of the embedded default', () => {
    const local = withChange((copy) => {
      copy.storage = { type: 'local', root: 'data' };
      copy.keys = { type: 'local', folder: 'keys', waitingDays: 30, rotationDays: 365, origin: 'AWS_KMS' };
      copy.approvedServices = [];
    });
    expect([storeApproval(local), keysApproval(local), callerApproval(local)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('B2-1-2: a time stamping authority and a signing key', () => {
  const ARN = 'arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555';
  const withAuthority = (endpoint: string | undefined) =>
    withChange((copy) => {
      copy.certificates.timestampAuthority = { url: 'https://tsa.example.jp/tsa', certificate: 'tsa.pem' };
      if (endpoint) copy.approvedServices.push({ service: 'tsa', region: '', account: '', endpoint, buckets: [] });
    });

  it('is asked only when its address stands in the register', () => {
    expect(() => assertAuthorityApproved(withAuthority('https://tsa.example.jp/'))).not.toThrow();
    for (const other of [undefined, 'https://other.example.jp', 'http://tsa.example.jp', 'https://tsa.example.jp:8443'])
      expect(() => assertAuthorityApproved(withAuthority(other))).toThrow(
        expect.objectContaining({ code: 'services/not-approved' }),
      );
  });

  it('signs only in a region and an account that stand there', () => {
    const signing = (arn: string) =>
      withChange((copy) => {
        copy.certificates.signingKey = { type: 'kms', arn };
        copy.approvedServices = [{ service: 'kms', region: 'ap-northeast-1', account: '123456789012', buckets: [] }];
      });
    expect(signingKeyApproval(signing(ARN))).toMatchObject({ account: '123456789012', region: 'ap-northeast-1' });
    for (const other of [ARN.replace('ap-northeast-1', 'us-east-1'), ARN.replace('123456789012', '999999999999')])
      expect(() => signingKeyApproval(signing(other))).toThrow(
        expect.objectContaining({ code: 'services/not-approved' }),
      );
  });

  it.each([
    ['- service: tsa', 'approvedServices.0.endpoint'],
    ['- service: kms\n    account: "123456789012"', 'approvedServices.0.region'],
    ['- service: kms\n    region: ap-northeast-1', 'approvedServices.0.account'],
  ])('tells what the line "%s" lacks', (line, path) => {
    const yaml = `${configTemplate('demo').replace(/^approvedServices:.*\n/m, '')}\napprovedServices:\n  ${line}\n`;
    try {
      parseConfig(yaml);
      expect.fail('accepted');
    } catch (error) {
      const mistakes = (error as Fault).detail.mistakes as ConfigMistake[];
      expect(mistakes).toEqual([expect.objectContaining({ path })]);
      expect(mistakes[0]!.messageJa).toBe('必要な項目がありません');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Fault } from '../../src/base/fault.js';
import { type ConfigMistake, parseConfig } from '../../src/config/load.js';
import { destinationApproval } from '../../src/config/migration.js';
import { configTemplate } from '../../src/config/template.js';

const FOLDER = { type: 'folder', folder: '/mnt/handover' };
const BUCKET = { type: 's3', region: 'ap-northeast-1', bucket: 'receiver-handover', prefix: '2026/' };
const KMS = { type: 'kms', keyArn: 'arn:aws:kms:ap-northeast-1:210987654321:key/1234abcd-12ab-34cd-56ef-1234567890ab' };
const receiver = { name: '次期受託者', contact: '06-0000-0000', publicKey: 'receiver.pub.pem' };

function parsed(change: object, approvedServices: object[] = []) {
  return parseConfig(
    `${configTemplate('test').replace('approvedServices: []\n', '')}${stringify({ migration: { receiver, destination: FOLDER, ...change }, approvedServices })}`,
  );
}

function mistakes(change: object): string[] {
  try {
    parsed(change);
  } catch (error) {
    if (error instanceof Fault) return (error.detail.mistakes as ConfigMistake[]).map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('the migration block', () => {
  it('is not needed', () => expect(parseConfig(configTemplate('test')).migration).toBeUndefined());

  it.each`
    change                                                              | wrong                                 | why
    ${{}}                                                               | ${[]}                                 | ${'a folder, decrypted'}
    ${{ form: 'copy', destination: BUCKET, protection: KMS }}           | ${[]}                                 | ${'a bucket under the key of the receiver'}
    ${{ protection: { type: 'raw-rsa', publicKey: 'rsa.pub.pem' } }}    | ${[]}                                 | ${'encrypted for the receiver'}
    ${{ destination: BUCKET }}                                          | ${['migration.destination.type']}     | ${'packages in a bucket are copies'}
    ${{ form: 'copy' }}                                                 | ${['migration.destination.type']}     | ${'copies go to a bucket'}
    ${{ protection: KMS }}                                              | ${['migration.protection.type']}      | ${'a folder has no KMS key'}
    ${{ protection: { type: 'kms', keyArn: 'alias/x' }, form: 'copy' }} | ${['migration.protection.keyArn']}    | ${'an alias can be pointed elsewhere'}
    ${{ protection: { type: 'raw-rsa' } }}                              | ${['migration.protection.publicKey']} | ${'no key'}
    ${{ destination: { ...BUCKET, prefix: '../x/' }, form: 'copy' }}    | ${['migration.destination.prefix']}   | ${'leads out of where it is unpacked'}
    ${{ destination: { ...BUCKET, prefix: 'x' }, form: 'copy' }}        | ${['migration.destination.prefix']}   | ${'a folder ends with a slash'}
    ${{ schedule: { from: '2026-05-01', until: '2026-04-01' } }}        | ${['migration.schedule.until']}       | ${'ends before it begins'}
    ${{ schedule: { from: 'soon' } }}                                   | ${['migration.schedule.from']}        | ${'no day'}
    ${{ receiver: { ...receiver, mail: 'x' } }}                         | ${['migration.receiver.mail']}        | ${'an unknown name'}
  `('$change has $wrong.length mistake(s): $why', ({ change, wrong }) => expect(mistakes(change)).toEqual(wrong));
});

describe('B2-1-2: the destination is an approved service', () => {
  const line = { service: 's3', region: 'ap-northeast-1', account: '210987654321', buckets: ['receiver-handover'] };
  const approval = (...lines: object[]) => {
    const { migration, approvedServices } = parsed({ form: 'copy', destination: BUCKET }, lines);
    return migration && destinationApproval(migration, approvedServices);
  };

  it('in an account of its own, beside that of the service', () => {
    const own = { service: 's3', region: 'ap-northeast-1', account: '123456789012', buckets: ['pbx'] };
    expect(approval(own, { ...line, use: 'migration' })).toMatchObject({
      account: '210987654321',
      buckets: ['receiver-handover'],
    });
  });

  it.each`
    lines                                                         | why
    ${[]}                                                         | ${'nothing is registered'}
    ${[line]}                                                     | ${'registered for the service, not for a migration'}
    ${[{ ...line, use: 'migration', buckets: ['other-bucket'] }]} | ${'another bucket'}
    ${[{ ...line, use: 'migration', region: 'us-east-1' }]}       | ${'another region'}
  `('refuses it when $why', ({ lines }) => {
    expect(() => approval(...lines)).toThrow(expect.objectContaining({ code: 'services/not-approved' }));
  });

  it('a folder needs none', () => {
    const { migration } = parsed({});
    expect(migration && destinationApproval(migration, [])).toBeUndefined();
  });
});

import { CreateAliasCommand, CreateKeyCommand, DescribeKeyCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KmsKeyService } from '../../src/adapters/aws/kms/kms-key-service.js';
import type { KeyDescription } from '../../src/ports/key-service.js';
import { FaultyProxy, type Seen } from './faulty-proxy.js';
import { CONNECTION, kmsClient, reset } from './server.js';

const direct = kmsClient();
const proxy = new FaultyProxy(CONNECTION.endpoint ?? '');
let keys: KmsKeyService;

beforeAll(async () => {
  // Two attempts: enough to see a retry, without the pauses of four.
  keys = new KmsKeyService({ client: kmsClient({ endpoint: await proxy.start(), maxAttempts: 2 }) });
});
afterAll(() => proxy.stop());

beforeEach(async () => {
  proxy.rule = () => undefined;
  await reset();
  proxy.seen.length = 0;
});

const listed = async () => {
  const list: KeyDescription[] = [];
  for await (const key of keys.listKeys()) list.push(key);
  return list;
};

describe('keys', () => {
  const isCall = (operation: string) => (seen: Seen) => seen.headers['x-amz-target'] === `TrentService.${operation}`;
  const refusing = (operation: string, name: string, status = 400) => {
    const fault = {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ __type: name, message: 'm' }),
    };
    proxy.rule = (seen) => (isCall(operation)(seen) ? fault : undefined);
  };
  const create = () => keys.createKey({ alias: 'alias/test/3', description: 'd', tags: { service: 'test' } });

  it.each`
    name                            | status | fault
    ${'DisabledException'}          | ${400} | ${{ kind: 'denied', code: 'keys/disabled' }}
    ${'IncorrectKeyException'}      | ${400} | ${{ kind: 'integrity', code: 'keys/wrong-ciphertext' }}
    ${'InvalidCiphertextException'} | ${400} | ${{ kind: 'integrity', code: 'keys/wrong-ciphertext' }}
    ${'NotFoundException'}          | ${400} | ${{ kind: 'usage', code: 'keys/not-found' }}
    ${'AccessDeniedException'}      | ${400} | ${{ kind: 'denied', code: 'keys/access-denied' }}
    ${'ExpiredTokenException'}      | ${400} | ${{ kind: 'denied', code: 'keys/access-denied', hint: expect.stringMatching(/credentials/) }}
    ${'ThrottlingException'}        | ${400} | ${{ kind: 'unavailable', code: 'keys/unavailable', hint: expect.stringMatching(/fewer/) }}
    ${'KMSInternalException'}       | ${500} | ${{ kind: 'unavailable', code: 'keys/unavailable' }}
    ${'KeyUnavailableException'}    | ${500} | ${{ kind: 'unavailable', code: 'keys/unavailable' }}
    ${'KMSInvalidStateException'}   | ${400} | ${{ kind: 'conflict', code: 'keys/invalid-state', detail: expect.objectContaining({ state: 'Enabled' }) }}
  `('$name is $fault.code', async ({ name, status, fault }) => {
    const { keyId } = await create();
    const sealed = await keys.encrypt(keyId, Buffer.from('x'), {});
    refusing('Decrypt', name, status);
    await expect(keys.decrypt(keyId, sealed, {})).rejects.toMatchObject(fault);
  });

  it('a wrong state is told by the state the key is in', async () => {
    const { keyId } = await create();
    await keys.scheduleKeyDeletion(keyId, 7);
    refusing('Encrypt', 'KMSInvalidStateException');
    await expect(keys.encrypt(keyId, Buffer.from('x'), {})).rejects.toMatchObject({
      kind: 'denied',
      code: 'keys/pending-deletion',
    });
  });

  it('encrypts 1 to 4096 bytes, as KMS does', async () => {
    const { keyId } = await create();
    const calls = proxy.seen.length;
    await expect(keys.encrypt(keyId, Buffer.alloc(0), {})).rejects.toMatchObject({ code: 'keys/nothing-to-encrypt' });
    await expect(keys.encrypt(keyId, Buffer.alloc(4097), {})).rejects.toMatchObject({ code: 'keys/too-large' });
    expect(proxy.seen).toHaveLength(calls);
  });

  it('refuses multi-Region keys, by id and by alias, and lists none', async () => {
    const { KeyMetadata: replicated } = await direct.send(new CreateKeyCommand({ MultiRegion: true }));
    const { Arn = '', KeyId = '' } = replicated ?? {};
    await direct.send(new CreateAliasCommand({ AliasName: 'alias/replicated', TargetKeyId: KeyId }));
    const refused = { kind: 'denied', code: 'keys/multi-region' };
    for (const name of [Arn, KeyId, 'alias/replicated']) {
      await expect(keys.describeKey(name)).rejects.toMatchObject(refused);
      await expect(keys.encrypt(name, Buffer.from('x'), {})).rejects.toMatchObject(refused);
      await expect(keys.scheduleKeyDeletion(name, 7)).rejects.toMatchObject(refused);
    }
    const { keyId } = await create();
    expect((await listed()).map((key) => key.keyId)).toEqual([keyId]);
  });

  it('whose alias cannot be given do not stay behind', async () => {
    refusing('CreateAlias', 'AlreadyExistsException');
    await expect(create()).rejects.toMatchObject({ kind: 'conflict', code: 'keys/alias-exists' });
    expect((await listed()).map(({ state }) => state)).toEqual(['PendingDeletion']);
  });

  it('are made with description and tags, in one Region', async () => {
    const { keyId } = await create();
    const { KeyMetadata: made } = await direct.send(new DescribeKeyCommand({ KeyId: keyId }));
    expect(made).toMatchObject({ Description: 'd', MultiRegion: false, KeySpec: 'SYMMETRIC_DEFAULT' });
    const { Tags } = await direct.send(new ListResourceTagsCommand({ KeyId: keyId }));
    expect(Tags).toEqual([{ TagKey: 'service', TagValue: 'test' }]);
  });
});

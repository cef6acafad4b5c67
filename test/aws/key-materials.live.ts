import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { GetKeyPolicyCommand, GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyPolicy } from '../../src/adapters/aws/kms/key-policy.js';
import { KmsKeyService } from '../../src/adapters/aws/kms/kms-key-service.js';
import { wrapForImport } from '../../src/protect/import-material.js';
import { FaultyProxy } from './faulty-proxy.js';
import { CONNECTION, kmsClient, reset } from './server.js';

type Entry = Record<string, string | number>;
type Input = Record<string, unknown>;
type Answer = Record<string, unknown> | { error: string };

const direct = kmsClient();
const proxy = new FaultyProxy(CONNECTION.endpoint ?? '');
const sent: { operation: string; input: Input }[] = [];
/** Answers in the place of the server, per operation; the last of several goes on being given. */
let answers: Record<string, Answer[]> = {};
let keys: KmsKeyService;

beforeAll(async () => {
  const client = kmsClient({ endpoint: await proxy.start(), maxAttempts: 2 });
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        sent.push({ operation: String(commandName).replace(/Command$/, ''), input: args.input as Input });
        return next(args);
      },
    { step: 'initialize' },
  );
  keys = new KmsKeyService({ client, pollMilliseconds: 0 });
  proxy.rule = ({ headers }) => {
    const given = answers[String(headers['x-amz-target']).replace('TrentService.', '')];
    const answer = given && given.length > 1 ? given.shift() : given?.[0];
    if (!answer) return undefined;
    const failed = 'error' in answer;
    return {
      status: failed ? 400 : 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(failed ? { __type: answer.error, message: 'm' } : answer),
    };
  };
});
afterAll(() => proxy.stop());

beforeEach(async () => {
  answers = {};
  await reset();
  sent.length = 0;
});

const rotations = (...entries: Entry[]) => ({ Rotations: entries, Truncated: false });
const material = (KeyMaterialId: string, KeyMaterialState: string, more: Entry = {}): Entry => ({
  KeyMaterialId,
  KeyMaterialState,
  ...more,
});
const create = (more: object = {}) =>
  keys.createKey({ alias: 'alias/test/3', description: 'd', tags: { 'kimitsu-level': '3' }, ...more });
const inputsOf = (operation: string) => sent.filter((each) => each.operation === operation).map(({ input }) => input);

describe('a new key', () => {
  const access = {
    administrators: ['arn:aws:iam::123456789012:role/admin'],
    users: ['arn:aws:iam::123456789012:role/jobs'],
  };

  it('has its policy from the first moment, without bypassing the check against lock-out (B2-4-1)', async () => {
    const { keyId } = await create({ access });
    const { Policy } = await direct.send(new GetKeyPolicyCommand({ KeyId: keyId, PolicyName: 'default' }));
    expect(JSON.parse(Policy ?? '')).toEqual(keyPolicy(access));
    expect(inputsOf('CreateKey')[0]).not.toHaveProperty('BypassPolicyLockoutSafetyCheck');
    expect(inputsOf('PutKeyPolicy')).toEqual([]);
  });

  it('is left to the policy of the account without administrators', async () => {
    await create({ access: { administrators: [], users: access.users } });
    expect(inputsOf('CreateKey')[0]).not.toHaveProperty('Policy');
  });

  it('rotates by itself when asked to, before its alias is given', async () => {
    const { keyId } = await create({ rotationDays: 365 });
    expect(inputsOf('EnableKeyRotation')).toEqual([{ KeyId: keyId.split('/').at(-1), RotationPeriodInDays: 365 }]);
    const { KeyRotationEnabled } = await direct.send(new GetKeyRotationStatusCommand({ KeyId: keyId }));
    expect(KeyRotationEnabled).toBe(true);
    const order = sent.map(({ operation }) => operation);
    expect(order.indexOf('EnableKeyRotation')).toBeLessThan(order.indexOf('CreateAlias'));
  });

  it('for imported material says so, and never rotates by itself', async () => {
    await create({ origin: 'EXTERNAL', rotationDays: 365 });
    expect(inputsOf('CreateKey')[0]).toMatchObject({ Origin: 'EXTERNAL' });
    expect(inputsOf('EnableKeyRotation')).toEqual([]);
  });

  it('that cannot be finished is scheduled for deletion, or named where that is refused', async () => {
    answers.EnableKeyRotation = [{ error: 'AccessDeniedException' }];
    await expect(create({ rotationDays: 365 })).rejects.toMatchObject({ code: 'keys/access-denied' });
    expect(inputsOf('ScheduleKeyDeletion')).toHaveLength(1);
    answers.ScheduleKeyDeletion = [{ error: 'AccessDeniedException' }];
    await expect(create({ rotationDays: 365 })).rejects.toMatchObject({
      code: 'keys/access-denied',
      detail: { unfinishedKey: expect.stringContaining(':key/') },
    });
    expect(await keys.describeKey('alias/test/3')).toBeUndefined();
  });
});

describe('rotation', () => {
  it('is over when the service shows a new material in use, however often it has to be asked', async () => {
    const { keyId } = await create();
    const before = rotations(material('m1', 'CURRENT'));
    const after = rotations(
      material('m2', 'CURRENT', { RotationDate: 1_775_001_600, RotationType: 'ON_DEMAND' }),
      material('m1', 'NON_CURRENT'),
    );
    answers.ListKeyRotations = [before, before, before, after];
    expect(await keys.rotateKey(keyId)).toEqual({
      materialId: 'm2',
      state: 'CURRENT',
      present: true,
      rotatedAt: new Date(1_775_001_600_000),
      rotation: 'ON_DEMAND',
    });
    expect((await keys.materialsOf(keyId)).map(({ materialId }) => materialId)).toEqual(['m1', 'm2']);
    expect(inputsOf('ListKeyRotations')[0]).toMatchObject({ IncludeKeyMaterial: 'ALL_KEY_MATERIAL' });
    expect(inputsOf('RotateKeyOnDemand')).toHaveLength(1);
  });

  it('that does not end in time is told, not taken for done', async () => {
    const { keyId } = await create();
    answers.ListKeyRotations = [rotations(material('m1', 'CURRENT'))];
    await expect(keys.rotateKey(keyId)).rejects.toMatchObject({ kind: 'unavailable', code: 'keys/rotation-pending' });
  });

  it.each`
    error                       | kind             | code
    ${'LimitExceededException'} | ${'denied'}      | ${'keys/rotation-limit'}
    ${'ConflictException'}      | ${'unavailable'} | ${'keys/rotation-pending'}
    ${'AccessDeniedException'}  | ${'denied'}      | ${'keys/access-denied'}
  `('refused with $error is $code', async ({ error, kind, code }) => {
    const { keyId } = await create();
    answers.ListKeyRotations = [rotations(material('m1', 'CURRENT'))];
    answers.RotateKeyOnDemand = [{ error }];
    await expect(keys.rotateKey(keyId)).rejects.toMatchObject({ kind, code });
  });

  it('lists materials over several pages', async () => {
    const { keyId } = await create();
    answers.ListKeyRotations = [
      { Rotations: [material('m1', 'NON_CURRENT')], Truncated: true, NextMarker: 'next' },
      rotations(material('m2', 'CURRENT', { RotationDate: 1 })),
    ];
    expect((await keys.materialsOf(keyId)).map(({ materialId }) => materialId)).toEqual(['m1', 'm2']);
    expect(inputsOf('ListKeyRotations').map(({ Marker }) => Marker)).toEqual([undefined, 'next']);
  });
});

describe('imported material', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const parameters = {
    PublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    ImportToken: Buffer.from('token').toString('base64'),
    ParametersValidTo: 1_775_001_600,
  };
  const IMPORTED = { ImportState: 'IMPORTED' };

  it('is wrapped so that only the service opens it, and does not expire', async () => {
    const { keyId } = await create({ origin: 'EXTERNAL' });
    answers.GetParametersForImport = [parameters];
    answers.ImportKeyMaterial = [{ KeyId: keyId, KeyMaterialId: 'm1' }];
    answers.ListKeyRotations = [rotations(), rotations(material('m1', 'CURRENT', IMPORTED))];
    const given = await keys.getImportParameters(keyId);
    const encryptedMaterial = wrapForImport(given.publicKey, Buffer.alloc(32, 7));
    const imported = await keys.importKeyMaterial(keyId, { ...given, encryptedMaterial, kind: 'NEW' });
    expect(imported).toMatchObject({ materialId: 'm1', state: 'CURRENT', present: true });
    expect(inputsOf('GetParametersForImport')[0]).toMatchObject({
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_4096',
    });
    const [input] = inputsOf('ImportKeyMaterial');
    expect(input).toMatchObject({
      ImportType: 'NEW_KEY_MATERIAL',
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      ImportToken: new Uint8Array(Buffer.from('token')),
    });
    const opened = privateDecrypt(
      {
        key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        oaepHash: 'sha256',
      },
      input?.EncryptedKeyMaterial as Uint8Array,
    );
    expect(opened).toEqual(Buffer.alloc(32, 7));
  });

  it.each`
    error                              | kind           | code
    ${'IncorrectKeyMaterialException'} | ${'conflict'}  | ${'keys/other-material'}
    ${'InvalidCiphertextException'}    | ${'integrity'} | ${'keys/bad-import'}
    ${'InvalidImportTokenException'}   | ${'integrity'} | ${'keys/bad-import'}
    ${'ExpiredImportTokenException'}   | ${'integrity'} | ${'keys/bad-import'}
  `('refused with $error is $code', async ({ error, kind, code }) => {
    const { keyId } = await create({ origin: 'EXTERNAL' });
    answers.ListKeyRotations = [rotations()];
    answers.ImportKeyMaterial = [{ error }];
    const request = { importToken: Buffer.of(1), encryptedMaterial: Buffer.of(1), kind: 'EXISTING' } as const;
    await expect(keys.importKeyMaterial(keyId, request)).rejects.toMatchObject({ kind, code });
  });

  it('is deleted one by one, each by its name: the current alone is not all', async () => {
    const { keyId } = await create({ origin: 'EXTERNAL' });
    const GONE = { ImportState: 'PENDING_IMPORT' };
    answers.DeleteImportedKeyMaterial = [{ KeyId: keyId }];
    answers.ListKeyRotations = [
      rotations(
        material('m3', 'PENDING_ROTATION', IMPORTED),
        material('m2', 'CURRENT', { ...IMPORTED, RotationDate: 2 }),
        material('m1', 'NON_CURRENT', IMPORTED),
        material('m0', 'NON_CURRENT', GONE),
      ),
      rotations(material('m2', 'CURRENT', IMPORTED)),
      rotations(material('m2', 'CURRENT', GONE), material('m1', 'NON_CURRENT', GONE)),
    ];
    expect((await keys.deleteImportedKeyMaterial(keyId)).map(({ present }) => present)).toEqual([false, false]);
    const deleted = inputsOf('DeleteImportedKeyMaterial').map(({ KeyMaterialId }) => KeyMaterialId);
    expect(deleted.sort()).toEqual(['m1', 'm2', 'm3']);
  });

  it('that is still shown after its deletion is not taken for deleted', async () => {
    const { keyId } = await create({ origin: 'EXTERNAL' });
    answers.DeleteImportedKeyMaterial = [{ KeyId: keyId }];
    answers.ListKeyRotations = [rotations(material('m1', 'CURRENT', IMPORTED))];
    await expect(keys.deleteImportedKeyMaterial(keyId)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'keys/material-left',
    });
  });

  it('that is missing is told by name', async () => {
    const { keyId } = await create({ origin: 'EXTERNAL' });
    answers.Encrypt = [{ error: 'KMSInvalidStateException' }];
    answers.DescribeKey = [
      {
        KeyMetadata: {
          KeyId: 'k',
          Arn: keyId,
          KeyState: 'PendingImport',
          Origin: 'EXTERNAL',
          KeySpec: 'SYMMETRIC_DEFAULT',
          KeyUsage: 'ENCRYPT_DECRYPT',
          KeyManager: 'CUSTOMER',
        },
      },
    ];
    await expect(keys.encrypt(keyId, Buffer.from('x'), {})).rejects.toMatchObject({
      kind: 'denied',
      code: 'keys/pending-import',
    });
  });

  it('cannot be brought to a key that the service has generated', async () => {
    const { keyId } = await create();
    await expect(keys.getImportParameters(keyId)).rejects.toMatchObject({ code: 'keys/not-importable' });
    await expect(keys.deleteImportedKeyMaterial(keyId)).rejects.toMatchObject({ code: 'keys/not-importable' });
    expect(inputsOf('GetParametersForImport')).toEqual([]);
  });
});

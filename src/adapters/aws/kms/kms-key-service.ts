import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  KMSClient,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { Fault } from '../../../base/fault.js';
import type {
  CreateKeyRequest,
  EncryptionContext,
  ImportParameters,
  ImportRequest,
  KeyDescription,
  KeyMaterial,
  KeyService,
} from '../../../ports/key-service.js';
import { checkRotationDays } from '../../../protect/rotation-period.js';
import { type AwsConnection, clientConfig, held } from '../connection.js';
import { checkSingleRegion, describe, idOf, isOwn } from './key-metadata.js';
import { keyPolicy } from './key-policy.js';
import { bareId, KmsCalls } from './kms-calls.js';
import { kmsFault } from './kms-fault.js';
import { KmsMaterials } from './kms-materials.js';
import { tagKey, tagsOf } from './kms-tags.js';

export interface KmsKeyServiceOptions {
  /** A client of the caller's, or where to connect to. */
  client: KMSClient | AwsConnection;
  /** Between looks at whether what KMS does in the background is done. */
  pollMilliseconds?: number;
}

/** What KMS takes; it does not encrypt nothing. */
const PLAINTEXT_BYTES = { min: 1, max: 4096 };
const CIPHERTEXT_BYTES = { min: 1, max: 6144 };
const ORPHAN_WAITING_DAYS = 7;

/**
 * AWS KMS. Only single-Region symmetric keys with their material in KMS are used; `listKeys` gives those of them that
 * belong to the account. What KMS changes can take seconds until its next call sees it.
 */
export class KmsKeyService implements KeyService {
  readonly product = { vendor: 'Amazon Web Services', name: 'AWS KMS', version: '2014-11-01' };
  readonly #calls: KmsCalls;
  readonly #materials: KmsMaterials;

  constructor({ client, pollMilliseconds = 1000 }: KmsKeyServiceOptions) {
    this.#calls = new KmsCalls(
      client instanceof KMSClient ? client : held(new KMSClient(clientConfig(client)), client),
    );
    this.#materials = new KmsMaterials(this.#calls, pollMilliseconds);
  }

  async createKey(request: CreateKeyRequest): Promise<KeyDescription> {
    const { origin = 'AWS_KMS', rotationDays, access } = request;
    const alias = aliasName(request.alias);
    const policy = keyPolicy(access);
    checkRotationDays(rotationDays);
    // Before the key is made: a key can only be got rid of again in a week.
    if (await this.#calls.metadata(alias)) {
      throw new Fault('conflict', 'keys/alias-exists', 'the alias stands for another key', { alias });
    }
    const { KeyMetadata: made } = await this.#calls.call(undefined, () =>
      this.#calls.client.send(
        new CreateKeyCommand({
          Description: request.description,
          KeySpec: 'SYMMETRIC_DEFAULT',
          KeyUsage: 'ENCRYPT_DECRYPT',
          Origin: origin,
          MultiRegion: false,
          Tags: Object.entries(request.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
          ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
        }),
      ),
    );
    if (!made) throw new Fault('unavailable', 'keys/unavailable', 'the service made a key without describing it');
    const keyId = idOf(made);
    try {
      if (origin === 'AWS_KMS' && rotationDays !== undefined) await this.#materials.rotateEvery(keyId, rotationDays);
      // Last: who finds the key by its alias finds a finished one.
      await this.#calls.call(keyId, () =>
        this.#calls.client.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: keyId })),
      );
    } catch (error) {
      throw await this.#abandoned(keyId, error);
    }
    return describe(made, alias);
  }

  describeKey(keyIdOrAlias: string): Promise<KeyDescription | undefined> {
    return this.#calls.describe(keyIdOrAlias);
  }

  async *listKeys(): AsyncGenerator<KeyDescription> {
    let marker: string | undefined;
    do {
      const page = await this.#calls.call(undefined, () =>
        this.#calls.client.send(
          new ListKeysCommand({ Limit: 1000, ...(marker === undefined ? {} : { Marker: marker }) }),
        ),
      );
      for (const { KeyArn, KeyId } of page.Keys ?? []) {
        const metadata = await this.#calls.metadata(KeyArn ?? KeyId ?? '');
        if (metadata && isOwn(metadata)) yield describe(metadata, await this.#calls.aliasOf(idOf(metadata)));
      }
      marker = page.Truncated ? page.NextMarker : undefined;
    } while (marker !== undefined);
  }

  async encrypt(keyId: string, plaintext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    checkSingleRegion(keyId);
    if (plaintext.byteLength > PLAINTEXT_BYTES.max) {
      throw new Fault('usage', 'keys/too-large', `at most ${PLAINTEXT_BYTES.max} bytes can be encrypted`);
    }
    if (plaintext.byteLength < PLAINTEXT_BYTES.min) {
      throw new Fault('usage', 'keys/nothing-to-encrypt', 'the key service does not encrypt 0 bytes');
    }
    const answer = await this.#calls.call(keyId, () =>
      this.#calls.client.send(new EncryptCommand({ KeyId: keyId, Plaintext: plaintext, EncryptionContext: context })),
    );
    // An alias can stand for a multi-Region key.
    checkSingleRegion(answer.KeyId ?? '');
    return present(answer.CiphertextBlob, keyId);
  }

  async decrypt(keyId: string, ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    checkSingleRegion(keyId);
    const { byteLength } = ciphertext;
    if (byteLength < CIPHERTEXT_BYTES.min || byteLength > CIPHERTEXT_BYTES.max) {
      throw new Fault('integrity', 'keys/wrong-ciphertext', 'no ciphertext of KMS has this length', {
        keyId,
        byteLength,
      });
    }
    const answer = await this.#calls.call(keyId, () =>
      this.#calls.client.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: ciphertext, EncryptionContext: context }),
      ),
    );
    checkSingleRegion(answer.KeyId ?? '');
    return present(answer.Plaintext, keyId);
  }

  async disableKey(keyId: string): Promise<void> {
    const KeyId = await this.#calls.notPending(keyId);
    await this.#calls.call(keyId, () => this.#calls.client.send(new DisableKeyCommand({ KeyId })));
  }

  async enableKey(keyId: string): Promise<void> {
    const KeyId = await this.#calls.notPending(keyId);
    await this.#calls.call(keyId, () => this.#calls.client.send(new EnableKeyCommand({ KeyId })));
  }

  async scheduleKeyDeletion(keyId: string, waitingDays: number): Promise<KeyDescription> {
    if (!Number.isInteger(waitingDays) || waitingDays < 7 || waitingDays > 30) {
      throw new Fault('usage', 'keys/bad-waiting-period', 'the waiting period is 7 to 30 days', { waitingDays });
    }
    const KeyId = await this.#calls.notPending(keyId);
    await this.#calls.call(keyId, () =>
      this.#calls.client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: waitingDays })),
    );
    // The answer has a date as well, but what counts is what the service shows from now on.
    return this.#calls.existing(keyId);
  }

  async cancelKeyDeletion(keyId: string): Promise<void> {
    const { state, keyId: found } = await this.#calls.existing(keyId);
    if (state !== 'PendingDeletion') {
      throw new Fault('conflict', 'keys/invalid-state', 'the key is not waiting for deletion', { keyId });
    }
    await this.#calls.call(keyId, () =>
      this.#calls.client.send(new CancelKeyDeletionCommand({ KeyId: bareId(found) })),
    );
  }

  /** A key that could not be finished goes; where even that is refused (it takes a second factor), it is named. */
  async #abandoned(keyId: string, error: unknown): Promise<unknown> {
    try {
      await this.scheduleKeyDeletion(keyId, ORPHAN_WAITING_DAYS);
      return error;
    } catch {
      const { kind, code, message, detail, hint } = kmsFault(error, keyId);
      const more = `${hint === undefined ? '' : `${hint}; `}schedule the unfinished key for deletion: nothing uses it`;
      return new Fault(kind, code, message, { ...detail, unfinishedKey: keyId }, { cause: error, hint: more });
    }
  }

  rotateKey(keyId: string): Promise<KeyMaterial> {
    return this.#materials.rotate(keyId);
  }

  tagsOf(keyId: string): Promise<Readonly<Record<string, string>> | undefined> {
    return tagsOf(keyId, this.#calls);
  }

  tagKey(keyId: string, tags: Readonly<Record<string, string>>): Promise<void> {
    return tagKey(keyId, tags, this.#calls);
  }

  materialsOf(keyId: string): Promise<KeyMaterial[]> {
    return this.#materials.of(keyId);
  }

  getImportParameters(keyId: string): Promise<ImportParameters> {
    return this.#materials.importParameters(keyId);
  }

  importKeyMaterial(keyId: string, request: ImportRequest): Promise<KeyMaterial> {
    return this.#materials.import(keyId, request);
  }

  deleteImportedKeyMaterial(keyId: string): Promise<KeyMaterial[]> {
    return this.#materials.deleteAll(keyId);
  }
}

function aliasName(text: string): string {
  const alias = text.startsWith('alias/') ? text : `alias/${text}`;
  if (/^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/.test(alias)) return alias;
  throw new Fault('usage', 'keys/bad-alias', 'an alias has letters, digits, `/`, `_` and `-`, and is none of AWS');
}

function present(bytes: Uint8Array | undefined, keyId: string): Uint8Array {
  if (bytes) return bytes;
  throw new Fault('unavailable', 'keys/unavailable', 'the service answered without content', { keyId });
}

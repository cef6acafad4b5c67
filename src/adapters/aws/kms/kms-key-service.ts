import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  type KeyMetadata,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { Fault } from '../../../base/fault.js';
import type { EncryptionContext, KeyDescription, KeyService } from '../../../ports/key-service.js';
import { type AwsConnection, clientConfig, held } from '../connection.js';
import { checkSingleRegion, describe, idOf, isOwn } from './key-metadata.js';
import { kmsFault } from './kms-fault.js';

export interface KmsKeyServiceOptions {
  /** A client of the caller's, or where to connect to. */
  client: KMSClient | AwsConnection;
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
  readonly #client: KMSClient;

  constructor({ client }: KmsKeyServiceOptions) {
    this.#client = client instanceof KMSClient ? client : held(new KMSClient(clientConfig(client)), client);
  }

  async createKey(request: {
    alias: string;
    description: string;
    tags: Record<string, string>;
  }): Promise<KeyDescription> {
    const alias = aliasName(request.alias);
    // Before the key is made: a key can only be got rid of again in a week.
    if (await this.#metadata(alias)) {
      throw new Fault('conflict', 'keys/alias-exists', 'the alias stands for another key', { alias });
    }
    const { KeyMetadata: made } = await this.#call(undefined, () =>
      this.#client.send(
        new CreateKeyCommand({
          Description: request.description,
          KeySpec: 'SYMMETRIC_DEFAULT',
          KeyUsage: 'ENCRYPT_DECRYPT',
          MultiRegion: false,
          Tags: Object.entries(request.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
        }),
      ),
    );
    if (!made) throw new Fault('unavailable', 'keys/unavailable', 'the service made a key without describing it');
    const keyId = idOf(made);
    try {
      await this.#call(keyId, () =>
        this.#client.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: keyId })),
      );
    } catch (error) {
      await this.scheduleKeyDeletion(keyId, ORPHAN_WAITING_DAYS);
      throw error;
    }
    return describe(made, alias);
  }

  async describeKey(keyIdOrAlias: string): Promise<KeyDescription | undefined> {
    const metadata = await this.#metadata(keyIdOrAlias);
    if (!metadata) return undefined;
    const asked = keyIdOrAlias.startsWith('alias/') ? keyIdOrAlias : undefined;
    return describe(metadata, asked ?? (await this.#aliasOf(idOf(metadata))));
  }

  async *listKeys(): AsyncGenerator<KeyDescription> {
    let marker: string | undefined;
    do {
      const page = await this.#call(undefined, () =>
        this.#client.send(new ListKeysCommand({ Limit: 1000, ...(marker === undefined ? {} : { Marker: marker }) })),
      );
      for (const { KeyArn, KeyId } of page.Keys ?? []) {
        const metadata = await this.#metadata(KeyArn ?? KeyId ?? '');
        if (metadata && isOwn(metadata)) yield describe(metadata, await this.#aliasOf(idOf(metadata)));
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
    const answer = await this.#call(keyId, () =>
      this.#client.send(new EncryptCommand({ KeyId: keyId, Plaintext: plaintext, EncryptionContext: context })),
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
    const answer = await this.#call(keyId, () =>
      this.#client.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: ciphertext, EncryptionContext: context })),
    );
    checkSingleRegion(answer.KeyId ?? '');
    return present(answer.Plaintext, keyId);
  }

  async disableKey(keyId: string): Promise<void> {
    const KeyId = await this.#notPending(keyId);
    await this.#call(keyId, () => this.#client.send(new DisableKeyCommand({ KeyId })));
  }

  async enableKey(keyId: string): Promise<void> {
    const KeyId = await this.#notPending(keyId);
    await this.#call(keyId, () => this.#client.send(new EnableKeyCommand({ KeyId })));
  }

  async scheduleKeyDeletion(keyId: string, waitingDays: number): Promise<KeyDescription> {
    if (!Number.isInteger(waitingDays) || waitingDays < 7 || waitingDays > 30) {
      throw new Fault('usage', 'keys/bad-waiting-period', 'the waiting period is 7 to 30 days', { waitingDays });
    }
    const KeyId = await this.#notPending(keyId);
    await this.#call(keyId, () =>
      this.#client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: waitingDays })),
    );
    // The answer has a date as well, but what counts is what the service shows from now on.
    return this.#existing(keyId);
  }

  async cancelKeyDeletion(keyId: string): Promise<void> {
    const { state, keyId: found } = await this.#existing(keyId);
    if (state !== 'PendingDeletion') {
      throw new Fault('conflict', 'keys/invalid-state', 'the key is not waiting for deletion', { keyId });
    }
    await this.#call(keyId, () => this.#client.send(new CancelKeyDeletionCommand({ KeyId: bareId(found) })));
  }

  async #metadata(keyIdOrAlias: string): Promise<KeyMetadata | undefined> {
    try {
      const answer = await this.#call(keyIdOrAlias, () =>
        this.#client.send(new DescribeKeyCommand({ KeyId: keyIdOrAlias })),
      );
      return answer.KeyMetadata;
    } catch (error) {
      if (error instanceof Fault && error.code === 'keys/not-found') return undefined;
      throw error;
    }
  }

  /** The first in the order of names, so that it stays the same. */
  async #aliasOf(keyId: string): Promise<string | undefined> {
    const names: string[] = [];
    let marker: string | undefined;
    do {
      const page = await this.#call(keyId, () =>
        this.#client.send(
          new ListAliasesCommand({ KeyId: keyId, ...(marker === undefined ? {} : { Marker: marker }) }),
        ),
      );
      for (const { AliasName } of page.Aliases ?? []) if (AliasName !== undefined) names.push(AliasName);
      marker = page.Truncated ? page.NextMarker : undefined;
    } while (marker !== undefined);
    return names.sort()[0];
  }

  async #existing(keyId: string): Promise<KeyDescription> {
    const found = await this.describeKey(keyId);
    if (found) return found;
    throw new Fault('usage', 'keys/not-found', 'there is no such key (any more)', { keyId });
  }

  /** @returns the bare id: what changes a key works in its own account only, and takes no alias */
  async #notPending(keyId: string): Promise<string> {
    const { state, keyId: found } = await this.#existing(keyId);
    if (state === 'PendingDeletion') throw pendingDeletion(keyId);
    return bareId(found);
  }

  /** KMS says for several states only that the state is wrong; which it is has to be asked. */
  async #call<T>(keyId: string | undefined, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const fault = kmsFault(error, keyId);
      if (fault.code !== 'keys/invalid-state' || keyId === undefined) throw fault;
      const { state } = await this.#existing(keyId);
      if (state === 'PendingDeletion') throw pendingDeletion(keyId);
      if (state === 'Disabled') throw new Fault('denied', 'keys/disabled', 'the key is disabled', { keyId });
      throw new Fault(fault.kind, fault.code, fault.message, { ...fault.detail, state });
    }
  }
}

const bareId = (keyId: string): string => keyId.slice(keyId.lastIndexOf('/') + 1);

function aliasName(text: string): string {
  const alias = text.startsWith('alias/') ? text : `alias/${text}`;
  if (/^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/.test(alias)) return alias;
  throw new Fault('usage', 'keys/bad-alias', 'an alias has letters, digits, `/`, `_` and `-`, and is none of AWS');
}

function pendingDeletion(keyId: string): Fault {
  return new Fault('denied', 'keys/pending-deletion', 'the key is waiting for its deletion', { keyId });
}

function present(bytes: Uint8Array | undefined, keyId: string): Uint8Array {
  if (bytes) return bytes;
  throw new Fault('unavailable', 'keys/unavailable', 'the service answered without content', { keyId });
}

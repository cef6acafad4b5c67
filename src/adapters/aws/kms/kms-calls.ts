import { DescribeKeyCommand, type KeyMetadata, type KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import { Fault } from '../../../base/fault.js';
import type { KeyDescription } from '../../../ports/key-service.js';
import { describe, idOf } from './key-metadata.js';
import { kmsFault } from './kms-fault.js';

/** One client of KMS: its calls with errors as Faults, and what nearly every operation asks first. */
export class KmsCalls {
  constructor(readonly client: KMSClient) {}

  async metadata(keyIdOrAlias: string): Promise<KeyMetadata | undefined> {
    try {
      const answer = await this.call(keyIdOrAlias, () =>
        this.client.send(new DescribeKeyCommand({ KeyId: keyIdOrAlias })),
      );
      return answer.KeyMetadata;
    } catch (error) {
      if (error instanceof Fault && error.code === 'keys/not-found') return undefined;
      throw error;
    }
  }

  async describe(keyIdOrAlias: string): Promise<KeyDescription | undefined> {
    const metadata = await this.metadata(keyIdOrAlias);
    if (!metadata) return undefined;
    const asked = keyIdOrAlias.startsWith('alias/') ? keyIdOrAlias : undefined;
    return describe(metadata, asked ?? (await this.aliasOf(idOf(metadata))));
  }

  /** The first in the order of names, so that it stays the same. */
  async aliasOf(keyId: string): Promise<string | undefined> {
    const names: string[] = [];
    let marker: string | undefined;
    do {
      const page = await this.call(keyId, () =>
        this.client.send(new ListAliasesCommand({ KeyId: keyId, ...(marker === undefined ? {} : { Marker: marker }) })),
      );
      for (const { AliasName } of page.Aliases ?? []) if (AliasName !== undefined) names.push(AliasName);
      marker = page.Truncated ? page.NextMarker : undefined;
    } while (marker !== undefined);
    return names.sort()[0];
  }

  async existing(keyId: string): Promise<KeyDescription> {
    const found = await this.describe(keyId);
    if (found) return found;
    throw new Fault('usage', 'keys/not-found', 'there is no such key (any more)', { keyId });
  }

  /** @returns the bare id: what changes a key works in its own account only, and takes no alias */
  async notPending(keyId: string): Promise<string> {
    const { state, keyId: found } = await this.existing(keyId);
    if (state === 'PendingDeletion') throw pendingDeletion(keyId);
    return bareId(found);
  }

  /** KMS says for several states only that the state is wrong; which it is has to be asked. */
  async call<T>(keyId: string | undefined, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const fault = kmsFault(error, keyId);
      if (fault.code !== 'keys/invalid-state' || keyId === undefined) throw fault;
      const { state } = await this.existing(keyId);
      if (state === 'PendingDeletion') throw pendingDeletion(keyId);
      if (state === 'Disabled') throw new Fault('denied', 'keys/disabled', 'the key is disabled', { keyId });
      if (state === 'PendingImport') throw pendingImport(keyId);
      throw new Fault(fault.kind, fault.code, fault.message, { ...fault.detail, state });
    }
  }
}

/** What changes a key takes its bare id only. */
export const bareId = (keyId: string): string => keyId.slice(keyId.lastIndexOf('/') + 1);

function pendingDeletion(keyId: string): Fault {
  return new Fault('denied', 'keys/pending-deletion', 'the key is waiting for its deletion', { keyId });
}

function pendingImport(keyId: string): Fault {
  const hint = 'import its material with `kimitsu keys import`';
  return new Fault('denied', 'keys/pending-import', 'material of the key is missing', { keyId }, { hint });
}

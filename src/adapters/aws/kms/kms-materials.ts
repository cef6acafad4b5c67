import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteImportedKeyMaterialCommand,
  EnableKeyRotationCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
  type RotationsListEntry,
} from '@aws-sdk/client-kms';
import { Fault } from '../../../base/fault.js';
import type { ImportParameters, ImportRequest, KeyMaterial } from '../../../ports/key-service.js';
import { bareId, type KmsCalls } from './kms-calls.js';

/** KMS rotates in the background, and shows what was changed a little later. */
const LOOKS = 30;

/** The materials of KMS keys: rotation, import, deletion of what was imported. */
export class KmsMaterials {
  constructor(
    readonly calls: KmsCalls,
    readonly pollMilliseconds: number,
  ) {}

  async rotateEvery(keyId: string, days: number): Promise<void> {
    const command = new EnableKeyRotationCommand({ KeyId: bareId(keyId), RotationPeriodInDays: days });
    await this.calls.call(keyId, () => this.calls.client.send(command));
  }

  async rotate(keyId: string): Promise<KeyMaterial> {
    const KeyId = await this.calls.notPending(keyId);
    const { origin } = await this.calls.existing(keyId);
    const before = await this.of(keyId);
    const next = before.find(({ state }) => state === 'PENDING_ROTATION');
    if (origin === 'EXTERNAL' && !next) {
      const message = 'no imported material waits for the rotation';
      throw new Fault(
        'conflict',
        'keys/nothing-to-rotate-to',
        message,
        { keyId },
        { hint: 'import new material first' },
      );
    }
    await this.calls
      .call(keyId, () => this.calls.client.send(new RotateKeyOnDemandCommand({ KeyId })))
      .catch((error: unknown) => {
        throw rotationFault(error, keyId);
      });
    const known = new Set(before.filter(({ state }) => state !== 'PENDING_ROTATION').map((each) => each.materialId));
    const rotated = await this.#seen(async () =>
      (await this.of(keyId)).find(({ state, materialId }) => state === 'CURRENT' && !known.has(materialId)),
    );
    if (rotated) return rotated;
    throw new Fault('unavailable', 'keys/rotation-pending', 'the key service is still rotating the key', { keyId });
  }

  async of(keyId: string): Promise<KeyMaterial[]> {
    const { keyId: found } = await this.calls.existing(keyId);
    const entries: RotationsListEntry[] = [];
    let marker: string | undefined;
    do {
      const page = await this.calls.call(keyId, () =>
        this.calls.client.send(
          new ListKeyRotationsCommand({
            KeyId: bareId(found),
            IncludeKeyMaterial: 'ALL_KEY_MATERIAL',
            ...(marker === undefined ? {} : { Marker: marker }),
          }),
        ),
      );
      entries.push(...(page.Rotations ?? []));
      marker = page.Truncated ? page.NextMarker : undefined;
    } while (marker !== undefined);
    return entries.map(materialOf).sort((a, b) => ageOf(a) - ageOf(b));
  }

  async importParameters(keyId: string): Promise<ImportParameters> {
    const KeyId = await this.#importable(keyId);
    const answer = await this.calls.call(keyId, () =>
      this.calls.client.send(
        new GetParametersForImportCommand({
          KeyId,
          WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
          WrappingKeySpec: 'RSA_4096',
        }),
      ),
    );
    const { PublicKey: publicKey, ImportToken: importToken, ParametersValidTo: validTo } = answer;
    if (publicKey && importToken && validTo) return { publicKey, importToken, validTo };
    throw new Fault('unavailable', 'keys/unavailable', 'the service answered without import parameters', { keyId });
  }

  async import(keyId: string, request: ImportRequest): Promise<KeyMaterial> {
    const KeyId = await this.#importable(keyId);
    const before = await this.of(keyId);
    if (request.kind === 'NEW' && before.some(({ state }) => state === 'PENDING_ROTATION')) {
      const message = 'an imported material waits for the rotation already';
      throw new Fault('conflict', 'keys/material-waiting', message, { keyId }, { hint: 'rotate the key first' });
    }
    const { KeyMaterialId: materialId } = await this.calls
      .call(keyId, () =>
        this.calls.client.send(
          new ImportKeyMaterialCommand({
            KeyId,
            ImportToken: request.importToken,
            EncryptedKeyMaterial: request.encryptedMaterial,
            ImportType: request.kind === 'NEW' ? 'NEW_KEY_MATERIAL' : 'EXISTING_KEY_MATERIAL',
            ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
          }),
        ),
      )
      .catch((error: unknown) => {
        throw importFault(error, keyId);
      });
    const imported = await this.#seen(async () =>
      (await this.of(keyId)).find((each) => each.present && each.materialId === materialId),
    );
    if (imported) return imported;
    throw new Fault('unavailable', 'keys/unavailable', 'the service does not show the imported material', { keyId });
  }

  /** Named one by one: without a name KMS deletes the current material only. */
  async deleteAll(keyId: string): Promise<KeyMaterial[]> {
    const { origin, keyId: found } = await this.calls.existing(keyId);
    if (origin !== 'EXTERNAL') throw notImportable(keyId);
    for (const { materialId, present } of await this.of(keyId)) {
      if (!present) continue;
      const command = new DeleteImportedKeyMaterialCommand({ KeyId: bareId(found), KeyMaterialId: materialId });
      await this.calls.call(keyId, () => this.calls.client.send(command));
    }
    const after = await this.#seen(async () => {
      const materials = await this.of(keyId);
      return materials.some(({ present }) => present) ? undefined : materials;
    });
    if (after) return after;
    throw new Fault('unavailable', 'keys/material-left', 'the service still shows imported material', { keyId });
  }

  async #importable(keyId: string): Promise<string> {
    const KeyId = await this.calls.notPending(keyId);
    const { origin } = await this.calls.existing(keyId);
    if (origin !== 'EXTERNAL') throw notImportable(keyId);
    return KeyId;
  }

  async #seen<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
    for (let looks = 1; ; looks += 1) {
      const found = await look();
      if (found !== undefined || looks === LOOKS) return found;
      await delay(this.pollMilliseconds);
    }
  }
}

function materialOf(entry: RotationsListEntry): KeyMaterial {
  const { KeyMaterialId: materialId = '', KeyMaterialState: state = 'NON_CURRENT' } = entry;
  return {
    materialId,
    state: state === 'CURRENT' || state === 'NON_CURRENT' ? state : 'PENDING_ROTATION',
    // Told for imported material only; what KMS has generated it never takes away alone.
    present: entry.ImportState !== 'PENDING_IMPORT',
    rotatedAt: entry.RotationDate,
    rotation: entry.RotationType,
  };
}

/** The first has no date of rotation, nor has one that waits. */
function ageOf({ state, rotatedAt }: KeyMaterial): number {
  return state === 'PENDING_ROTATION' ? Number.POSITIVE_INFINITY : (rotatedAt?.getTime() ?? 0);
}

function notImportable(keyId: string): Fault {
  const message = 'the key has material of the service; none can be imported';
  return new Fault('usage', 'keys/not-importable', message, { keyId });
}

function rotationFault(error: unknown, keyId: string): unknown {
  if (!(error instanceof Fault)) return error;
  if (error.code === 'keys/limit') {
    const message = 'the key was rotated on demand as often as the service allows';
    return new Fault('denied', 'keys/rotation-limit', message, { keyId }, { cause: error });
  }
  if (error.detail.name !== 'ConflictException') return error;
  const message = 'the key service is still rotating the key';
  return new Fault('unavailable', 'keys/rotation-pending', message, { keyId }, { cause: error });
}

function importFault(error: unknown, keyId: string): unknown {
  if (!(error instanceof Fault)) return error;
  const name = String(error.detail.name);
  if (/^(InvalidCiphertext|InvalidImportToken|ExpiredImportToken)Exception$/.test(name)) {
    const message = 'the service does not take the wrapped material or its import token';
    const hint = 'ask for new import parameters';
    return new Fault('integrity', 'keys/bad-import', message, { keyId, name }, { cause: error, hint });
  }
  if (name !== 'IncorrectKeyMaterialException') return error;
  const message = 'the material is not one the key has had, or is not new';
  return new Fault('conflict', 'keys/other-material', message, { keyId }, { cause: error });
}

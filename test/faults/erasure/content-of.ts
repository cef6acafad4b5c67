import type { Workspace } from '../../../src/app/workspace.js';
import { digestOf } from '../../../src/base/bytes.js';
import { systemOf } from '../../../src/inventory/systems.js';
import { envelopeContext, openClear } from '../../../src/protect/clear-content.js';

/** `system/key` → SHA-256 of the clear content, of everything that the catalogue does not say is erased. */
export async function digestsOf({ ports }: Workspace): Promise<Map<string, string>> {
  const { catalog, seal, service, objects } = ports;
  const digests = new Map<string, string>();
  for await (const { objectId, system, sealedKey, state } of catalog.objects()) {
    if (state === 'erased') continue;
    const key = seal.open(sealedKey);
    const head = await objects.head({ bucket: systemOf(service, system).bucket, key });
    const context = envelopeContext(service.parties.service.id, system, objectId);
    if (head) digests.set(`${system}/${key}`, (await digestOf(openClear(head, ports, context))).sha256);
  }
  return digests;
}

export async function unitsOf({ ports }: Workspace): Promise<Set<string>> {
  const units = new Set<string>();
  for await (const { unitId } of ports.unitKeyStore.list()) units.add(unitId);
  return units;
}

import { collect } from '../../src/base/bytes.js';
import { asFault } from '../../src/base/fault.js';
import type { ObjectVersion } from '../../src/ports/object-store.js';
import { envelopeContext, openClear } from '../../src/protect/clear-content.js';
import type { JobPorts } from '../../src/run/ports.js';
import { type Honest, type MemoryService, SYSTEMS } from './memory-service.js';

/** `system/key` → contents of its versions as the honest store holds them, newest first. */
export type Contents = Map<string, string[]>;

/** Everything that can be read in clear, by a process that has just been started. */
export async function contentsOf(service: MemoryService): Promise<Contents> {
  const ports = await service.ports();
  const contents: Contents = new Map();
  for (const version of await listed(service.honest)) {
    const name = `${version.bucket}/${version.key}`;
    contents.set(name, [...(contents.get(name) ?? []), await textOf(version, ports)]);
  }
  return contents;
}

export async function listed({ objects }: Honest): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  for (const bucket of SYSTEMS) for await (const version of objects.listVersions(bucket)) versions.push(version);
  return versions;
}

/** What a version gives: its text, or by which code it is refused. */
async function textOf(version: ObjectVersion, ports: JobPorts): Promise<string> {
  const { bucket: system, key } = version;
  try {
    const context = envelopeContext(ports.service.parties.service.id, system, ports.seal.objectId(system, key));
    return (await collect(openClear(version, ports, context))).toString('utf8');
  } catch (error) {
    return `refused: ${asFault(error).code}`;
  }
}

/** Ways by which the honest store still gives any of these versions: `GET`, `HEAD`, `LIST`. */
export async function waysTo(versions: readonly ObjectVersion[], { objects }: Honest): Promise<string[]> {
  const ways: string[] = [];
  const left = new Set<string>();
  for (const bucket of SYSTEMS) for await (const { versionId } of objects.listVersions(bucket)) left.add(versionId);
  for (const version of versions) {
    if (left.has(version.versionId)) ways.push(`LIST ${version.key}`);
    if (await objects.head(version)) ways.push(`HEAD ${version.key}`);
    await objects.get(version).then(
      () => ways.push(`GET ${version.key}`),
      () => undefined,
    );
  }
  return ways;
}

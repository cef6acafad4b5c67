import { open, rename, rm } from 'node:fs/promises';
import { Fault } from '../base/fault.js';
import { randomId } from '../base/ids.js';
import { envelopeContext, openClear } from '../protect/clear-content.js';
import type { SystemSettings } from '../run/ports.js';
import type { Workspace } from './workspace.js';

/**
 * One record in clear. The reading is in the audit log before the first byte; a file appears only once the last
 * frame has proved the whole.
 *
 * @param key - `<system>/<key>` or an object id
 * @throws {Fault} usage `read/unknown-record`, `read/no-purpose`; what `openClear` throws
 */
export async function readRecord(
  { ports }: Workspace,
  key: string,
  purpose: string,
  output: string | undefined,
  signal: AbortSignal,
): Promise<{ objectId: string; bytes: number }> {
  const { catalog, objects, actor, service } = ports;
  if (purpose.trim() === '') throw new Fault('usage', 'read/no-purpose', 'a reading needs a purpose');
  const { system, objectKey, objectId } = await locate(ports, key);
  const head = await objects.head({ bucket: system.bucket, key: objectKey });
  if (!head) throw unknown();
  await catalog.appendAudit([{ actor, action: 'record.read', subject: objectId, detail: { purpose } }]);
  const context = envelopeContext(service.parties.service.id, system.id, objectId);
  const clear = openClear(head, ports, context, signal);
  const bytes = output === undefined ? await toStdout(clear, signal) : await toFile(clear, output, signal);
  return { objectId, bytes };
}

async function locate(
  { catalog, seal, service }: Workspace['ports'],
  key: string,
): Promise<{ system: SystemSettings; objectKey: string; objectId: string }> {
  if (/^obj-[0-9a-f]{32}$/.test(key)) {
    const object = await catalog.object(key);
    const system = service.systems.find(({ id }) => id === object?.system);
    if (object && system) return { system, objectKey: seal.open(object.sealedKey), objectId: key };
    throw unknown();
  }
  const slash = key.indexOf('/');
  const system = service.systems.find(({ id }) => id === key.slice(0, slash));
  if (!system) throw unknown();
  const objectKey = key.slice(slash + 1);
  return { system, objectKey, objectId: seal.objectId(system.id, objectKey) };
}

async function toStdout(clear: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<number> {
  let bytes = 0;
  for await (const chunk of clear) {
    signal.throwIfAborted();
    bytes += chunk.byteLength;
    if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  return bytes;
}

async function toFile(clear: AsyncIterable<Uint8Array>, output: string, signal: AbortSignal): Promise<number> {
  const temporary = `${output}.${randomId('part')}`;
  const file = await open(temporary, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of clear) {
      signal.throwIfAborted();
      await file.write(chunk);
      bytes += chunk.byteLength;
    }
    await file.sync();
    await file.close();
    await rename(temporary, output);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
  return bytes;
}

function unknown(): Fault {
  return new Fault(
    'usage',
    'read/unknown-record',
    'no such record',
    {},
    {
      hint: 'give <system>/<path below data/<system>/> or the id shown by `kimitsu review list`',
    },
  );
}

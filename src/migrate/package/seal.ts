import { type ByteStream, type Digest, digesting, sha256Hex } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { ObjectHead } from '../../ports/object-store.js';
import { encryptForReceiver, type ReceiverKey } from '../../protect/receiver-envelope.js';
import type { MigrationPlan, PlannedPackage } from '../plan.js';
import type { Receipt, Receipts } from '../receipts.js';
import { levelOf, type MovingItem } from '../survey.js';
import { BAG_DECLARATION, type BagInfo, formatBagInfo } from './bag-info.js';
import { LevelTally } from './counts.js';
import type { PackageTarget } from './files.js';
import { manifestLine } from './manifest.js';
import { MIGRATION_PROFILE, PROFILE_ID } from './profile.js';
import { formatRecordLine, type RecordLine, withoutDetails } from './record-line.js';

export interface SealRequest {
  plan: MigrationPlan;
  planHash: string;
  planned: PlannedPackage;
  items(): AsyncIterable<MovingItem>;
  receipts: Receipts;
  target: PackageTarget;
  receiverKey: ReceiverKey | undefined;
  headOf(item: MovingItem): Promise<ObjectHead | undefined>;
  now: Date;
  /** SHA-256 of the tag manifest, which binds all that was written, before it makes the package complete. */
  onSealed(tagManifest: string): Promise<void>;
}

/**
 * Writes the tag files of a package whose payload is all there and completes it (RFC 8493, version 1.0). Begun again
 * after a crash it writes them anew. Memory does not grow with the number of objects.
 */
export async function sealPackage(request: SealRequest, signal: AbortSignal): Promise<void> {
  const { plan, target, receiverKey } = request;
  const tags = new Map<string, Digest>();
  const write = async (path: string, body: ByteStream, contentType = 'text/plain; charset=utf-8'): Promise<void> => {
    const counted = digesting(body);
    await target.write(path, counted.stream, { contentType }, signal);
    tags.set(path, counted.digest());
  };
  const tally = new LevelTally();
  await write('manifest-sha256.txt', encoded(manifest(request, tally)));
  if (receiverKey) {
    await write('metadata/records.jsonl', encoded(openLines(request)), 'application/jsonl');
    const context = { service: plan.parties.service.id, path: 'metadata/records.jsonl.encrypted' };
    const message = encryptForReceiver(encoded(fullLines(request)), receiverKey, context);
    await write('metadata/records.jsonl.encrypted', message.ciphertext, 'application/octet-stream').finally(() =>
      message.forget(),
    );
  } else await write('metadata/records.jsonl', encoded(fullLines(request)), 'application/jsonl');
  await write('metadata/migration-plan.json', encoded([canonicalJson(plan)]), 'application/json');
  await write(
    'metadata/bagit-profile.json',
    encoded([`${JSON.stringify(MIGRATION_PROFILE, null, 2)}\n`]),
    'application/json',
  );
  await write('bagit.txt', encoded([BAG_DECLARATION]));
  await write('bag-info.txt', encoded([formatBagInfo(bagInfo(request, tally))]));
  const lines = [...tags].map(([path, { sha256 }]) => manifestLine({ path, sha256 })).join('');
  await request.onSealed(sha256Hex(lines));
  await target.write('tagmanifest-sha256.txt', encoded([lines]), { contentType: 'text/plain; charset=utf-8' }, signal);
  await target.complete();
}

/** The day in Japan, as RFC 8493 writes it. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });

function bagInfo({ plan, planHash, planned, now }: SealRequest, tally: LevelTally): BagInfo {
  const { contractor, service } = plan.parties;
  const objects = (level: number): string => String(tally.levels.find((line) => line.level === level)?.objects ?? 0);
  return [
    ['Source-Organization', contractor.name],
    ['Contact-Name', contractor.responsible],
    ['External-Description', `${service.name} ${planned.system}`],
    ['External-Identifier', planned.name],
    ['Bag-Group-Identifier', plan.planId],
    ['Bagging-Date', DAY.format(now)],
    ['Payload-Oxum', `${tally.bytes}.${tally.objects}`],
    ['BagIt-Profile-Identifier', PROFILE_ID],
    ['Bag-Software-Agent', plan.tools.software],
    ['Kimitsu-Plan-Hash', planHash],
    ['Kimitsu-System', planned.system],
    ['Kimitsu-Receiver', plan.receiver.name],
    ['Kimitsu-Protection', plan.protection.mode],
    ['Kimitsu-Objects-Level-3', objects(3)],
    ['Kimitsu-Objects-Level-2', objects(2)],
    ['Kimitsu-Objects-Level-1', objects(1)],
  ];
}

async function* received(request: SealRequest): AsyncGenerator<{ item: MovingItem; receipt: Receipt }> {
  for await (const item of request.items()) {
    const receipt = await request.receipts.find(item.object.objectId, item.version.versionId);
    if (!receipt)
      throw new Fault('conflict', 'migrate/not-all-moved', 'an object has not been copied yet', {
        objectId: item.object.objectId,
      });
    yield { item, receipt };
  }
}

async function* manifest(request: SealRequest, tally: LevelTally): AsyncGenerator<string> {
  for await (const { item, receipt } of received(request)) {
    tally.add(levelOf(item), receipt.payloadBytes);
    yield manifestLine({ path: item.path, sha256: receipt.payloadSha256 });
  }
}

async function* fullLines(request: SealRequest): AsyncGenerator<string> {
  for await (const { item, receipt } of received(request))
    yield formatRecordLine(lineOf(item, receipt, await headOf(item, request)));
}

async function headOf(item: MovingItem, request: SealRequest): Promise<ObjectHead> {
  const head = await request.headOf(item);
  if (head) return head;
  const { objectId } = item.object;
  throw new Fault('conflict', 'migrate/changed', 'a version is gone since it was listed', { objectId });
}

async function* openLines(request: SealRequest): AsyncGenerator<string> {
  for await (const { item, receipt } of received(request))
    yield formatRecordLine(withoutDetails(lineOf(item, receipt, await headOf(item, request))));
}

function lineOf(item: MovingItem, receipt: Receipt, head: ObjectHead): RecordLine {
  const { path, object, version, current, key } = item;
  const { payloadBytes, payloadSha256, bytes, sha256 } = receipt;
  return {
    path,
    level: levelOf(item),
    kind: object.classification?.kind ?? 'unknown',
    version: current ? 'current' : 'older',
    // Of the current version the catalogue knows when it came, which is earlier than when it was encrypted.
    lastModified: current ? object.lastModified : head.lastModified.toISOString(),
    payloadBytes,
    payloadSha256,
    key,
    versionId: version.versionId,
    ...(head.contentType === undefined ? {} : { contentType: head.contentType }),
    metadata: { ...head.metadata },
    bytes,
    sha256,
  };
}

async function* encoded(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let waiting = '';
  for await (const text of texts) {
    waiting += text;
    if (waiting.length < 64 * 1024) continue;
    yield Buffer.from(waiting, 'utf8');
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting, 'utf8');
}

import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Fault } from '../../../base/fault.js';
import type { ObjectHead, ObjectVersion, RewriteOptions, Rewritten } from '../../../ports/object-store.js';
import { type CopySettings, copyInPlace } from './copy.js';
import { encryptionFields } from './encryption.js';
import { asHead, headOf, versionIdOf } from './head.js';
import { s3Fault } from './s3-fault.js';

/**
 * Copies in place and makes sure that exactly this version was replaced. S3's own condition compares ETags, which two
 * versions of one content share, and not every server knows it for a copy; so the versions are looked at before, to
 * spare the work, and after, when it counts: a copy that lies over anything else is taken back.
 *
 * @param versionsOf - all versions of the key, newest first
 */
export async function rewriteInPlace(
  client: S3Client,
  version: ObjectHead,
  options: RewriteOptions,
  settings: CopySettings,
  { versionsOf, now }: { versionsOf(): Promise<ObjectVersion[]>; now: Date },
): Promise<Rewritten> {
  const { bucket, key } = version;
  encryptionFields(options.encryption);
  const current = await headOf(client, { bucket, key }, options.signal);
  if (!current || versionIdOf(current) !== version.versionId) throw changed(bucket);
  // As it is now: a lock or a tag may have been set since the caller looked.
  const source = asHead(version, current, true, now);
  const { versionId, notKept } = await copyInPlace(client, source, options, settings, now);
  // From here on without the signal: it is written, and an abort now would say that it is not.
  const versions = await versionsOf();
  const at = versions.findIndex((found) => found.versionId === versionId);
  const replaced = versions.findIndex((found) => found.versionId === version.versionId);
  // Never taken back when the source is gone: it may be the only copy.
  if (at >= 0 && replaced > at + 1) await takeBack(client, { bucket, key, versionId });
  if (at < 0 || replaced !== at + 1) throw changed(bucket);
  const written = await headOf(client, { bucket, key, versionId }, undefined);
  if (!written) throw changed(bucket);
  return { head: asHead(version, written, at === 0, now), notKept };
}

async function takeBack(client: S3Client, ref: { bucket: string; key: string; versionId: string }): Promise<void> {
  const { bucket, key, versionId } = ref;
  try {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  } catch (error) {
    throw s3Fault(error, { bucket });
  }
}

function changed(bucket: string): Fault {
  return new Fault('conflict', 'store/changed', 'the current version is not the expected one', { bucket });
}

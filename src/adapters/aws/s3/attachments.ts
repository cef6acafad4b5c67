import {
  GetObjectAclCommand,
  type GetObjectAclCommandOutput,
  GetObjectTaggingCommand,
  ListObjectAnnotationsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { NotKept, ObjectRef } from '../../../ports/object-store.js';
import { serviceError } from '../service-error.js';
import { abortable } from './listing.js';
import { s3Fault } from './s3-fault.js';

type Signal = AbortSignal | undefined;

/** Tags of a version; `undefined` when they may not be read. */
export async function tagsOf(
  client: S3Client,
  ref: ObjectRef,
  signal: Signal,
): Promise<Record<string, string> | undefined> {
  const asked = client.send(new GetObjectTaggingCommand(named(ref)), abortable(signal));
  const { answer, denied } = await whereAllowed(asked, ref, signal);
  if (denied) return undefined;
  return Object.fromEntries((answer?.TagSet ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

/** No write of ours states grants: a successor belongs to its writer alone. */
export async function lostGrants(client: S3Client, ref: ObjectRef, signal: Signal): Promise<NotKept[]> {
  const asked = client.send(new GetObjectAclCommand(named(ref)), abortable(signal));
  const { answer, denied } = await whereAllowed(asked, ref, signal);
  return denied || (answer && !ownerOnly(answer)) ? ['acl'] : [];
}

function ownerOnly({ Owner, Grants = [] }: GetObjectAclCommandOutput): boolean {
  return Grants.every(({ Grantee }) => Grantee?.ID !== undefined && Grantee.ID === Owner?.ID);
}

/** Annotations that a copy by S3 would take along and anything else leaves behind. */
export async function lostAnnotations(client: S3Client, ref: ObjectRef, signal: Signal): Promise<NotKept[]> {
  const asked = client.send(
    new ListObjectAnnotationsCommand({ ...named(ref), MaxAnnotationResults: 1 }),
    abortable(signal),
  );
  const { answer, denied } = await whereAllowed(asked, ref, signal);
  return denied || (answer?.Annotations ?? []).length > 0 ? ['annotations'] : [];
}

const named = ({ bucket, key, versionId }: ObjectRef) => ({ Bucket: bucket, Key: key, VersionId: versionId });

/** Neither answer nor denial: the server does not have such a thing, so there is nothing to lose. */
async function whereAllowed<T>(
  asked: Promise<T>,
  { bucket }: ObjectRef,
  signal: Signal,
): Promise<{ answer: T | undefined; denied: boolean }> {
  try {
    return { answer: await asked, denied: false };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const { name } = serviceError(error);
    if (name === 'AccessDenied') return { answer: undefined, denied: true };
    if (UNKNOWN.has(name)) return { answer: undefined, denied: false };
    throw s3Fault(error, { bucket, signal });
  }
}

const UNKNOWN = new Set(['NotImplemented', 'MethodNotAllowed', 'AccessControlListNotSupported']);

import { Fault } from '../../../base/fault.js';
import { commonFault, type ServiceError, serviceError } from '../service-error.js';

/** What the caller asked for, as far as the meaning of a refusal depends on it. Never personal. */
export interface S3Request {
  bucket: string;
  signal?: AbortSignal | undefined;
  /** The condition of a write that a 412 speaks of. */
  condition?: 'match' | 'none-match' | undefined;
}

/**
 * An S3 error as a Fault. SDK errors hold object keys in their fields and texts, so none is kept, not even as `cause`:
 * code, status and request id stand in `detail`.
 */
export function s3Fault(error: unknown, { bucket, signal, condition }: S3Request): unknown {
  if (error instanceof Fault) return error;
  if (signal?.aborted) return signal.reason;
  const said = serviceError(error);
  const detail = { bucket, ...said };
  return (
    conditionFault(said, condition, detail) ??
    absenceFault(said, detail) ??
    keyFault(said, detail) ??
    corruptFault(error, said, detail) ??
    commonFault('store', said, { bucket }) ??
    new Fault('usage', 'store/refused', 'the store refuses the request', detail)
  );
}

type Detail = Readonly<Record<string, unknown>>;

function conditionFault({ name, status }: ServiceError, condition: S3Request['condition'], detail: Detail) {
  if (condition === undefined) return undefined;
  if (name === 'NoSuchBucket' || name === 'NoSuchUpload') return undefined;
  // 404: If-Match on a key without a current version. 409: another write to the key was under way.
  const failed = status === 412 || status === 409 || (status === 404 && condition === 'match');
  if (!failed) return undefined;
  if (condition === 'none-match') {
    return new Fault('conflict', 'store/exists', 'the key has a current version already', detail);
  }
  return new Fault('conflict', 'store/changed', 'the current version is not the expected one', detail);
}

function absenceFault({ name, status }: ServiceError, detail: Detail): Fault | undefined {
  // A redirected HEAD has no body and so no name.
  switch (status === 301 ? 'PermanentRedirect' : name) {
    case 'NoSuchBucket':
      return new Fault('usage', 'store/no-bucket', 'there is no such bucket', detail);
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return new Fault('usage', 'store/wrong-region', 'the bucket lies in another region', detail);
    case 'NoSuchUpload':
      return new Fault('conflict', 'store/upload-aborted', 'the upload was aborted while it was written', detail);
    case 'NoSuchKey':
    case 'NoSuchVersion':
    case 'MethodNotAllowed': // the version is a delete marker
      return new Fault('conflict', 'store/no-such-version', 'the version does not exist (any more)', detail);
    case 'KeyTooLongError':
      return new Fault('usage', 'store/bad-key', 'an object key has at most 1024 bytes', detail);
    case 'InvalidObjectState':
      return new Fault('denied', 'store/archived', 'the content has to be restored before it can be read', detail, {
        hint: 'restore the object in the store, then run again',
      });
    case 'EntityTooLarge':
      return new Fault('usage', 'store/too-large', 'the content is larger than the store takes', detail);
    default:
      return undefined;
  }
}

/** S3 passes on what KMS says about the key of a version. */
function keyFault({ name }: ServiceError, detail: Detail): Fault | undefined {
  switch (name) {
    case 'KMS.DisabledException':
      return new Fault('denied', 'keys/disabled', 'the key of the version is disabled', detail);
    case 'KMS.KMSInvalidStateException':
      return new Fault('denied', 'keys/pending-deletion', 'the state of the key does not allow its use', detail);
    case 'KMS.NotFoundException':
      return new Fault('usage', 'keys/not-found', 'the key for encryption at rest does not exist', detail);
    case 'KMS.KeyUnavailableException':
    case 'KMS.KMSInternalException':
    case 'KMS.ThrottlingException':
      return new Fault('unavailable', 'keys/unavailable', 'the key service could not answer the store', detail);
    default:
      return undefined;
  }
}

/** Content that does not match its checksum, on the way up (`BadDigest`) or down (the SDK has no class for it). */
function corruptFault(error: unknown, { name }: ServiceError, detail: Detail): Fault | undefined {
  const wrong =
    ['BadDigest', 'InvalidDigest', 'XAmzContentChecksumMismatch', 'XAmzContentSHA256Mismatch'].includes(name) ||
    (error instanceof Error && error.message.startsWith('Checksum mismatch'));
  return wrong ? new Fault('integrity', 'store/corrupt', 'the content does not match its checksum', detail) : undefined;
}

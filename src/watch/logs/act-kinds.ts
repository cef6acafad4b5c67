import type { ActKind } from '../access-event.js';

const LOGGING =
  /^(?:cloudtrail:(?:StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors|PutInsightSelectors|DeleteEventDataStore|UpdateEventDataStore)|s3:PutBucketLogging)$/;
const KEY_CHANGE =
  /^kms:(?:PutKeyPolicy|DisableKeyRotation|CreateGrant|ScheduleKeyDeletion|DisableKey|DeleteImportedKeyMaterial|DeleteAlias|UpdateAlias|UpdatePrimaryRegion|ReplicateKey)$/;
const SETTINGS =
  /^s3:(?:(?:Put|Delete)Bucket(?:Policy|Versioning|Lifecycle|LifecycleConfiguration|Acl|Encryption|Cors|Replication|Website|Ownership\w*|PublicAccessBlock)|(?:Put|Delete)(?:Account)?PublicAccessBlock|PutObjectLockConfiguration|PutBucketObjectLockConfiguration|DeleteBucket|(?:Create|Put|Delete)AccessPoint(?:Policy)?)$/;
const DECRYPT = /^kms:(?:Decrypt|ReEncrypt(?:From)?|DeriveSharedSecret)$/;
const READ = /^s3:(?:GetObject(?:Version|Torrent)?|SelectObjectContent|CopyObject|UploadPartCopy|RestoreObject)$/;
const WRITE = /^s3:(?:PutObject|DeleteObjects?|CompleteMultipartUpload|CreateMultipartUpload|UploadPart|PostObject)$/;

/** What an action of AWS, `service:Name`, does. */
export function actKindOf(action: string): ActKind {
  if (READ.test(action)) return 'read';
  if (WRITE.test(action)) return 'write';
  if (DECRYPT.test(action)) return 'decrypt';
  if (KEY_CHANGE.test(action)) return 'key-change';
  if (LOGGING.test(action)) return 'logging-change';
  if (SETTINGS.test(action)) return 'settings-change';
  return action.startsWith('signin:') ? 'sign-in' : 'other';
}

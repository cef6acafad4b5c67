import { GetObjectLockConfigurationCommand, type S3Client } from '@aws-sdk/client-s3';
import { serviceError } from '../service-error.js';
import { abortable } from './listing.js';
import { s3Fault } from './s3-fault.js';

/** Whether versions of the bucket can have locks; without that no version needs to be asked for one. */
export async function keepsLocks(client: S3Client, bucket: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const command = new GetObjectLockConfigurationCommand({ Bucket: bucket });
    const { ObjectLockConfiguration } = await client.send(command, abortable(signal));
    return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  } catch (error) {
    if (serviceError(error).name === 'ObjectLockConfigurationNotFoundError') return false;
    throw s3Fault(error, { bucket, signal });
  }
}

import { GetBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import { Fault } from '../../../base/fault.js';
import { abortable } from './listing.js';
import { s3Fault } from './s3-fault.js';

/**
 * Buckets shown to keep versions. Where a bucket does not, writing the encrypted form of an object would destroy the
 * only copy before it was read back, and what was overwritten would leave no trace to account for.
 */
export class VersionedBuckets {
  readonly #known = new Set<string>();

  constructor(readonly client: S3Client) {}

  /** @throws {Fault} `usage` / `store/not-versioned`; what the store says when it may not be asked */
  async check(bucket: string, signal: AbortSignal | undefined): Promise<void> {
    if (this.#known.has(bucket)) return;
    const status = await this.#statusOf(bucket, signal);
    if (status !== 'Enabled') {
      throw new Fault(
        'usage',
        'store/not-versioned',
        'the bucket does not keep versions',
        { bucket, status: status ?? 'never enabled' },
        { hint: 'enable versioning on the bucket' },
      );
    }
    this.#known.add(bucket);
  }

  async #statusOf(bucket: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    try {
      const command = new GetBucketVersioningCommand({ Bucket: bucket });
      return (await this.client.send(command, abortable(signal))).Status;
    } catch (error) {
      throw s3Fault(error, { bucket, signal });
    }
  }
}

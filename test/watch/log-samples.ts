import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sha256Hex } from '../../src/base/bytes.js';

const HEX = 'a'.repeat(64);

/** A record of S3 server access logs with all of today's fields. */
export function s3Line(
  change: Partial<
    Record<'time' | 'ip' | 'requester' | 'id' | 'operation' | 'key' | 'status' | 'agent' | 'bucket', string>
  > = {},
): string {
  const one = {
    bucket: 'centre-records',
    time: '01/Apr/2026:03:00:00 +0000',
    ip: '192.0.2.10',
    requester: 'arn:aws:iam::111122223333:user/operator-01',
    id: '3E57427F3EXAMPLE',
    operation: 'REST.GET.OBJECT',
    key: 'pbx/2026-04/09012345678_yamada.wav',
    status: '200',
    agent: '"aws-cli/2.0"',
    ...change,
  };
  return `${HEX} ${one.bucket} [${one.time}] ${one.ip} ${one.requester} ${one.id} ${one.operation} ${one.key} "GET /${one.key} HTTP/1.1" ${one.status} - 113 113 7 6 "-" ${one.agent} - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader centre-records.s3.ap-northeast-1.amazonaws.com TLSV1.2 - - ap-northeast-1`;
}

/** An event of CloudTrail. */
export function trailRecord(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/operator-01', accountId: '111122223333' },
    eventTime: '2026-04-01T03:00:00Z',
    eventSource: 'kms.amazonaws.com',
    eventName: 'DescribeKey',
    awsRegion: 'ap-northeast-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.0 yamada@example.com',
    requestParameters: null,
    responseElements: null,
    eventID: '11111111-2222-3333-4444-555555555555',
    ...change,
  };
}

export const trailFile = (...records: unknown[]): Buffer => gzipSync(JSON.stringify({ Records: records }));

export const trailName = (time: string, random = 'AbCdEfGhIjKlMnOp'): string =>
  `111122223333_CloudTrail_ap-northeast-1_${time}_${random}.json.gz`;

interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

/** Takes a fifth of a second to make. */
export const rsaPair = (): Pair => generateKeyPairSync('rsa', { modulusLength: 2048 });
const PAIR = rsaPair();

/** Makes digests as CloudTrail does, all by one key unless another one is given. */
export class DigestMaker {
  readonly fingerprint = '31e8b5433410dfb61a9dc45cc65b22ff';
  readonly #key: KeyObject;
  readonly publicPem: string;
  readonly publicPkcs1Base64: string;
  previous: { name: string; sha256: string; signature: string } | undefined;

  constructor({ publicKey, privateKey }: Pair = PAIR) {
    this.#key = privateKey;
    this.publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    this.publicPkcs1Base64 = publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
  }

  /** @param hour - UTC hour of 2026-04-01 at which it ends */
  make(hour: number, logs: Record<string, Buffer>): { name: string; bytes: Buffer; signature: string } {
    const two = (value: number) => String(value).padStart(2, '0');
    const name = `111122223333_CloudTrail-Digest_ap-northeast-1_centre_ap-northeast-1_20260401T${two(hour)}0000Z.json.gz`;
    const content = Buffer.from(
      JSON.stringify({
        awsAccountId: '111122223333',
        digestStartTime: `2026-04-01T${two(hour - 1)}:00:00Z`,
        digestEndTime: `2026-04-01T${two(hour)}:00:00Z`,
        digestS3Bucket: 'centre-trail',
        digestS3Object: `digests/${name}`,
        digestPublicKeyFingerprint: this.fingerprint,
        digestSignatureAlgorithm: 'SHA256withRSA',
        newestEventTime: null,
        oldestEventTime: null,
        previousDigestS3Bucket: this.previous ? 'centre-trail' : null,
        previousDigestS3Object: this.previous ? `digests/${this.previous.name}` : null,
        previousDigestHashValue: this.previous?.sha256 ?? null,
        previousDigestHashAlgorithm: this.previous ? 'SHA-256' : null,
        previousDigestSignature: this.previous?.signature ?? null,
        logFiles: Object.entries(logs).map(([log, unpacked]) => ({
          s3Bucket: 'centre-trail',
          s3Object: `logs/${log}`,
          hashValue: sha256Hex(unpacked),
          hashAlgorithm: 'SHA-256',
        })),
      }),
    );
    const text = [
      `2026-04-01T${two(hour)}:00:00Z`,
      `centre-trail/digests/${name}`,
      sha256Hex(content),
      this.previous?.signature ?? 'null',
    ].join('\n');
    const signature = createSign('RSA-SHA256').update(text).sign(this.#key).toString('hex');
    this.previous = { name, sha256: sha256Hex(content), signature };
    return { name, bytes: gzipSync(content), signature };
  }
}

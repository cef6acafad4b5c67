import { Fault } from '../../base/fault.js';

/** What may be called. Requests to anything else fail before they are sent. */
export interface ApprovedTarget {
  /** `https://host[:port]` */
  endpoint: string;
  /** Twelve digits. */
  account: string;
  /** Buckets of S3. */
  buckets?: readonly string[];
}

/** As much of an SDK client as is needed here; S3, KMS, IAM and STS share it. */
export interface SdkClient {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK types the stack of each client on its own
  middlewareStack: { add(middleware: any, options: any): void };
}

interface Request {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
}

/**
 * B2-1-2: makes a client refuse every address, bucket and account but the approved ones. The address is looked at last,
 * when nothing changes the request any more, so that neither an environment variable nor a profile leads elsewhere; of
 * S3 the account is stated with every request, and the service refuses when the bucket belongs to another.
 */
export function onlyApproved<Client extends SdkClient>(client: Client, approved: ApprovedTarget): Client {
  client.middlewareStack.add(
    // biome-ignore lint/suspicious/noExplicitAny: as above
    (next: any) => async (args: any) => {
      const { input } = args;
      if (approved.buckets && input.Bucket !== undefined) {
        checkBucket(input.Bucket, approved.buckets);
        const owner = { ExpectedBucketOwner: approved.account };
        const source = input.CopySource === undefined ? {} : { ExpectedSourceBucketOwner: approved.account };
        return next({ ...args, input: { ...input, ...owner, ...source } });
      }
      checkAccount(input.KeyId, approved.account);
      const result = await next(args);
      const { KeyMetadata, KeyId } = result.output;
      checkAccount(KeyMetadata?.Arn ?? KeyId, approved.account);
      return result;
    },
    { step: 'initialize', name: 'kimitsuApprovedAccount', override: true },
  );
  client.middlewareStack.add(
    // biome-ignore lint/suspicious/noExplicitAny: as above
    (next: any) => (args: any) => {
      checkAddress(args.request, approved);
      return next(args);
    },
    { step: 'deserialize', priority: 'low', name: 'kimitsuApprovedAddress', override: true },
  );
  return client;
}

function checkAddress({ protocol, hostname, port, path }: Request, { endpoint, buckets }: ApprovedTarget): void {
  const { origin, host } = new URL(endpoint);
  const sent = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
  if (sent.origin === origin) {
    if (buckets) checkBucket(decodeURIComponent(path.split('/')[1] ?? ''), buckets);
    return;
  }
  const bucket = sent.host.endsWith(`.${host}`) ? sent.host.slice(0, -host.length - 1) : undefined;
  if (bucket === undefined || !buckets || sent.protocol !== new URL(endpoint).protocol)
    throw notApproved({ address: sent.origin, approved: origin });
  checkBucket(bucket, buckets);
}

/** @param arn - of a key, as the caller or the service names it; what is no ARN says nothing of an account */
function checkAccount(arn: string | undefined, approved: string): void {
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1];
  if (account !== undefined && account !== approved) throw otherAccount(account, approved);
}

export function otherAccount(account: string, approved: string): Fault {
  return new Fault(
    'denied',
    'services/other-account',
    'the account is not the approved one',
    { account, approved },
    { hint: 'use the credentials of the approved account, or agree on the other with the prefecture' },
  );
}

function checkBucket(bucket: string, buckets: readonly string[]): void {
  if (!buckets.includes(bucket)) throw notApproved({ bucket });
}

function notApproved(detail: Record<string, unknown>): Fault {
  return new Fault(
    'denied',
    'services/not-approved',
    'the request would go to a service that is not approved',
    detail,
    {
      hint: 'compare approvedServices in kimitsu.yaml with the profile and the environment (AWS_ENDPOINT_URL)',
    },
  );
}

import type { KMSClientConfig } from '@aws-sdk/client-kms';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { type ApprovedTarget, onlyApproved, type SdkClient } from './approved.js';

/** Where a service is and as whom it is called. What is left out comes from the SDK's usual chain. */
export interface AwsConnection {
  region: string;
  /** Base address of a service that speaks the protocol, for instance inside a company; undefined for AWS itself. */
  endpoint?: string;
  /** Undefined: the SDK's chain (environment, shared files, container or instance role). */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** Undefined only where nothing is configured: in tests of an adapter. */
  approved?: ApprovedTarget;
}

export interface S3Connection extends AwsConnection {
  /** `https://host/bucket/key` instead of `https://bucket.host/key`; most servers that are not AWS need it. */
  forcePathStyle?: boolean;
}

// What the SDK says of later Node versions concerns whoever builds kimitsu, not the operator at the terminal.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Tries in all, with the SDK's growing pauses, before a call is reported as `unavailable`. */
const ATTEMPTS = 4;
/** Milliseconds. Without these a server that accepts and never answers would hold a run for ever. */
const CONNECT_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 120_000;

/** The client configuration that both services share. */
export function clientConfig({ region, endpoint, credentials }: AwsConnection) {
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT, socketTimeout: IDLE_TIMEOUT },
  } satisfies S3ClientConfig & KMSClientConfig;
}

/** B2-1-2: the client, held to what is approved. */
export function held<Client extends SdkClient>(client: Client, { approved }: AwsConnection): Client {
  return approved ? onlyApproved(client, approved) : client;
}

import { errnoOf, Fault } from '../../base/fault.js';

/** What an SDK error says, without its text: the text of S3 repeats object keys. */
export interface ServiceError {
  /** The service's own code, `NoSuchKey`; a name of the SDK where no answer came, `TimeoutError`. */
  name: string;
  /** Undefined when no answer came. */
  status: number | undefined;
  /** For the provider's support. */
  requestId: string | undefined;
}

const THROTTLING = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'BandwidthLimitExceeded',
]);
const CREDENTIALS = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
]);
const CLOCK_SKEW = new Set(['RequestTimeTooSkewed', 'RequestInTheFuture']);
const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'AllAccessDisabled', 'NotAuthorizedException']);
const PASSING = new Set([
  'InternalError',
  'InternalFailure',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'TimeoutError',
]);
/** Codes of Node: `ECONNRESET`, `CERT_HAS_EXPIRED`. */
const SYSTEM_ERROR = /^[A-Z][A-Z0-9_]+$/;

export function serviceError(error: unknown): ServiceError {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number; requestId?: string } };
  return {
    name: errnoOf(error) ?? name ?? 'unknown',
    status: $metadata?.httpStatusCode,
    requestId: $metadata?.requestId,
  };
}

/**
 * What both services fail with in the same way: network, throttling, credentials, permissions.
 *
 * @param room - `store`, `keys` or `accounts`: the first part of the fault's code
 * @param detail - added to what the service said; never personal
 * @returns undefined when it is none of these
 */
export function commonFault(
  room: 'store' | 'keys' | 'accounts',
  said: ServiceError,
  detail: Readonly<Record<string, unknown>>,
): Fault | undefined {
  const all = { ...detail, ...said };
  const { name, status } = said;
  const denied = (message: string, hint: string) =>
    new Fault('denied', `${room}/access-denied`, message, all, { hint });
  const away = (message: string, hint: string) =>
    new Fault('unavailable', `${room}/unavailable`, message, all, { hint });

  if (THROTTLING.has(name) || status === 429) {
    return away('the service asks for fewer requests', 'run again later, or with fewer requests at a time');
  }
  if (CREDENTIALS.has(name)) {
    return denied('the service does not accept the credentials', 'renew the credentials and run again');
  }
  if (CLOCK_SKEW.has(name)) {
    return denied('the clock of this machine differs too much from the service', 'set the clock and run again');
  }
  if (DENIED.has(name) || status === 401 || status === 403) {
    return denied('the service refuses access', 'check the permissions of the role that runs this');
  }
  const unanswered = status === undefined && SYSTEM_ERROR.test(name);
  if (PASSING.has(name) || unanswered || (status !== undefined && status >= 500)) {
    return away('the service could not be reached or failed', 'check network and service, then run again');
  }
  if (status === undefined) {
    return new Fault('bug', `${room}/unexpected`, 'the client failed before it sent a request', all);
  }
  return undefined;
}

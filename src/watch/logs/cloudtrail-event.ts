import { z } from 'zod';
import type { AccessEvent, Outcome } from '../access-event.js';
import { printable, resourceName } from '../printable.js';
import { actKindOf } from './act-kinds.js';

const Identity = z.object({
  type: z.string().optional(),
  arn: z.string().optional(),
  principalId: z.string().optional(),
  accountId: z.string().optional(),
  invokedBy: z.string().optional(),
  userName: z.string().optional(),
});
const Values = z.record(z.string(), z.unknown()).nullish();

/** What is read of a record. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const TrailRecord = z.object({
  eventTime: z.string(),
  eventSource: z.string(),
  eventName: z.string(),
  eventID: z.string().optional(),
  requestID: z.string().nullish(),
  userIdentity: Identity.nullish(),
  sourceIPAddress: z.string().nullish(),
  errorCode: z.string().nullish(),
  errorMessage: z.string().nullish(),
  requestParameters: Values,
  responseElements: Values,
  additionalEventData: Values,
  resources: z.array(z.object({ ARN: z.string().optional() })).nullish(),
});
type TrailRecord = z.infer<typeof TrailRecord>;

const DENIED = /AccessDenied|UnauthorizedOperation|Client\.Unauthorized|NotAuthorized|Forbidden/;

/** @returns undefined when the text is not an event of CloudTrail */
export function cloudTrailEvent(
  text: string,
  source: string,
  evidence: AccessEvent['evidence'],
): AccessEvent | undefined {
  const record = parsed(text);
  const at = record && Date.parse(record.eventTime);
  if (!record || at === undefined || Number.isNaN(at)) return undefined;
  const action = `${record.eventSource.split('.')[0]}:${record.eventName}`;
  const bucket = textOf(record.requestParameters?.bucketName);
  const key = textOf(record.requestParameters?.key);
  const mfa = mfaOf(record);
  return {
    at,
    source,
    principal: principalOf(record),
    ip: addressOf(record),
    action: printable(action),
    kind: record.eventName === 'CheckMfa' ? 'sign-in' : actKindOf(action),
    // Masked when asked for: most events are evidence of nothing.
    get resource() {
      return bucket === undefined ? keyResource(record) : resourceName(bucket, key);
    },
    outcome: outcomeOf(record),
    requestId: printable(record.eventID ?? record.requestID ?? '-'),
    evidence,
    ...(mfa === undefined ? {} : { mfa }),
    ...(bucket === undefined || key === undefined ? {} : { object: { bucket, key } }),
  };
}

function parsed(text: string): TrailRecord | undefined {
  try {
    const checked = TrailRecord.safeParse(JSON.parse(text));
    return checked.success ? checked.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function principalOf({ userIdentity }: TrailRecord): string {
  const { type, arn, invokedBy, principalId, accountId } = userIdentity ?? {};
  if (type === 'AWSService' || (arn === undefined && invokedBy !== undefined))
    return printable(`service:${invokedBy ?? 'unknown'}`);
  if (arn !== undefined) return printable(arn);
  if (type === 'AWSAccount') return printable(`account:${accountId ?? principalId ?? 'unknown'}`);
  return principalId === undefined || principalId === '' ? 'anonymous' : printable(principalId);
}

/** Services of the provider call by their name instead of an address. */
function addressOf({ sourceIPAddress }: TrailRecord): string | undefined {
  if (!sourceIPAddress || /^[a-z0-9.-]+\.amazonaws\.com$/.test(sourceIPAddress) || sourceIPAddress === 'AWS Internal')
    return undefined;
  return printable(sourceIPAddress);
}

/** ARN of a KMS key, trail or user; an object's is masked, as any other resource name that callers choose. */
function keyResource({ resources, requestParameters }: TrailRecord): string | undefined {
  const arn = resources?.find(({ ARN }) => ARN?.startsWith('arn:') && ARN.includes(':kms:'))?.ARN;
  const named = arn ?? textOf(requestParameters?.keyId);
  return named === undefined ? undefined : printable(named);
}

function outcomeOf({ errorCode, errorMessage, responseElements, eventName }: TrailRecord): Outcome {
  if (errorCode && DENIED.test(errorCode)) return 'denied';
  if (errorCode || errorMessage === 'Failed authentication') return 'failed';
  const signIn = eventName === 'ConsoleLogin' || eventName === 'CheckMfa';
  return signIn && responseElements?.[eventName] === 'Failure' ? 'failed' : 'success';
}

/** A role's console session was authenticated elsewhere, so that it says nothing here. */
function mfaOf({ eventName, additionalEventData, userIdentity }: TrailRecord): boolean | undefined {
  if (eventName !== 'ConsoleLogin' || userIdentity?.type === 'AssumedRole') return undefined;
  const used = additionalEventData?.MFAUsed;
  return typeof used === 'string' ? used === 'Yes' : undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

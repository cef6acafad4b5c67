import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { NotKept, ObjectLock, ObjectProperties } from '../../../ports/object-store.js';
import { bindingLock } from '../../object-lock.js';

/** Classes whose content must be restored before it can be read. */
const ARCHIVED = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** @param answer - of HEAD; it tells of a lock only to those who may ask for it (`s3:GetObjectRetention`, `…LegalHold`) */
export function propertiesOf(answer: HeadObjectCommandOutput): ObjectProperties {
  const { StorageClass: storageClass } = answer;
  return {
    cacheControl: answer.CacheControl,
    contentDisposition: answer.ContentDisposition,
    contentEncoding: answer.ContentEncoding,
    contentLanguage: answer.ContentLanguage,
    expires: answer.ExpiresString,
    websiteRedirect: answer.WebsiteRedirectLocation,
    storageClass: storageClass === 'STANDARD' ? undefined : storageClass,
    lock: lockOf(answer),
  };
}

function lockOf(answer: HeadObjectCommandOutput): ObjectLock | undefined {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until } = answer;
  const lock: ObjectLock = {
    ...(mode && until ? { retention: { mode: mode === 'GOVERNANCE' ? 'governance' : 'compliance', until } } : {}),
    ...(answer.ObjectLockLegalHoldStatus === 'ON' ? { legalHold: true } : {}),
    ...(answer.ObjectLockEventHold === 'ON'
      ? { eventHold: { days: answer.ObjectLockEventHoldDurationDays, years: answer.ObjectLockEventHoldDurationYears } }
      : {}),
  };
  return Object.keys(lock).length > 0 ? lock : undefined;
}

/** What a copy by S3 does not take along by itself. */
export function placeFields({ storageClass, websiteRedirect, lock }: ObjectProperties, now: Date) {
  const { retention, legalHold, eventHold } = bindingLock(lock, now) ?? {};
  return {
    ...(storageClass === undefined || ARCHIVED.has(storageClass)
      ? {}
      : { StorageClass: storageClass as 'STANDARD_IA' }),
    ...(websiteRedirect === undefined ? {} : { WebsiteRedirectLocation: websiteRedirect }),
    ...(retention && {
      ObjectLockMode: retention.mode === 'governance' ? ('GOVERNANCE' as const) : ('COMPLIANCE' as const),
      ObjectLockRetainUntilDate: retention.until,
    }),
    ...(legalHold ? { ObjectLockLegalHoldStatus: 'ON' as const } : {}),
    ...(eventHold && {
      ObjectLockEventHold: 'ON' as const,
      ObjectLockEventHoldDurationDays: eventHold.days,
      ObjectLockEventHoldDurationYears: eventHold.years,
    }),
  };
}

/** Everything, for a version that is written anew. */
export function propertyFields(properties: ObjectProperties, now: Date) {
  const expires = dateOf(properties.expires);
  return {
    CacheControl: properties.cacheControl,
    ContentDisposition: properties.contentDisposition,
    ContentEncoding: properties.contentEncoding,
    ContentLanguage: properties.contentLanguage,
    ...(expires ? { Expires: expires } : {}),
    ...placeFields(properties, now),
  };
}

/** A tag set as S3 takes it in a header. */
export function tagField(tags: Readonly<Record<string, string>>): { Tagging?: string } {
  const pairs = Object.entries(tags).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return pairs.length > 0 ? { Tagging: pairs.join('&') } : {};
}

/** An archived class is not written again: what was written in it could not be read back. */
export function lostPlace({ storageClass }: ObjectProperties): NotKept[] {
  return storageClass !== undefined && ARCHIVED.has(storageClass) ? ['storage-class'] : [];
}

/** A copy by S3 takes any `Expires` along; a request of ours can state only a date. */
export function lostExpires({ expires }: ObjectProperties): NotKept[] {
  return expires !== undefined && !dateOf(expires) ? ['expires'] : [];
}

/** Strict: `0` and `-1` mean “expired already”, and would pass for years. */
function dateOf(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return !Number.isNaN(date.getTime()) && date.toUTCString() === text ? date : undefined;
}

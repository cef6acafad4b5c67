import type { PutOptions } from '../../../ports/object-store.js';
import { encryptionFields } from './encryption.js';
import { propertyFields, tagField } from './properties.js';

export interface Target {
  bucket: string;
  key: string;
}

export function conditionOf({ ifMatch, ifNoneMatch }: PutOptions): 'match' | 'none-match' | undefined {
  if (ifNoneMatch !== undefined) return 'none-match';
  return ifMatch === undefined ? undefined : 'match';
}

export const conditionFields = ({ ifMatch, ifNoneMatch }: PutOptions) => ({
  ...(ifMatch === undefined ? {} : { IfMatch: `"${ifMatch}"` }),
  ...(ifNoneMatch === undefined ? {} : { IfNoneMatch: ifNoneMatch }),
});

/** What a new version is to be, apart from its content. @param now - decides which retention can still be set */
export const contentFields = (options: PutOptions, now: Date) => ({
  ...(options.contentType === undefined ? {} : { ContentType: options.contentType }),
  ...(options.metadata === undefined ? {} : { Metadata: { ...options.metadata } }),
  ...propertyFields(options.properties ?? {}, now),
  ...tagField(options.tags ?? {}),
  ...encryptionFields(options.encryption),
});

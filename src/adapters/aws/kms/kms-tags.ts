import { ListResourceTagsCommand, TagResourceCommand } from '@aws-sdk/client-kms';
import { Fault } from '../../../base/fault.js';
import { bareId, type KmsCalls } from './kms-calls.js';

/** Every tag of a key; undefined where the caller may not look: who only uses a key need not be allowed to. */
export async function tagsOf(keyId: string, calls: KmsCalls): Promise<Readonly<Record<string, string>> | undefined> {
  const KeyId = bareId((await calls.existing(keyId)).keyId);
  const tags: Record<string, string> = {};
  let marker: string | undefined;
  try {
    do {
      const page = await calls.call(keyId, () =>
        calls.client.send(new ListResourceTagsCommand({ KeyId, ...(marker === undefined ? {} : { Marker: marker }) })),
      );
      for (const { TagKey = '', TagValue = '' } of page.Tags ?? []) tags[TagKey] = TagValue;
      marker = page.Truncated ? page.NextMarker : undefined;
    } while (marker !== undefined);
    return tags;
  } catch (error) {
    if (error instanceof Fault && error.code === 'keys/access-denied') return undefined;
    throw error;
  }
}

export async function tagKey(keyId: string, tags: Readonly<Record<string, string>>, calls: KmsCalls): Promise<void> {
  const KeyId = bareId((await calls.existing(keyId)).keyId);
  const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  await calls.call(keyId, () => calls.client.send(new TagResourceCommand({ KeyId, Tags })));
}

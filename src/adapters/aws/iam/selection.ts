import type { Tag } from '@aws-sdk/client-iam';

/** Which accounts of a provider's account are the service's. Nothing else is ever listed or changed. */
export type Selection =
  | { by: 'tag'; key: string; value: string }
  /** Begins and ends with `/`, and is more than that. */
  | { by: 'path'; prefix: string };

/** The tag that marks what belongs to a service; its value is the service's id. */
export const SERVICE_TAG = 'kimitsu-service';

/** What AWS makes and manages itself. */
const PROVIDER_PATHS = ['/aws-service-role/', '/aws-reserved/'];

export function isSelected(
  { Path = '/', Tags = [] }: { Path?: string | undefined; Tags?: readonly Tag[] | undefined },
  selection: Selection,
): boolean {
  if (PROVIDER_PATHS.some((path) => Path.startsWith(path))) return false;
  if (selection.by === 'path') return Path.startsWith(selection.prefix);
  return Tags.some(({ Key, Value }) => Key === selection.key && Value === selection.value);
}

/** What the service narrows a listing down by; tags have to be looked at one by one. */
export function listedBy(selection: Selection): { PathPrefix?: string } {
  return selection.by === 'path' ? { PathPrefix: selection.prefix } : {};
}

import type { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { ObjectVersion } from '../../../ports/object-store.js';

/** Which kind each entry of a version listing is, in the order of the answer. */
export interface WireOrder {
  tags: ('Version' | 'DeleteMarker')[];
}

/**
 * S3 answers with versions and delete markers mixed, newest first within a key, in times of whole seconds; the SDK puts
 * them into two lists, and which of two of the same second came first is lost. So the order of the tags is read from
 * the answer before the SDK parses it. Keys cannot disturb: they are encoded.
 */
export function keepingWireOrder(command: ListObjectVersionsCommand, order: WireOrder): void {
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { body?: unknown };
      const xml = await textOf(response.body);
      order.tags = [...xml.matchAll(/<(Version|DeleteMarker)>/g)].map(([, tag]) => tag as WireOrder['tags'][number]);
      response.body = Buffer.from(xml, 'utf8');
      return result;
    },
    { name: 'kimitsuWireOrder', step: 'deserialize', priority: 'low', override: true },
  );
}

async function textOf(body: unknown): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8');
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** One page in the order of the answer; of a server that puts all delete markers last, in the order of time. */
export function inWireOrder(versions: ObjectVersion[], markers: ObjectVersion[], { tags }: WireOrder): ObjectVersion[] {
  if (markers.length === 0) return versions;
  if (versions.length === 0) return markers;
  const apart = tags.lastIndexOf('Version') < tags.indexOf('DeleteMarker');
  if (apart || tags.length !== versions.length + markers.length) return [...versions, ...markers].sort(byKeyThenNewest);
  const [nextVersion, nextMarker] = [versions.values(), markers.values()];
  return tags.map((tag) => (tag === 'Version' ? nextVersion : nextMarker).next().value as ObjectVersion);
}

function byKeyThenNewest(a: ObjectVersion, b: ObjectVersion): number {
  if (a.key !== b.key) return Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
  if (a.isLatest !== b.isLatest) return a.isLatest ? -1 : 1;
  return b.lastModified.getTime() - a.lastModified.getTime();
}

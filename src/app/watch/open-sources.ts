import { resolve } from 'node:path';
import { Fault } from '../../base/fault.js';
import type { WatchConfig } from '../../config/watch.js';
import type { ObjectStore } from '../../ports/object-store.js';
import { publicKeyPem } from '../../watch/digests/digest.js';
import type { LogFile, LogSource } from '../../watch/log-source.js';
import type { BoundFiles } from '../bound-files.js';
import { folderLogs } from './folder-logs.js';

type SourceConfig = WatchConfig['sources'][number];

/**
 * The sources that the configuration names.
 * @throws {Fault} usage `watch/public-key`
 */
export async function openSources(
  files: BoundFiles,
  sources: readonly SourceConfig[],
  objects: Pick<ObjectStore, 'list' | 'head' | 'get'>,
): Promise<LogSource[]> {
  return Promise.all(
    sources.map(async (source): Promise<LogSource> => {
      const { id, type, folder, bucket, prefix } = source;
      const publicKeys = source.type === 'cloudtrail' ? await keysOf(files, source.publicKeys) : new Map();
      return {
        id,
        type,
        bucket,
        publicKeys,
        files: (signal) =>
          bucket === undefined
            ? folderLogs(resolve(files.dir, folder ?? '.'), signal)
            : storeLogs(objects, bucket, prefix, signal),
      };
    }),
  );
}

async function* storeLogs(
  objects: Pick<ObjectStore, 'list' | 'head' | 'get'>,
  bucket: string,
  prefix: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<LogFile> {
  for await (const version of objects.list(bucket, prefix, signal ? { signal } : {})) {
    // Consoles make empty objects that look like folders.
    if (version.key.endsWith('/') && version.size === 0) continue;
    yield {
      path: version.key,
      size: version.size,
      modified: version.lastModified.getTime(),
      etag: version.etag,
      open: (stopped) => objects.get(version, stopped ? { signal: stopped } : {}),
      signature: async () => (await objects.head(version))?.metadata.signature,
    };
  }
}

async function keysOf(
  files: BoundFiles,
  keys: readonly { fingerprint: string; file: string }[],
): Promise<ReadonlyMap<string, string>> {
  const read = keys.map(async ({ fingerprint, file }): Promise<[string, string]> => {
    const pem = publicKeyPem(await files.bytes(file).catch((cause) => badKey(fingerprint, cause)));
    return [fingerprint, pem ?? badKey(fingerprint)];
  });
  return new Map(await Promise.all(read));
}

function badKey(fingerprint: string, cause?: unknown): never {
  const hint = 'give the file of an RSA public key, PEM or DER, in watch.sources of kimitsu.yaml';
  throw new Fault(
    'usage',
    'watch/public-key',
    'a public key of CloudTrail cannot be read',
    { fingerprint },
    { cause, hint },
  );
}

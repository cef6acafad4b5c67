import type { ObjectVersion } from '../../ports/object-store.js';
import { reportFault } from './report-fault.js';

const NEEDED = ['Key', 'VersionId', 'IsLatest', 'IsDeleteMarker', 'Size', 'LastModifiedDate', 'ETag'] as const;

/** Where in a row of the report each thing stands. */
export interface Columns {
  count: number;
  at: Record<(typeof NEEDED)[number], number>;
}

/** @throws {Fault} `inventory/report-columns` */
export function columnsOf(fileSchema: string): Columns {
  const names = fileSchema.split(',').map((name) => name.trim());
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0) throw reportFault('columns', 'the report does not hold what a listing says', { missing });
  return { count: names.length, at: Object.fromEntries(NEEDED.map((name) => [name, names.indexOf(name)])) as never };
}

/**
 * A row as a listing would show it.
 * @returns undefined when it cannot be one
 */
export function versionOfRow(
  cells: readonly string[],
  { count, at }: Columns,
  bucket: string,
): ObjectVersion | undefined {
  const text = (name: keyof Columns['at']): string => cells[at[name]] ?? '';
  const key = decodedKey(text('Key'));
  const [isLatest, deleteMarker] = [flag(text('IsLatest')), flag(text('IsDeleteMarker'))];
  // S3 says nothing about the size and content of a delete marker.
  const size = deleteMarker ? 0 : Number(text('Size'));
  const lastModified = new Date(text('LastModifiedDate'));
  const readable = cells.length === count && key !== undefined && isLatest !== undefined && deleteMarker !== undefined;
  if (!readable || !Number.isSafeInteger(size) || size < 0 || Number.isNaN(lastModified.getTime())) return undefined;
  if (!deleteMarker && text('Size') === '') return undefined;
  return {
    bucket,
    key,
    // What was written before versioning was switched on has no version id of its own.
    versionId: text('VersionId') || 'null',
    isLatest,
    deleteMarker,
    size,
    lastModified,
    etag: deleteMarker ? '' : text('ETag').replace(/^"(.*)"$/, '$1'),
  };
}

function flag(text: string): boolean | undefined {
  if (text.toLowerCase() === 'true') return true;
  return text.toLowerCase() === 'false' ? false : undefined;
}

/** Keys are encoded as in a form: a space is `+`, a plus sign `%2B`. */
function decodedKey(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')) || undefined;
  } catch {
    return undefined;
  }
}

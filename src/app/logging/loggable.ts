/**
 * What may stand in a log. Only fields and forms that are known to hold nothing personal pass, so a careless caller
 * cannot put a name or a telephone number there: everything else becomes `…`.
 */

/** Names of fields whose values are codes, ids, counts or times. */
const FIELDS = new Set(
  `job runId kind code reason result exitCode planned done failed finished missed scheduledFor startedAt endedAt at
  objects records bytes count system level state phase attempt attempts event contact status detail system seconds
  objectId planId erasureId unitId kmsKeyId mode was found port pid version`.split(/\s+/),
);

const DEPTH = 3;
/** Codes, ids, times, states: ASCII without spaces. */
const WORD = /^[A-Za-z0-9][A-Za-z0-9:._/+-]{0,127}$/;
/** Digits enough for a telephone number, a postal code or a My Number, unless they belong to an id or a time. */
const NUMBER = /(?<![0-9a-f-])[0-9][0-9-]{5,}(?![0-9a-f-])/;
const ID = /^[a-z]+-[0-9a-f]{24,}$|^[0-9a-f]{32,}$/;
const TIME = /^\d{4}-\d{2}(-\d{2}(T[\d:.]+Z)?)?$/;

/** The fields of a line that may be written, nested ones included. */
export function loggable(fields: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (FIELDS.has(name)) kept[name] = loggableValue(value, depth);
  return kept;
}

function loggableValue(value: unknown, depth: number): unknown {
  if (typeof value === 'boolean' || value === null || value === undefined) return value;
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return isPlain(value) ? value : '…';
  if (Array.isArray(value)) return value.length;
  if (depth >= DEPTH || typeof value !== 'object') return '…';
  return loggable(value as Record<string, unknown>, depth + 1);
}

function isPlain(value: string): boolean {
  if (!WORD.test(value)) return false;
  return value.split('/').every((part) => ID.test(part) || TIME.test(part) || !NUMBER.test(part));
}

/** A message of a program: quoted words, paths, numbers and everything that is not ASCII are left out. */
export function loggableMessage(message: string): string {
  return message
    .replace(/(["'`]).*?\1/gsu, '…')
    .replace(/\S*[/\\@]\S*/gu, '…')
    .replace(/\S*\d{4,}\S*/gu, '…')
    .replace(/\S*[^\x20-\x7e…]\S*/gu, '…')
    .slice(0, 300);
}

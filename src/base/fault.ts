/** What the caller can do about a failure; each kind has its own exit code. */
export type FaultKind = 'usage' | 'conflict' | 'unavailable' | 'denied' | 'integrity' | 'bug';

const EXIT_CODES: Record<FaultKind, number> = {
  usage: 2,
  conflict: 3,
  unavailable: 4,
  denied: 5,
  integrity: 6,
  bug: 70,
};

export interface FaultOptions {
  cause?: unknown;
  /** One sentence that says what to do next, in English; people's Japanese wording is looked up by `code`. */
  hint?: string;
}

/**
 * The one error class. Adapters translate library errors into it at their edge.
 *
 * `message` and `detail` never hold a personal value: no object key, no field text, no matched value.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly hint: string | undefined;

  constructor(
    readonly kind: FaultKind,
    /** Stable, `room/what-happened`: `store/retention-locked`. Programs and monitors rely on it. */
    readonly code: string,
    message: string,
    readonly detail: Readonly<Record<string, unknown>> = {},
    options: FaultOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
  }

  get exitCode(): number {
    return EXIT_CODES[this.kind];
  }
}

/** What the disk below a workspace is to everybody who writes to it; adapters have codes of their own. */
const DISKS: Readonly<Record<string, [code: string, message: string, hint: string]>> = {
  ENOSPC: ['workspace/disk-full', 'the disk is full', 'make room, then run the command again'],
  EDQUOT: ['workspace/disk-full', 'the disk quota is used up', 'make room, then run the command again'],
  EROFS: ['workspace/read-only', 'the disk is read-only', 'make it writable, then run the command again'],
};

/**
 * `error` as it is when it is a Fault, otherwise a `bug` Fault around it; a disk that takes nothing more is no bug. What
 * the error says stays in `cause`: a file system names a record, a parser quotes one.
 */
export function asFault(error: unknown, code = 'internal/unexpected'): Fault {
  if (error instanceof Fault) return error;
  const errno = errnoOf(error) ?? '';
  const disk = DISKS[errno];
  if (disk) return new Fault('unavailable', disk[0], disk[1], { errno }, { cause: error, hint: disk[2] });
  const named = /^[A-Z][A-Z0-9_]{1,60}$/.test(errno) ? ` ${errno}` : '';
  const what = error instanceof Error ? `${error.constructor.name}${named}` : typeof error;
  return new Fault('bug', code, `unexpected ${what}`, {}, { cause: error });
}

/** `code` of a Node system error such as `ENOENT`, or undefined. */
export function errnoOf(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}

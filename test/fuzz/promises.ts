import { Fault, type FaultKind } from '../../src/base/fault.js';

/** Stands in every seed where a citizen's data would: it may come out in a record and nowhere else. */
export const MARKER = 'Q7ZMARKERX';

/** A promise that an input broke. The name is stable, so that an input can be made smaller while it keeps failing. */
export class Broken extends Error {
  override readonly name = 'Broken';

  constructor(
    readonly promise: string,
    detail = '',
    options: { cause?: unknown } = {},
  ) {
    super(detail === '' ? promise : `${promise}: ${detail}`, options);
  }
}

export function holds(condition: boolean, promise: string, detail = ''): asserts condition {
  if (!condition) throw new Broken(promise, detail);
}

/** Nothing that people and programs are shown holds a value of the input. */
export function isSilent(told: unknown, where: string): void {
  const text = typeof told === 'string' ? told : (JSON.stringify(told) ?? '');
  holds(!text.includes(MARKER), `${where} holds no value of the input`, text.slice(0, 300));
}

export function isSame(one: unknown, other: unknown, promise: string): void {
  const [a, b] = [JSON.stringify(one) ?? '', JSON.stringify(other) ?? ''];
  if (a === b) return;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  throw new Broken(promise, `${a.slice(Math.max(0, at - 60), at + 100)} ≠ ${b.slice(Math.max(0, at - 60), at + 100)}`);
}

/**
 * Runs `act`, which may refuse its input by a `Fault` of these kinds and by nothing else.
 * @returns what it gave, or the code of its refusal
 */
export async function refusing<T>(
  act: () => T | Promise<T>,
  ...kinds: readonly FaultKind[]
): Promise<{ value: T } | { refused: string }> {
  try {
    return { value: await act() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    holds(
      kinds.includes(error.kind),
      `refuses with a fault of kind ${kinds.join(' or ')}`,
      `${error.kind} ${error.code}`,
    );
    isSilent([error.message, error.detail, error.hint], `fault ${error.code}`);
    return { refused: error.code };
  }
}

/** By which two failures are the same: the promise, or the kind of error and where it came from. */
export function signatureOf(error: unknown): string {
  if (error instanceof Broken) return error.promise;
  if (!(error instanceof Error)) return String(error);
  const place = /\/((?:src|classifiers|node_modules)\/[^\s:)]+:\d+)/.exec(error.stack ?? '')?.[1] ?? '';
  return `${error.name} ${place}`;
}

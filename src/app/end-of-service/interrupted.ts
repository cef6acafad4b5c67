import { Fault } from '../../base/fault.js';

/**
 * Asked before each step that cannot be taken back: whoever has interrupted the erasure does not want the next one.
 * @throws {Fault} unavailable `erase/interrupted`
 */
export function assertGoesOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted();
}

/** What a listing or a reading throws that was told to stop is no mistake of anybody's. */
export function asInterruption(error: unknown): unknown {
  return error instanceof Error && error.name === 'AbortError' ? interrupted(error) : error;
}

export const GO_ON = 'run the same command again: it goes on where it stopped';

function interrupted(cause?: unknown): Fault {
  return new Fault('unavailable', 'erase/interrupted', 'the erasure was interrupted', {}, { hint: GO_ON, cause });
}

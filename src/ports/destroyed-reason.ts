/** Reason of a version that an erasure has destroyed: the erasure's id. */
const ERASURE = /^erasure-[0-9a-f]+$/;

export function isErasure(reason: string | null | undefined): boolean {
  return ERASURE.test(reason ?? '');
}

/**
 * Reason of a version that was destroyed once more. B3-2-1: that it was erased under a plan is not forgotten when a copy
 * from a backup is replaced by its encrypted form.
 */
export function reasonOfDestroyed<R extends string | null | undefined>(before: R, now: R): R {
  return isErasure(before) && !isErasure(now) ? before : now;
}

import type { ObjectLock } from '../ports/object-store.js';

/** What of a lock binds now: a retention that is over stops nothing, and no store takes one whose end has passed. */
export function bindingLock(lock: ObjectLock | undefined, now: Date): ObjectLock | undefined {
  const { retention, legalHold, eventHold } = lock ?? {};
  const binding = {
    ...(retention && retention.until > now ? { retention } : {}),
    ...(legalHold ? { legalHold } : {}),
    ...(eventHold ? { eventHold } : {}),
  };
  return Object.keys(binding).length > 0 ? binding : undefined;
}

/** What stops destruction now, as `ObjectHead.lock` names it; undefined when nothing does. */
export function lockText(lock: ObjectLock | undefined, now: Date): string | undefined {
  const { retention, legalHold, eventHold } = bindingLock(lock, now) ?? {};
  const holds = [
    ...(legalHold ? ['legal-hold'] : []),
    ...(eventHold ? ['event-hold'] : []),
    ...(retention ? [`${retention.mode} until ${retention.until.toISOString()}`] : []),
  ];
  return holds.length > 0 ? holds.join(', ') : undefined;
}

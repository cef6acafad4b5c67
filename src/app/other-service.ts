import { Fault } from '../base/fault.js';

/** The service's id is bound to keys and acceptances: neither is good for another one. */
export function otherService(cause?: unknown): Fault {
  const hint = 'set service.id back to what it was when the workspace was first used';
  const message = 'the keys of this workspace belong to another service.id';
  return new Fault('usage', 'config/other-service', message, {}, { ...(cause === undefined ? {} : { cause }), hint });
}

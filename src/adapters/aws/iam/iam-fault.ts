import { Fault } from '../../../base/fault.js';
import { commonFault, serviceError } from '../service-error.js';

/** An IAM error as a Fault. Of the SDK's error only code, status and request id are kept: its text repeats names. */
export function iamFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const said = serviceError(error);
  const detail = { ...said };
  switch (said.name.replace(/Exception$/, '')) {
    case 'NoSuchEntity':
      return new Fault('usage', 'accounts/unknown', 'there is no such account', detail);
    case 'ConcurrentModification':
    case 'DeleteConflict':
    case 'EntityTemporarilyUnmodifiable':
      return new Fault('conflict', 'accounts/changing', 'the account is being changed by somebody else', detail, {
        hint: 'wait a few minutes, then run again',
      });
    case 'UnmodifiableEntity':
      return new Fault('denied', 'accounts/unmodifiable', 'the provider manages this account itself', detail);
    case 'LimitExceeded':
      return new Fault('denied', 'accounts/limit', 'the account has as much of this as it may have', detail);
    case 'ServiceFailure':
      return new Fault('unavailable', 'accounts/unavailable', 'the service failed', detail, {
        hint: 'run again later',
      });
    default:
      return (
        commonFault('accounts', said, {}) ??
        new Fault('usage', 'accounts/refused', 'the service refuses the request', detail)
      );
  }
}

import { Fault } from '../../../base/fault.js';
import { commonFault, serviceError } from '../service-error.js';

/**
 * A KMS error as a Fault. Of the SDK's error only code, status and request id are kept.
 *
 * @param keyId - as the caller named the key
 */
export function kmsFault(error: unknown, keyId?: string): Fault {
  if (error instanceof Fault) return error;
  const said = serviceError(error);
  const named = keyId === undefined ? {} : { keyId };
  const detail = { ...named, ...said };
  switch (said.name) {
    case 'NotFoundException':
    case 'InvalidArnException':
      return new Fault('usage', 'keys/not-found', 'there is no such key (any more)', detail);
    case 'DisabledException':
      return new Fault('denied', 'keys/disabled', 'the key is disabled', detail);
    case 'InvalidCiphertextException':
    case 'IncorrectKeyException': {
      const message = 'the ciphertext was altered, or belongs to another key or context';
      return new Fault('integrity', 'keys/wrong-ciphertext', message, detail);
    }
    case 'AlreadyExistsException':
      return new Fault('conflict', 'keys/alias-exists', 'the alias stands for another key', detail);
    case 'InvalidAliasNameException':
      return new Fault('usage', 'keys/bad-alias', 'the service does not take the alias', detail);
    case 'InvalidKeyUsageException':
      return new Fault('usage', 'keys/unsupported-key', 'the key is not a symmetric key for encryption', detail);
    case 'KMSInvalidStateException':
      return new Fault('conflict', 'keys/invalid-state', 'the state of the key does not allow this', detail);
    case 'LimitExceededException':
      return new Fault('denied', 'keys/limit', 'the account has as many keys as it may have', detail, {
        hint: 'ask the provider for a higher quota',
      });
    case 'KeyUnavailableException':
    case 'KMSInternalException':
    case 'DependencyTimeoutException':
      return new Fault('unavailable', 'keys/unavailable', 'the key service failed', detail, {
        hint: 'run again later',
      });
    default:
      return (
        commonFault('keys', said, named) ??
        new Fault('usage', 'keys/refused', 'the key service refuses the request', detail)
      );
  }
}

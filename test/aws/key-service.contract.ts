import { KmsKeyService } from '../../src/adapters/aws/kms/kms-key-service.js';
import { keyServiceContract } from '../contract/key-service.js';
import { leaveOut } from './deviations.js';
import { CONNECTION, reset } from './server.js';

const NO_STATE = 'moto encrypts and decrypts whatever the state of the key; the translation: key-protocol.live.ts';

leaveOut('key service contract: KMS', {
  'decrypts what it encrypted: 0 bytes': 'KMS encrypts 1 to 4096 bytes; the refusal: key-protocol.live.ts',
  'wrong ciphertext › of another key':
    'moto answers AccessDenied, where KMS answers IncorrectKey; the translation: key-protocol.live.ts',
  'a disabled key refuses at once, an enabled one works again': NO_STATE,
  'deletion › makes the key unusable from now on': NO_STATE,
});
keyServiceContract('KMS', async () => {
  await reset();
  return { keys: new KmsKeyService({ client: CONNECTION }), clock: undefined, close: async () => {} };
});

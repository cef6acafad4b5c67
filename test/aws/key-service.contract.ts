import { KmsKeyService } from '../../src/adapters/aws/kms/kms-key-service.js';
import { keyServiceContract } from '../contract/key-service.js';
import { leaveOut } from './deviations.js';
import { CONNECTION, reset } from './server.js';

const NO_STATE = 'moto encrypts and decrypts whatever the state of the key; the translation: key-protocol.live.ts';

const NO_MATERIALS = 'moto tells no key materials; the translation: key-materials.live.ts';
const NO_IMPORT = 'moto knows no import of key material; the translation: key-materials.live.ts';

leaveOut('key service contract: KMS', {
  'decrypts what it encrypted: 0 bytes': 'KMS encrypts 1 to 4096 bytes; the refusal: key-protocol.live.ts',
  'wrong ciphertext › of another key':
    'moto answers AccessDenied, where KMS answers IncorrectKey; the translation: key-protocol.live.ts',
  'a disabled key refuses at once, an enabled one works again': NO_STATE,
  'rotation › adds a material: what the old encrypted opens, and what is encrypted now needs the new': NO_MATERIALS,
  'rotation › needs an enabled key, and one of the service to be possible without an import': NO_STATE,
  'rotation › on demand is possible 25 times': NO_MATERIALS,
  'imported material › is waited for: until then the key does nothing': NO_IMPORT,
  'imported material › enables the key, and brought back after its deletion opens everything again': NO_IMPORT,
  'imported material › waits for the rotation, which takes it into use; all of it is deleted, not the current alone':
    NO_IMPORT,
  'imported material › that waits for a rotation is deleted without a trace, and deleting twice resolves': NO_IMPORT,
  'imported material › is deleted from a key that waits for its deletion as well, which goes on waiting': NO_IMPORT,
  "imported material › refuses '31 bytes'": NO_IMPORT,
  "imported material › refuses '33 bytes'": NO_IMPORT,
  "imported material › refuses 'a foreign token'": NO_IMPORT,
  "imported material › refuses 'bytes wrapped by none'": NO_IMPORT,
  'deletion › makes the key unusable from now on': NO_STATE,
});
keyServiceContract('KMS', async () => {
  await reset();
  return { keys: new KmsKeyService({ client: CONNECTION }), clock: undefined, close: async () => {} };
});

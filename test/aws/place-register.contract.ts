import { S3ObjectStore } from '../../src/adapters/aws/s3/s3-object-store.js';
import { StoredPlaceRegister } from '../../src/adapters/places/stored-place-register.js';
import { placeRegisterContract } from '../contract/place-register.js';
import { CONNECTION, makeBucket, reset, s3Client } from './server.js';

const KEY = 'kimitsu-places.json';

placeRegisterContract('S3', async () => {
  await reset();
  await makeBucket(s3Client(), 'pbx');
  const objects = new S3ObjectStore({ client: CONNECTION });
  return {
    register: new StoredPlaceRegister(objects),
    other: new StoredPlaceRegister(new S3ObjectStore({ client: CONNECTION })),
    bucket: 'pbx',
    left: async () => (await objects.versionsOf({ bucket: 'pbx', key: KEY })).map(({ versionId }) => versionId),
    async spoil(text) {
      const body = (async function* () {
        yield Buffer.from(text);
      })();
      await objects.put({ bucket: 'pbx', key: KEY }, body, { encryption: { mode: 'default' } });
    },
    close: async () => {},
  };
});

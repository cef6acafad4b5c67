// Runs as a process of its own and is killed from outside: puts version after version of two keys and says on stdout
// when each is durable. Arguments: bucket's root folder, number of the first version.
import { writeSync } from 'node:fs';
import { createViteServer } from 'vitest/node';

const [, , root, first] = process.argv;
const vite = await createViteServer({
  configFile: false,
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
});
const { LocalObjectStore } = await vite.ssrLoadModule('/src/adapters/local/store/local-object-store.ts');
const { LocalKeyService } = await vite.ssrLoadModule('/src/adapters/local/keys/local-key-service.ts');
const { messageCipher } = await vite.ssrLoadModule('/src/protect/message-cipher.ts');

const keys = new LocalKeyService(`${root}/keys`);
const store = new LocalObjectStore({ root, keys, cipher: messageCipher });

/** `number:` and then a length that the number decides, up to 300 KB. */
async function* content(number) {
  yield Buffer.from(`${number}:`);
  for (let left = (number * 7919) % 300_000; left > 0; left -= 10_000) {
    yield Buffer.alloc(Math.min(left, 10_000), number % 251);
  }
}

for (let number = Number(first); ; number += 1) {
  const encryption = number % 2 === 0 ? { mode: 'none' } : { mode: 'kms', keyId: 'alias/store', bucketKey: false };
  const key = number % 3 === 0 ? 'one' : 'folder/two';
  await store.put({ bucket: 'pbx', key }, content(number), { encryption });
  writeSync(1, `${number}\n`);
}

// Runs as a process of its own: makes keys and adds to a number in a unit's record, and says on stdout when each is
// durable. Arguments: folder of the keys, name of this writer, how many times.
import { writeSync } from 'node:fs';
import { runnerImport } from 'vite';

const [, , folder, name, times] = process.argv;
const load = async (path) => (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;
const { LocalKeyService } = await load('/src/adapters/local/keys/local-key-service.ts');
const { LocalUnitKeyStore } = await load('/src/adapters/local/keys/local-unit-key-store.ts');

const keys = new LocalKeyService(folder);
const units = new LocalUnitKeyStore(`${folder}/units`);

/** @returns whether this writer was the one */
async function addOne() {
  const record = await units.get('pbx/3/2026-04');
  const wrappedKey = String(Number(record.wrappedKey) + 1);
  return units.replace({ ...record, wrappedKey }, record.wrappedKey).then(
    () => true,
    ({ code }) => {
      if (code !== 'unit-keys/changed') throw new Error(code);
      return false;
    },
  );
}

for (let done = 0; done < Number(times); done += 1) {
  await keys.createKey({ alias: `alias/${name}/${done}`, description: 'a key', tags: {} });
  writeSync(1, `key alias/${name}/${done}\n`);
  while (!(await addOne()));
  writeSync(1, 'added\n');
}

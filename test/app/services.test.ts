import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalUnitKeyStore } from '../../src/adapters/local/keys/local-unit-key-store.js';
import { StoredUnitKeyStore } from '../../src/adapters/stored-keys/stored-unit-key-store.js';
import { openServices } from '../../src/app/services.js';
import { systemClock } from '../../src/base/clock.js';
import { parseConfig } from '../../src/config/load.js';
import { configTemplate } from '../../src/config/template.js';

const ELSEWHERE = "region: ap-northeast-1, endpoint: 'https://objects.example.jp'";
const PLACE = ELSEWHERE.split(', ').join('\n  ');
const S3 = `storage:\n  type: s3\n  ${PLACE}\n`;
const KMS = `keys:\n  type: kms\n  ${PLACE}\n`;
const BUCKETS = 'pbx, citizens-voice, response-history, inquiry-form, speech-recognition, unit-keys-1';
const REGISTER = `approvedServices:
  - { service: s3, ${ELSEWHERE}, account: '123456789012', buckets: [${BUCKETS}] }
  - { service: kms, ${ELSEWHERE}, account: '123456789012' }
`;

const open = async (replace: Record<string, string>) => {
  let yaml = configTemplate('test-centre').replace('approvedServices: []\n', REGISTER);
  for (const [room, text] of Object.entries(replace))
    yaml = yaml.replace(new RegExp(`^${room}:\\n(?:  .*\\n)+`, 'm'), text);
  return openServices(await mkdtemp(join(tmpdir(), 'kimitsu-')), parseConfig(yaml), systemClock);
};

describe('unit keys are kept', () => {
  it('in the folder of the keys, with the embedded key service and with KMS', async () => {
    expect((await open({})).unitKeyStore).toBeInstanceOf(LocalUnitKeyStore);
    expect((await open({ storage: S3, keys: KMS })).unitKeyStore).toBeInstanceOf(LocalUnitKeyStore);
  });

  it('in a bucket when one is named', async () => {
    const { unitKeyStore, objects } = await open({ storage: S3, keys: `${KMS}  unitKeyBucket: unit-keys-1\n` });
    expect(unitKeyStore).toBeInstanceOf(StoredUnitKeyStore);
    expect(unitKeyStore).toMatchObject({ bucket: 'unit-keys-1', objects });
  });

  it.each`
    rooms                                                    | why
    ${{ keys: `${KMS}  unitKeyBucket: unit-keys-1\n` }}      | ${'without S3'}
    ${{ storage: S3, keys: `${KMS}  unitKeyBucket: pbx\n` }} | ${'that a system uses'}
  `('never in a bucket $why', async ({ rooms }) => {
    await expect(open(rooms)).rejects.toMatchObject({ kind: 'usage', code: 'config/unit-key-bucket' });
  });
});

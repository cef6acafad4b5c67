import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { verifyDelivery } from '../../../src/app/certificates/verify-delivery.js';
import { packageRoot } from '../../../src/base/package-root.js';
import { makeZip } from '../../records/archive/make-zip.js';
import { holds, isSame, isSilent, MARKER } from '../promises.js';
import type { FuzzTarget, Seed } from '../target.js';

const vectors = join(packageRoot(), 'fixtures', 'certificate', 'vectors');
const LEAF = `{"bytes":1,"commitment":"${'a'.repeat(64)}","item":"version","level":3,"system":"pbx"}\n`;
const ENTRY = `{"entry":{"action":"certificate.issued","actor":"${MARKER}","at":"2026-04-01T00:00:00.000Z","detail":{"sha256":"0"},"hash":"0","previousHash":"0","seq":1,"subject":"s"}}\n`;
const MANIFEST =
  '{"manifest":{"entries":1,"first":null,"gaps":0,"last":null,"linesSha256":"0","range":{"fromSeq":1,"toSeq":1}}}\n';

/** Certificate, inventory and excerpt of the audit log, damaged within an archive that is sound. */
const delivery = (method: number): Seed => ({
  parts: [
    readFileSync(join(vectors, 'final.jws')),
    Buffer.from('%PDF-1.7\n%%EOF\n'),
    Buffer.from(LEAF.repeat(3)),
    Buffer.from(ENTRY + MANIFEST),
    Buffer.from('c.tsr'),
  ],
  build: ([jws, pdf, inventory, audit, name]) =>
    makeZip([
      { name: 'c.jws', content: jws!, method },
      { name: 'c.pdf', content: pdf!, method },
      { name: name!.subarray(0, 0xffff), content: 'x', method },
      { name: 'evidence/c.inventory.jsonl', content: inventory!, method },
      { name: 'evidence/c.audit.jsonl', content: audit!, method },
    ]),
});

/** What the prefecture is handed on a disk. */
export const deliveries: readonly FuzzTarget[] = [
  {
    name: 'certificates/delivery',
    form: 'bytes',
    seeds: () => [delivery(8), delivery(0)],
    async check(input) {
      const file = join(tmpdir(), `kimitsu-fuzz-${process.pid}-${threadId}.zip`);
      try {
        await writeFile(file, input, { mode: 0o600 });
        const verified = await verifyDelivery(file, {});
        holds(verified.verdict !== 'valid', 'a delivery that nobody made is not valid');
        isSilent(verified.checks, 'check');
        isSame(await verifyDelivery(file, {}), verified, 'a delivery is judged the same twice');
      } finally {
        await rm(file, { force: true });
      }
    },
  },
];

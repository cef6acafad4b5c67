import { expect, it } from 'vitest';
import { readRecords } from '../../../src/records/read.js';
import { makePdf } from './make-pdf.js';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const ports = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;

it('a thread that has read a PDF does not keep the program running', async () => {
  const before = ports();
  for await (const _ of readRecords(once(await makePdf((pdf) => pdf.text('架空山 花子'))), { name: 'letter.pdf' })
    .items);
  expect(ports()).toBe(before);
});

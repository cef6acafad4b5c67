import { expect, it } from 'vitest';
import { type ListingPosition, openPosition, sealPosition } from '../../src/inventory/listing-position.js';
import { inventoryPorts } from './inventory-ports.js';

const position: ListingPosition = {
  bucket: 'records',
  phase: 'versions',
  after: '録音/09012345678.wav',
  objects: 1,
  versions: 2,
};

it('is opened by the seal that sealed it, and shows nothing of the key', async () => {
  const { seal } = await inventoryPorts();
  const sealed = sealPosition(position, seal);
  expect(openPosition(sealed, seal)).toEqual(position);
  expect(sealed).not.toContain('0901234');
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('0901234');
});

it.each(['', 'k1.', 'k1.AAAA', 'anything'])('%j is none, so that the listing begins anew', async (sealed) => {
  const { seal } = await inventoryPorts();
  expect(openPosition(sealed, seal)).toBeUndefined();
});

it('of another seal, or of another form, is none', async () => {
  const { seal } = await inventoryPorts();
  const { seal: other } = await inventoryPorts();
  expect(openPosition(sealPosition(position, other), seal)).toBeUndefined();
  expect(openPosition(seal.seal('not JSON'), seal)).toBeUndefined();
  expect(openPosition(seal.seal('{"bucket":"records","phase":"elsewhere"}'), seal)).toBeUndefined();
});

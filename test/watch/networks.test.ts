import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCidr, Networks } from '../../src/watch/networks.js';

describe('Networks', () => {
  it.each`
    cidr               | address               | inside
    ${'192.0.2.0/24'}  | ${'192.0.2.255'}      | ${true}
    ${'192.0.2.0/24'}  | ${'192.0.3.0'}        | ${false}
    ${'192.0.2.0/24'}  | ${'::ffff:192.0.2.7'} | ${true}
    ${'192.0.2.7'}     | ${'192.0.2.7'}        | ${true}
    ${'192.0.2.7'}     | ${'192.0.2.8'}        | ${false}
    ${'2001:db8::/32'} | ${'2001:db8:ffff::1'} | ${true}
    ${'2001:db8::/32'} | ${'2001:db9::1'}      | ${false}
    ${'0.0.0.0/0'}     | ${'203.0.113.1'}      | ${true}
    ${'0.0.0.0/0'}     | ${'2001:db8::1'}      | ${false}
    ${'0.0.0.0/0'}     | ${'s3.amazonaws.com'} | ${false}
  `('$address in $cidr: $inside', ({ cidr, address, inside }) => {
    expect(new Networks([cidr]).has(address)).toBe(inside);
  });

  it('agrees with arithmetic for every IPv4 network', () => {
    const octets = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
    const uint = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(uint, uint, fc.integer({ min: 0, max: 32 }), (network, address, bits) => {
        const shared = bits === 0 || Math.floor(network / 2 ** (32 - bits)) === Math.floor(address / 2 ** (32 - bits));
        expect(new Networks([`${octets(network)}/${bits}`]).has(octets(address))).toBe(shared);
      }),
    );
  });

  it('knows what is no network', () => {
    for (const wrong of ['192.0.2.0/33', '192.0.2/24', '2001:db8::/129', 'x', '192.0.2.0/24/1', '192.0.2.0/'])
      expect(isCidr(wrong)).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bagInfoValue, formatBagInfo, parseBagInfo } from '../../../src/migrate/package/bag-info.js';

describe('bag-info.txt', () => {
  it('no value can add a label', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const info = parseBagInfo(
          formatBagInfo([
            ['Contact-Name', `x${value}`],
            ['Payload-Oxum', '1.1'],
          ]),
        );
        expect(info?.map(([label]) => label)).toEqual(['Contact-Name', 'Payload-Oxum']);
      }),
    );
  });

  it('reads values over several lines, and of labels that stand twice none', () => {
    const info = parseBagInfo('A: one\r\n  two\r\nb : 1\r\nB: 2\r\n') ?? [];
    expect(bagInfoValue(info, 'a')).toBe('one two');
    expect(bagInfoValue(info, 'b')).toBeUndefined();
  });

  it.each(['', 'x', ':', ': \u2028'])('comes to an end with half a million spaces before %j', (end) => {
    const info = parseBagInfo(`Label${' '.repeat(500_000)}${end}`);
    expect(info?.[0]?.[0]).toBe(end.startsWith(':') ? 'Label' : undefined);
  });

  it.each(['no colon', '  continued from nothing'])('%j is no bag-info', (text) =>
    expect(parseBagInfo(text)).toBeUndefined(),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BusinessHours, japaneseHour, parsedHours, WEEKDAYS } from '../../src/watch/business-hours.js';
import { EXAMPLE_SETTINGS } from './example-setting.js';

const hours = new BusinessHours(EXAMPLE_SETTINGS.businessHours);

describe('BusinessHours', () => {
  it.each`
    time                  | open     | why
    ${'2026-04-01T08:45'} | ${true}  | ${'the first minute of a Wednesday'}
    ${'2026-04-01T08:44'} | ${false} | ${'a minute before'}
    ${'2026-04-01T17:29'} | ${true}  | ${'the last minute'}
    ${'2026-04-01T17:30'} | ${false} | ${'the end is not within'}
    ${'2026-04-04T12:00'} | ${false} | ${'a Saturday'}
    ${'2026-04-29T12:00'} | ${false} | ${'昭和の日'}
    ${'2026-05-04T12:00'} | ${true}  | ${'みどりの日, but named as open'}
    ${'2026-05-06T12:00'} | ${false} | ${'振替休日'}
    ${'2026-12-29T12:00'} | ${false} | ${'named as closed'}
    ${'2026-09-22T12:00'} | ${false} | ${'国民の休日 between two holidays'}
  `('$time is open: $open, $why', ({ time, open }) => {
    expect(hours.has(Date.parse(`${time}:00+09:00`))).toBe(open);
  });

  it('agrees with the calendar of Asia/Tokyo at every minute', () => {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'Asia/Tokyo',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const plain = new BusinessHours({ ...EXAMPLE_SETTINGS.businessHours, holidays: 'none', closedDays: [] });
    const from = new Date('2000-01-01T00:00:00Z');
    const to = new Date('2050-01-01T00:00:00Z');
    fc.assert(
      fc.property(fc.date({ min: from, max: to, noInvalidDate: true }), (date) => {
        const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]));
        const weekend = ['Sat', 'Sun'].includes(parts.get('weekday') ?? '');
        const time = `${parts.get('hour')}:${parts.get('minute')}`;
        expect(plain.has(date.getTime())).toBe(!weekend && time >= '08:45' && time < '17:30');
      }),
    );
  });

  it('takes only whole hours of one day', () => {
    expect(parsedHours('00:00-24:00')).toEqual({ from: 0, to: 86_400_000 });
    for (const wrong of ['closed', '17:30-08:45', '08:45', '08:45-24:30', '08:60-09:00'])
      expect(parsedHours(wrong)).toBeUndefined();
    expect(WEEKDAYS).toHaveLength(7);
  });

  it('gathers by the hour in Japan', () => {
    expect(japaneseHour(Date.parse('2026-03-31T15:30:00Z'))).toBe('2026-04-01T00');
  });
});

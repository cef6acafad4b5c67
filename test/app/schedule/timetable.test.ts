import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timetable } from '../../../src/app/schedule/timetable.js';
import type { ScheduleEntry } from '../../../src/config/schedule.js';

const entry = (cron: string, more: Partial<ScheduleEntry> = {}): ScheduleEntry => ({
  job: 'classify',
  cron,
  jitterMinutes: 0,
  catchUp: true,
  distributed: false,
  ...more,
});
const at = (text: string): Date => new Date(`${text}+09:00`);
const table = (...schedule: ScheduleEntry[]): Timetable => new Timetable(schedule, 'test-centre');

describe('Timetable', () => {
  it('reads cron expressions in Japanese time, whatever the zone of the host', () => {
    const [first, second] = table(entry('0 1 * * *')).next(at('2026-04-01T00:59:59'), 2);
    expect(first?.start).toEqual(at('2026-04-01T01:00:00'));
    expect(second?.start).toEqual(at('2026-04-02T01:00:00'));
    expect(table(entry('30 5 1 * *')).next(at('2026-04-01T05:30:00'), 1)[0]?.start).toEqual(at('2026-05-01T05:30:00'));
  });

  it.each`
    last                     | now                      | scheduledFor             | missed | late     | why
    ${'2026-04-01T01:00:00'} | ${'2026-04-02T00:59:59'} | ${undefined}             | ${0}   | ${false} | ${'its time has not come'}
    ${'2026-04-01T01:00:00'} | ${'2026-04-02T01:00:00'} | ${'2026-04-02T01:00:00'} | ${0}   | ${false} | ${'its time is now'}
    ${'2026-04-02T01:00:00'} | ${'2026-04-02T01:00:00'} | ${undefined}             | ${0}   | ${false} | ${'this time was dealt with'}
    ${'2026-04-01T01:00:00'} | ${'2026-04-02T02:00:00'} | ${'2026-04-02T01:00:00'} | ${0}   | ${false} | ${'an hour is not late yet'}
    ${'2026-04-01T01:00:00'} | ${'2026-04-02T02:00:01'} | ${'2026-04-02T01:00:00'} | ${0}   | ${true}  | ${'more than an hour is'}
    ${'2026-04-01T01:00:00'} | ${'2026-04-09T12:00:00'} | ${'2026-04-09T01:00:00'} | ${7}   | ${true}  | ${'eight nights are one run'}
  `('$last → $now: $why', ({ last, now, scheduledFor, missed, late }) => {
    const due = table(entry('0 1 * * *')).due(() => at(last), at(now));
    if (scheduledFor === undefined) expect(due).toEqual([]);
    else expect(due).toEqual([expect.objectContaining({ scheduledFor: at(scheduledFor), missed, late })]);
  });

  it('spreads starts within the jitter, the same for every start of the program', () => {
    const lines = ['a', 'b', 'c', 'd'].map(
      (salt) => new Timetable([entry('0 1 * * *', { jitterMinutes: 30 })], salt).next(at('2026-04-01T00:00:00'), 1)[0],
    );
    for (const line of lines) {
      const minutes = (line!.start.getTime() - at('2026-04-01T01:00:00').getTime()) / 60_000;
      expect(minutes).toBeGreaterThanOrEqual(0);
      expect(minutes).toBeLessThan(30);
    }
    expect(new Set(lines.map((line) => line!.start.getTime())).size).toBeGreaterThan(1);
  });

  it('what is next becomes due at exactly that instant, with any jitter', () => {
    const crons = fc.constantFrom('0 1 * * *', '*/7 * * * *', '15 3 1 * *', '0 0 * * 1', '59 23 31 12 *');
    const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(crons, instants, fc.integer({ min: 0, max: 90 }), (cron, instant, jitterMinutes) => {
        const now = new Date(Math.floor(instant.getTime() / 1000) * 1000);
        const timetable = table(entry(cron, { jitterMinutes }));
        const start = timetable.next(now, 1)[0]!.start;
        expect(start.getTime()).toBeGreaterThan(now.getTime());
        const last = new Date(now.getTime() - (jitterMinutes + 1) * 60_000);
        const before = timetable.due(() => last, new Date(start.getTime() - 1000))[0]?.scheduledFor;
        const reached = timetable.due(() => last, start)[0]!.scheduledFor;
        expect(reached.getTime()).toBeLessThanOrEqual(start.getTime());
        // Of several times that overlap by their jitter, the latest that has started counts.
        if (jitterMinutes === 0) expect(reached).not.toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

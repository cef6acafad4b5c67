import { describe, expect, it } from 'vitest';
import { storeApproval } from '../../src/config/approved-services.js';
import { parseConfig } from '../../src/config/load.js';
import { configTemplate } from '../../src/config/template.js';
import { awsConfig } from '../support/aws-service.js';

const template = configTemplate('centre');
const changed = (from: string, to: string) => parseConfig(template.replace(from, to));

describe('watch in the configuration', () => {
  it('the template says what holds without it', () => {
    const without = parseConfig(template.replace(/\nwatch:\n(?: .*\n)*/, '\n'));
    expect(without.watch).toEqual(parseConfig(template).watch);
  });

  it.each`
    from                      | to                                                           | path
    ${'    mon: 08:45-17:30'} | ${'    mon: 17:30-08:45'}                                    | ${'watch.businessHours.mon'}
    ${'    mon: 08:45-17:30'} | ${'    mon: 8:45-17:30'}                                     | ${'watch.businessHours.mon'}
    ${'  networks: []'}       | ${'  networks: [192.0.2.0/33]'}                              | ${'watch.networks.0'}
    ${'  closedDays: []'}     | ${'  closedDays: [2026-02-30]'}                              | ${'watch.closedDays.0'}
    ${'  sources: []'}        | ${'  sources: [{ id: a, type: cloudtrail }]'}                | ${'watch.sources.0'}
    ${'  sources: []'}        | ${'  sources: [{ id: audit, type: cloudtrail, folder: x }]'} | ${'watch.sources'}
    ${'  sources: []'}        | ${'  sources: [{ id: a, type: syslog, folder: x }]'}         | ${'watch.sources.0.type'}
    ${'  principals: []'}     | ${'  principals: [{ match: a, name: b, may: [destroy] }]'}   | ${'watch.principals.0.may.0'}
  `('refuses $to', ({ from, to, path }) => {
    let mistakes: { path: string; messageJa: string }[] = [];
    try {
      changed(from, to);
    } catch (error) {
      mistakes = (error as { detail: { mistakes: typeof mistakes } }).detail.mistakes;
    }
    expect(mistakes.map((mistake) => mistake.path)).toEqual([path]);
    expect(mistakes[0]?.messageJa).toMatch(/[ぁ-ん]/);
    expect(mistakes[0]?.messageJa).not.toBe('正しくない値です');
  });

  it('B2-1-2: a bucket of logs must be approved', () => {
    const config = parseConfig(
      awsConfig({ endpoint: 'https://objects.example.jp', places: { pbx: { bucket: 'calls' } } }),
    );
    expect(storeApproval(config)).toBeDefined();
    config.watch.sources.push({ id: 'trail', type: 'cloudtrail', bucket: 'trail-logs', publicKeys: [] });
    expect(() => storeApproval(config)).toThrow(expect.objectContaining({ code: 'services/not-approved' }));
  });
});

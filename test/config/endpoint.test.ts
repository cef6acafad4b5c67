import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/fault.js';
import type { ConfigMistake } from '../../src/config/load.js';
import { parseConfig } from '../../src/config/load.js';
import { awsConfig } from '../support/aws-service.js';

function mistakesOf(endpoint: string): ConfigMistake[] {
  try {
    parseConfig(awsConfig({ endpoint, places: { pbx: { bucket: 'calls' } } }));
    return [];
  } catch (error) {
    if (error instanceof Fault) return error.detail.mistakes as ConfigMistake[];
    throw error;
  }
}

describe('B2-4-1: what records and keys are sent to is encrypted on its way', () => {
  it.each`
    endpoint                              | taken
    ${'https://objects.example.jp'}       | ${true}
    ${'http://127.0.0.1:9000'}            | ${true}
    ${'http://localhost:9000'}            | ${true}
    ${'http://[::1]:9000'}                | ${true}
    ${'http://objects.example.jp'}        | ${false}
    ${'http://10.0.0.5:9000'}             | ${false}
    ${'http://localhost.example.jp:9000'} | ${false}
    ${'http://127.0.0.1.example.jp'}      | ${false}
  `('$endpoint is taken: $taken', ({ endpoint, taken }) => {
    const mistakes = mistakesOf(endpoint);
    if (taken) return expect(mistakes).toEqual([]);
    expect(mistakes.map(({ path }) => path)).toEqual(['storage.endpoint', 'keys.endpoint']);
    for (const { messageJa } of mistakes) expect(messageJa).toContain('https');
  });

  it('a time stamping authority is sent a hash only, and may be asked over http', () => {
    const yaml = awsConfig({ endpoint: 'https://objects.example.jp', places: { pbx: { bucket: 'calls' } } }).replace(
      'approvedServices:\n',
      'approvedServices:\n  - { service: tsa, endpoint: "http://tsa.example.jp" }\n',
    );
    expect(parseConfig(yaml).approvedServices[0]).toMatchObject({ service: 'tsa', endpoint: 'http://tsa.example.jp' });
  });
});

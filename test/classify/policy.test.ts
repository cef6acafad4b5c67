import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/base/package-root.js';
import { kindOf } from '../../src/classify/kind.js';
import { levelOfKind, levelOfRecord, loadPolicy } from '../../src/classify/policy.js';

const policy = loadPolicy();
const finding = (type: string) => ({ type, start: 0, end: 1, score: 0.9, rule: 'test/test' });

describe('levelOfRecord (B4)', () => {
  it.each`
    types                                  | level | why
    ${[]}                                  | ${1}  | ${'nothing found'}
    ${['PERSON_NAME']}                     | ${3}  | ${'個人情報'}
    ${['HEALTH_CONDITION']}                | ${3}  | ${'要配慮個人情報'}
    ${['LEGAL_SECRET']}                    | ${3}  | ${'法令秘情報'}
    ${['CORPORATE_SECRET']}                | ${2}  | ${'不開示情報'}
    ${['CORPORATE_SECRET', 'ADDRESS']}     | ${3}  | ${'the highest decides'}
    ${['POSTAL_CODE']}                     | ${1}  | ${'a postal code alone is weak'}
    ${['POSTAL_CODE', 'IP_ADDRESS']}       | ${1}  | ${'two weak ones do not lift each other'}
    ${['POSTAL_CODE', 'ORGANIZATION']}     | ${1}  | ${'a company is no evidence'}
    ${['POSTAL_CODE', 'CORPORATE_SECRET']} | ${3}  | ${'it counts beside another finding'}
    ${['ORGANIZATION']}                    | ${1}  | ${'a company alone decides nothing'}
    ${['SOMETHING_NEW']}                   | ${3}  | ${'an unknown type fails closed'}
    ${['constructor']}                     | ${3}  | ${'a name of Object.prototype is no rule'}
  `('$types is $level: $why', ({ types, level }) => {
    expect(levelOfRecord(policy, types.map(finding))).toBe(level);
  });
});

describe('levelOfKind (B4)', () => {
  it.each`
    kind                  | level
    ${'recording'}        | ${3}
    ${'recording-memo'}   | ${3}
    ${'response-history'} | ${3}
    ${'call-log'}         | ${1}
    ${'published'}        | ${1}
    ${'no-such-kind'}     | ${3}
    ${'toString'}         | ${3}
  `('$kind is $level', ({ kind, level }) => expect(levelOfKind(policy, kind)).toBe(level));
});

describe('kindOf', () => {
  it.each`
    system                  | key                          | format      | kind
    ${'pbx'}                | ${'recordings/2026/a.json'}  | ${'json'}   | ${'recording'}
    ${'pbx'}                | ${'2026/a.bin'}              | ${'wav'}    | ${'recording'}
    ${'inquiry-form'}       | ${'attachments/voice.mp3'}   | ${'mp3'}    | ${'recording'}
    ${'pbx'}                | ${'public/announcement.wav'} | ${'wav'}    | ${'recording'}
    ${'pbx'}                | ${'cdr/2026-04.csv'}         | ${'csv'}    | ${'call-log'}
    ${'pbx'}                | ${'other/list.csv'}          | ${'csv'}    | ${'call-log'}
    ${'pbx'}                | ${'memo/1.txt'}              | ${'text'}   | ${'recording-memo'}
    ${'pbx'}                | ${'notes.txt'}               | ${'text'}   | ${'recording-memo'}
    ${'citizens-voice'}     | ${'2026/opinions.json'}      | ${'json'}   | ${'citizen-opinion'}
    ${'response-history'}   | ${'2026.csv'}                | ${'csv'}    | ${'response-history'}
    ${'inquiry-form'}       | ${'mail/1.eml'}              | ${'eml'}    | ${'inquiry'}
    ${'speech-recognition'} | ${'2026/1.vtt'}              | ${'webvtt'} | ${'transcript'}
    ${'citizens-voice'}     | ${'public/faq.csv'}          | ${'csv'}    | ${'published'}
    ${'speech-recognition'} | ${'internal/plan.txt'}       | ${'text'}   | ${'business'}
    ${'fax-server'}         | ${'inbox/1.txt'}             | ${'text'}   | ${'unknown'}
    ${'fax-server'}         | ${'public/1.txt'}            | ${'text'}   | ${'published'}
    ${'toString'}           | ${'a.txt'}                   | ${'text'}   | ${'unknown'}
  `('$system $key ($format) is $kind', ({ system, key, format, kind }) => {
    expect(kindOf(policy, { system, key, format })).toBe(kind);
  });

  it('names a kind that the policy has a level for, or fails closed', () => {
    expect(levelOfKind(policy, kindOf(policy, { system: 'fax-server', key: 'a', format: 'text' }))).toBe(3);
  });
});

describe('loadPolicy', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kimitsu-policy-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (content: string) => {
    const path = join(folder, 'policy.yaml');
    writeFileSync(path, content);
    return path;
  };
  const original = () => readFileSync(join(packageRoot(), 'classifiers', 'policy', 'bessi4.yaml'), 'utf8');

  it('names every mistake at once', () => {
    const path = written(
      original()
        .replace('PERSON_NAME: { level: 3', 'PERSON_NAME: { level: 4')
        .replace('counts: never', 'counts: maybe'),
    );
    expect(() => loadPolicy(path)).toThrow(
      expect.objectContaining({
        kind: 'usage',
        code: 'policy/invalid',
        detail: expect.objectContaining({
          mistakes: [expect.stringContaining('PERSON_NAME'), expect.stringContaining('ORGANIZATION')],
        }),
      }),
    );
  });

  it('refuses a place that names an unknown kind', () => {
    const path = written(original().replace('otherwise: inquiry', 'otherwise: enquiry'));
    expect(() => loadPolicy(path)).toThrow(expect.objectContaining({ code: 'policy/invalid' }));
  });

  it.each(['{ not: [closed', ''])('refuses a file that is no policy', (content) => {
    expect(() => loadPolicy(written(content))).toThrow(expect.objectContaining({ kind: 'usage' }));
  });

  it('refuses a file that is not there', () => {
    expect(() => loadPolicy(join(folder, 'none.yaml'))).toThrow(expect.objectContaining({ code: 'policy/unreadable' }));
  });
});

import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/base/fault.js';
import { type ConfigMistake, parseConfig } from '../../src/config/load.js';
import { configJsonSchema } from '../../src/config/schema.js';
import { configTemplate } from '../../src/config/template.js';

const TEMPLATE = configTemplate('centre');

function mistakesOf(section: string): ConfigMistake[] {
  try {
    parseConfig(`${TEMPLATE}\n${section}`);
  } catch (error) {
    return (error as Fault).detail.mistakes as ConfigMistake[];
  }
  return [];
}

describe('documents in kimitsu.yaml', () => {
  it('what the template shows as an example is allowed, once it is uncommented', () => {
    const lines = TEMPLATE.split('\n');
    const section = lines.slice(lines.indexOf('# documents:')).map((line) => line.replace(/^# /, ''));
    const { documents } = parseConfig([...lines.slice(0, lines.indexOf('# documents:')), ...section].join('\n'));
    expect(documents).toMatchObject({
      contacts: [{ order: 1 }, { order: 2 }],
      incidents: { firstReportMinutes: 60 },
      devices: { attestations: [{ date: '2026-03-31' }] },
    });
  });

  it('is optional, and stands in the schema of editors', () => {
    expect(parseConfig(TEMPLATE).documents).toMatchObject({
      command: 'npx kimitsu',
      contacts: [],
      training: { intervalMonths: 12 },
    });
    expect(JSON.stringify(configJsonSchema())).toContain('firstReportMinutes');
  });

  it.each`
    yaml                                                                                                                                                 | path                                        | code
    ${'contacts: [{ organisation: contractor, role: a, order: 1 }]'}                                                                                     | ${'documents.contacts.0.role'}              | ${'documents/unreachable'}
    ${'training: { members: [a, b, a] }'}                                                                                                                | ${'documents.training.members.2'}           | ${'documents/twice'}
    ${'vulnerability: { deadlineDays: { critical: 30, high: 3 } }'}                                                                                      | ${'documents.vulnerability.deadlineDays'}   | ${'documents/deadlines'}
    ${'devices: { attestations: [{ file: a/x.pdf, title: t, issuer: i, date: 2026-01-02, until: 2026-01-01 }] }'}                                        | ${'documents.devices.attestations.0.until'} | ${'documents/until'}
    ${'devices: { attestations: [{ file: a/x.pdf, title: t, issuer: i, date: 2026-01-02 }, { file: b/x.pdf, title: t, issuer: i, date: 2026-01-02 }] }'} | ${'documents.devices.attestations.1.file'}  | ${'documents/same-name'}
    ${'contacts: [{ organisation: somebody, role: a, phone: b, order: 1 }]'}                                                                             | ${'documents.contacts.0.organisation'}      | ${undefined}
    ${'incidents: { firstReportMinutes: 0 }'}                                                                                                            | ${'documents.incidents.firstReportMinutes'} | ${undefined}
  `('$path: $code, with its line and a hint', ({ yaml, path, code }) => {
    const [mistake, ...others] = mistakesOf(`documents:\n  ${yaml}\n`);
    expect(others).toEqual([]);
    expect(mistake).toMatchObject({ path, line: TEMPLATE.split('\n').length + 2 });
    expect(mistake!.code).toBe(code);
    expect(mistake!.hint).not.toBe('');
    expect(mistake!.messageJa).toMatch(/[ぁ-ん]/);
    expect(mistake!.hintJa).toMatch(/[ぁ-ん]/);
  });

  it('a service of the register may say when and by which letter it was approved', () => {
    const { approvedServices } = parseConfig(
      TEMPLATE.replace(
        'approvedServices: []',
        "approvedServices: [{ service: kms, region: ap-northeast-1, account: '123456789012', approvedOn: 2026-03-20, approval: 情政第12号 }]",
      ),
    );
    expect(approvedServices).toMatchObject([{ approvedOn: '2026-03-20', approval: '情政第12号' }]);
  });
});

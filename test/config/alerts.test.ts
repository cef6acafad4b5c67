import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConfigMistake, loadConfig, parseConfig } from '../../src/config/load.js';
import { configTemplate } from '../../src/config/template.js';

const HOOK = 'webhook: { url: "https://monitor.example.jp/", secretFile: secret }';
const SMTP = 'smtp: { host: mail.example.jp, from: kimitsu@example.jp }';

function codesOf(contacts: string[], smtp = ''): (string | undefined)[] {
  const lines = contacts.map((contact) => `    - { name: 担当, ${contact} }\n`).join('');
  const alerts = `alerts:\n  contacts:\n${lines}${smtp === '' ? '' : `  ${smtp}\n`}`;
  try {
    parseConfig(configTemplate('test-centre').replace('alerts:\n  contacts: []\n', alerts));
    return [];
  } catch (error) {
    return (error as { detail: { mistakes: ConfigMistake[] } }).detail.mistakes.map(({ code }) => code);
  }
}

describe('B2-1-3: alerts in the configuration', () => {
  it.each`
    contacts                                                                               | smtp                                                                            | codes
    ${[`id: a, ${HOOK}`]}                                                                  | ${''}                                                                           | ${[]}
    ${['id: a, mail: [a@example.jp]']}                                                     | ${SMTP}                                                                         | ${[]}
    ${['id: a, webhook: { url: "http://127.0.0.1:9000/", secretFile: s }']}                | ${''}                                                                           | ${[]}
    ${[`id: a, ${HOOK}`, `id: a, ${HOOK}`]}                                                | ${''}                                                                           | ${['alerts/twice']}
    ${['id: a']}                                                                           | ${''}                                                                           | ${['alerts/one-way']}
    ${[`id: a, ${HOOK}, mail: [a@example.jp]`]}                                            | ${SMTP}                                                                         | ${['alerts/one-way']}
    ${['id: a, mail: [a@example.jp]']}                                                     | ${''}                                                                           | ${['alerts/no-smtp']}
    ${['id: a, webhook: { url: "http://monitor.example.jp/", secretFile: s }']}            | ${''}                                                                           | ${['alerts/not-encrypted']}
    ${['id: a, mail: [a@example.jp]']}                                                     | ${SMTP.replace('host', 'security: none, host')}                                 | ${['alerts/not-encrypted']}
    ${['id: a, mail: [a@example.jp]']}                                                     | ${SMTP.replace('host', 'user: kimitsu, host')}                                  | ${['alerts/half-login']}
    ${['id: a, webhook: { url: "https://a.jp/", secretFile: keys/signing-key.json }']}     | ${''}                                                                           | ${['alerts/own-secret']}
    ${['id: a, webhook: { url: "https://a.jp/", secretFile: x/../Access/accounts.json }']} | ${''}                                                                           | ${['alerts/own-secret']}
    ${['id: a, webhook: { url: "https://a.jp/", secretFile: keys-of-others/a }']}          | ${''}                                                                           | ${[]}
    ${['id: a, mail: [a@example.jp]']}                                                     | ${SMTP.replace('host', 'user: k, passwordFile: ./keys/signing-key.json, host')} | ${['alerts/own-secret']}
    ${[`id: a, events: [everything], ${HOOK}`]}                                            | ${''}                                                                           | ${[undefined]}
  `('$contacts with $smtp: $codes', ({ contacts, smtp, codes }) => {
    expect(codesOf(contacts, smtp)).toEqual(codes);
  });

  it('a secret among the keys is found by its full path too, and in a folder of another name', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    const contact = (file: string) =>
      `alerts:\n  contacts:\n    - { id: a, name: 担当, webhook: { url: "https://a.jp/", secretFile: ${file} } }\n`;
    const yaml = configTemplate('test-centre');
    for (const file of [join(dir, 'keys', 'signing-key.json'), join(dir, 'vault', 'signing-key.json')]) {
      const edited = yaml
        .replace('alerts:\n  contacts: []\n', contact(file))
        .replace(/^( {2}folder: )keys\b/m, '$1vault');
      expect(edited).toContain('folder: vault');
      await writeFile(join(dir, 'kimitsu.yaml'), edited);
      const line = edited.split('\n').findIndex((one) => one.includes('secretFile')) + 1;
      await expect(loadConfig(dir)).rejects.toMatchObject({
        detail: { mistakes: [{ code: 'alerts/own-secret', path: 'alerts.contacts.0.webhook.secretFile', line }] },
      });
    }
  });
});

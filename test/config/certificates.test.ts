import { expect, it } from 'vitest';
import { assertAuthorityApproved, signingKeyApproval } from '../../src/config/approved-services.js';
import { parseConfig } from '../../src/config/load.js';
import { configTemplate } from '../../src/config/template.js';

it('the commented block for certificates is one that can be used as it stands', () => {
  const template = configTemplate('test');
  const block = /^# certificates:\n(?:# {3}.*\n)+/m.exec(template)?.[0];
  expect(block).toBeDefined();
  const services = `approvedServices:
  - { service: tsa, endpoint: 'https://tsa.example.jp' }
  - { service: kms, region: ap-northeast-1, account: '123456789012' }
`;
  const used = template.replace('approvedServices: []\n', services).replace(block!, block!.replace(/^# /gm, ''));
  const config = parseConfig(used);
  expect(config.certificates.timestampAuthority).toEqual({
    url: 'https://tsa.example.jp/tsa',
    certificate: 'authority.pem',
  });
  assertAuthorityApproved(config);
  expect(signingKeyApproval(config)).toMatchObject({ region: 'ap-northeast-1', account: '123456789012' });
  expect(parseConfig(template).certificates.signingKey).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { directoryApproval, type IamAccounts } from '../../src/config/account-directories.js';
import { parseConfig } from '../../src/config/load.js';
import type { Config } from '../../src/config/schema.js';
import { configTemplate } from '../../src/config/template.js';

const parse = (more: string): Config =>
  parseConfig(`${configTemplate('test-centre').replace('approvedServices: []\n', '')}\n${more}`);

const IAM = `
accounts:
  directories:
    - type: local
    - type: iam
      region: us-east-1
      pathPrefix: /kimitsu/
`;

describe('accounts in kimitsu.yaml (B3-3-1, B3-3-2, B3-3-3)', () => {
  it('are the embedded identities when nothing is said', () => {
    expect(parse('').accounts).toEqual({ directories: [{ type: 'local', id: 'local' }], manual: [] });
  });

  it('can be those of IAM, and of systems without an interface', () => {
    const { accounts } = parse(`${IAM}
  manual:
    - id: pbx-admin
      system: 電話交換機
      kind: privileged
      holder: 運用班
      credentials: [password, certificate]
`);
    expect(accounts.directories.map(({ id }) => id)).toEqual(['local', 'iam']);
    expect(accounts.manual).toMatchObject([{ id: 'pbx-admin', kind: 'privileged' }]);
  });

  it.each`
    what                               | yaml
    ${'a path that takes in everyone'} | ${IAM.replace('/kimitsu/', '/')}
    ${'a path without its end'}        | ${IAM.replace('/kimitsu/', '/kimitsu')}
    ${'an unknown kind of directory'}  | ${IAM.replace('type: iam', 'type: ldap')}
    ${'an id twice'}                   | ${`${IAM}      id: local\n`}
    ${'the id manual'}                 | ${`${IAM}      id: manual\n`}
    ${'two local directories'}         | ${`${IAM}    - type: local\n      id: second\n`}
    ${'no kind of credential'}         | ${'accounts: { manual: [{ id: a, system: b, kind: user, holder: c, credentials: [] }] }'}
    ${'an unknown kind of account'}    | ${'accounts: { manual: [{ id: a, system: b, kind: root, holder: c, credentials: [password] }] }'}
  `('$what is a mistake', ({ yaml }) => {
    expect(() => parse(yaml)).toThrow(expect.objectContaining({ kind: 'usage', code: 'config/invalid' }));
  });
});

describe('B2-1-2: directories of a provider stand in the register of approved services', () => {
  const account = "account: '123456789012'";
  const approved = (...lines: string[]): Config =>
    parse(`${IAM}\napprovedServices:\n${lines.map((line) => `  - { ${line}, ${account} }`).join('\n')}`);
  const used: IamAccounts = { type: 'iam', id: 'iam', region: 'us-east-1' };

  it('with the service that says whose credentials are used', () => {
    const config = approved('service: iam, region: us-east-1', 'service: sts, region: ap-northeast-1');
    expect(directoryApproval(config, used)).toMatchObject({
      iam: { endpoint: 'https://iam.amazonaws.com', account: '123456789012' },
      sts: { endpoint: 'https://sts.ap-northeast-1.amazonaws.com' },
    });
  });

  it.each`
    what                 | lines
    ${'nothing'}         | ${['service: kms, region: us-east-1']}
    ${'iam without sts'} | ${['service: iam, region: us-east-1']}
    ${'another address'} | ${['service: iam, region: us-east-1, endpoint: "https://iam.example"', 'service: sts, region: us-east-1']}
  `('and are not used with $what in it', ({ lines }) => {
    expect(() => directoryApproval(approved(...lines), used)).toThrow(
      expect.objectContaining({ kind: 'denied', code: 'services/not-approved' }),
    );
  });
});

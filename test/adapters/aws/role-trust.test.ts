import { expect, it } from 'vitest';
import { trustedBy } from '../../../src/adapters/aws/iam/role-trust.js';

const allowing = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const policy = (Statement: unknown) => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }));
const SAML = 'arn:aws:iam::123456789012:saml-provider/office';

it.each`
  document                                                                 | trusted                                                   | why
  ${policy([allowing({ Service: 'ec2.amazonaws.com' })])}                  | ${['Service ec2.amazonaws.com']}                          | ${'one service'}
  ${policy(allowing({ Service: ['b.amazonaws.com', 'a.amazonaws.com'] }))} | ${['Service a.amazonaws.com', 'Service b.amazonaws.com']} | ${'one statement that is no list, several names'}
  ${policy([allowing({ AWS: '123456789012', Federated: SAML })])}          | ${['AWS 123456789012', `Federated ${SAML}`]}              | ${'several types'}
  ${policy([allowing({ AWS: '1' }), allowing({ AWS: '1' })])}              | ${['AWS 1']}                                              | ${'each once'}
  ${policy([allowing('*')])}                                               | ${['*']}                                                  | ${'anybody'}
  ${policy([allowing({ AWS: ['*'] }, { Condition: {} })])}                 | ${['*']}                                                  | ${'anybody, under conditions that are not looked at'}
  ${policy([allowing(undefined, { NotPrincipal: { AWS: '1' } })])}         | ${['*']}                                                  | ${'anybody but one'}
  ${policy([{ Effect: 'Deny', Principal: { AWS: '*' } }])}                 | ${[]}                                                     | ${'nobody'}
  ${policy([])}                                                            | ${[]}                                                     | ${'nobody is named'}
  ${policy([{ Principal: { AWS: '1' } }])}                                 | ${['AWS 1']}                                              | ${'no effect: may be let in'}
  ${policy(undefined)}                                                     | ${['*']}                                                  | ${'no statement'}
  ${undefined}                                                             | ${['*']}                                                  | ${'no document'}
  ${'%'}                                                                   | ${['*']}                                                  | ${'not encoded as it should be'}
  ${encodeURIComponent('null')}                                            | ${['*']}                                                  | ${'no policy'}
  ${policy([null])}                                                        | ${['*']}                                                  | ${'no statements'}
`('B3-3-3: a role is open to $trusted: $why', ({ document, trusted }) => {
  expect(trustedBy(document)).toEqual(trusted);
});

import { expect, it } from 'vitest';
import { assertConfirmed } from '../../src/access/confirmation.js';

const expected = { serviceId: 'test-centre', planHash: 'a'.repeat(64) };

it.each`
  typed              | given             | why
  ${'test-centre'}   | ${undefined}      | ${'the service id'}
  ${' test-centre '} | ${undefined}      | ${'spaces around it'}
  ${undefined}       | ${'a'.repeat(64)} | ${'the hash of the plan'}
`('B1-1-2: accepts $why', ({ typed, given }) => {
  expect(() => assertConfirmed(expected, typed, given)).not.toThrow();
});

it.each`
  typed            | given             | code
  ${undefined}     | ${undefined}      | ${'erase/not-confirmed'}
  ${'yes'}         | ${undefined}      | ${'erase/wrong-confirmation'}
  ${''}            | ${undefined}      | ${'erase/wrong-confirmation'}
  ${'test-centre'} | ${'b'.repeat(64)} | ${'erase/wrong-confirmation'}
  ${undefined}     | ${'test-centre'}  | ${'erase/wrong-confirmation'}
`('B1-1-2: refuses typed $typed, given $given', ({ typed, given, code }) => {
  expect(() => assertConfirmed(expected, typed, given)).toThrow(expect.objectContaining({ kind: 'denied', code }));
});

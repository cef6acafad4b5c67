import { expect, it } from 'vitest';
import { openAccounts } from '../../../src/app/accounts/open-accounts.js';
import type { Config } from '../../../src/config/schema.js';
import { enrol } from '../../support/enrolled.js';
import { smallService } from '../../support/small-service.js';

it('B3-3-2: embedded identities that are there are in the register whatever the configuration names', async () => {
  const { dir, clock, open } = await smallService();
  const directoriesOf = (config: Config, ...directories: { type: string; id: string }[]) =>
    openAccounts(dir, { ...config, accounts: { ...config.accounts, directories } } as Config, {
      clock,
      actor: 'operator:test',
    }).directories;
  const config = await open(async (workspace) => workspace.config);
  const iam = { type: 'iam', id: 'iam' };
  expect(directoriesOf(config, iam).map(({ id }) => id)).toEqual(['iam']);
  const { accountId } = await enrol(dir, { codes: 1, clock });
  expect(directoriesOf(config, { type: 'local', id: 'people' }).map(({ id }) => id)).toEqual(['people']);
  expect(directoriesOf(config, { type: 'iam', id: 'local' }).map(({ id }) => id)).toEqual(['local', 'embedded']);
  const [, embedded] = directoriesOf(config, iam);
  expect(embedded?.id).toBe('local');
  expect(await embedded?.describe(accountId)).toMatchObject({ accountId, kind: 'privileged' });
});

import { join } from 'node:path';
import { newRecoveryCodes, newTotpSecret, stepOf, totpUri, UNUSED } from '../../access/second-factor.js';
import { NO_TRIES } from '../../access/tries.js';
import {
  AccountFile,
  type Factor,
  type LocalAccount,
  registerDigest,
} from '../../adapters/local/accounts/account-file.js';
import { Fault } from '../../base/fault.js';
import { addIdentity } from '../accounts/identities.js';
import { IDENTITIES } from '../accounts/open-accounts.js';
import type { Workspace } from '../workspace.js';
import { raisePrivileged } from './accepted-alerting.js';
import { accountIn } from './actor.js';
import { openSecret, sealSecret } from './factor-key.js';
import { change, countedCode, proveSecret } from './prove.js';
import { stsConnection } from './prove-factor.js';
import { notingRefusal } from './refusal.js';

export interface EnrolmentRequest {
  name: string;
  /** Of the account itself. Needed for the first account of all, and where the first code comes later. */
  secret?: string | undefined;
  /** AWS checks the codes: of this IAM user (ARN), with this device. */
  aws?: { caller: string; serial: string };
}

export interface Prepared {
  accountId: string;
  /** The first of the workspace. */
  first: boolean;
  /** For the authenticator app: holds the secret. Undefined where AWS checks the codes. */
  uri?: string;
}

const PENDING_MS = 60 * 60_000;
const RECOVERY_CODES = 10;

const ENROLLING = { command: 'accounts enroll', kind: 'privileged', subject: null } as const;

export const registerOf = ({ dir, access }: Pick<Workspace, 'dir' | 'access'>): AccountFile =>
  new AccountFile(join(dir, IDENTITIES), access);

/**
 * B1-1-1: makes a second factor ready. It counts once a first code has shown that it has arrived (`confirmFactor`). The
 * first account of a workspace is made by it, as a privileged operator; later ones are enrolled by another privileged
 * operator than themselves.
 *
 * @throws {Fault} denied `access/own-factor`, `access/wrong-secret`, `access/not-permitted`; usage `accounts/unknown`
 */
export async function prepareFactor(workspace: Workspace, request: EnrolmentRequest): Promise<Prepared> {
  const { ports, config, access } = workspace;
  const file = registerOf(workspace);
  const first = (await access.latest()) === undefined;
  const account = first ? await firstAccount(workspace, request) : await known(file, request.name);
  const { accountId } = account;
  if (accountIn(ports.actor) === accountId) throw ownFactor();
  const enrolledAt = ports.clock.now().toISOString();
  if (request.aws) {
    stsConnection(config);
    const { caller, serial } = request.aws;
    await keepPending(file, accountId, { type: 'aws-mfa', caller, serial, enrolledAt });
    return { accountId, first };
  }
  const secret = newTotpSecret();
  const sealed = await sealSecret(factorKeyOf(workspace), accountId, secret);
  await keepPending(file, accountId, { type: 'totp', ...sealed, enrolledAt });
  return { accountId, first, uri: totpUri(secret, config.service.id, account.name) };
}

/**
 * Takes the prepared factor into use, in place of any before.
 *
 * @param code - of the device; with `secret` undefined only within the process that has prepared it
 * @returns recovery codes, to be shown once
 * @throws {Fault} denied `access/wrong-code`, `access/locked`, `access/wrong-secret`; usage `access/nothing-prepared`
 */
export async function confirmFactor(
  workspace: Workspace,
  { name, secret, code, recoveryCodes = RECOVERY_CODES }: EnrolmentRequest & { code: string; recoveryCodes?: number },
): Promise<{ accountId: string; recoveryCodes: string[]; first: boolean }> {
  const { ports, bound, access } = workspace;
  const { clock, catalog } = ports;
  const file = registerOf(workspace);
  const first = (await access.latest()) === undefined;
  const { accountId, pending, lastStep } = await notingRefusal(entranceOf(workspace), ENROLLING, async (told) => {
    const register = { file, clock, catalog };
    const account = secret === undefined ? await known(file, name) : await proveSecret(register, name, secret, told);
    const { accountId: id, pendingFactor } = account;
    told(id);
    if (!pendingFactor || clock.now().getTime() - Date.parse(pendingFactor.enrolledAt) > PENDING_MS) {
      const hint = 'begin with `kimitsu accounts enroll NAME`; the first code is to follow within an hour';
      throw new Fault('usage', 'access/nothing-prepared', 'no factor waits for its first code', {}, { hint });
    }
    const step = await countedCode(register, id, () => firstStep(workspace, id, pendingFactor, code));
    return { accountId: id, pending: pendingFactor, lastStep: step };
  });
  const { codes, kept } = newRecoveryCodes(recoveryCodes);
  await file.update((accounts) =>
    accounts.map((one) => {
      if (one.accountId === accountId)
        return { ...one, ...confirmed(pending, kept, lastStep), pendingFactor: undefined };
      // Whatever lay in the register before there was anybody to answer for it gives nobody a right: whose secret and
      // roles are meant to be there, the one who is enrolled says by enabling them.
      if (!first) return one;
      return { ...one, status: 'disabled', factor: undefined, pendingFactor: undefined, recoveryCodes: undefined };
    }),
  );
  // Who has shown the secret and the first code is known by them; else it is the one who enrols somebody.
  const byThemselves = first || secret !== undefined;
  if (byThemselves) access.actor = `account:${accountId}`;
  const actor = byThemselves ? access.actor : ports.actor;
  const detail = { factor: pending.type, first, ...(lastStep === undefined ? {} : { mark: lastStep }) };
  await catalog.appendAudit([{ actor, action: 'access.enrolled', subject: accountId, detail }]);
  if (first) await access.accept(bound, registerDigest(await file.read()));
  if (byThemselves) await (await raisePrivileged(entranceOf(workspace), 'accounts enroll', accountId)).deliver();
  return { accountId, recoveryCodes: codes, first };
}

function confirmed(
  factor: Factor,
  recoveryCodes: LocalAccount['recoveryCodes'],
  lastStep: number | undefined,
): Pick<LocalAccount, 'factor' | 'recoveryCodes' | 'use'> {
  const use = { ...UNUSED, secretTries: NO_TRIES, ...(lastStep === undefined ? {} : { lastStep }) };
  return { factor, recoveryCodes, use };
}

/** @returns the time step of the code, which is used up with it */
async function firstStep(
  workspace: Workspace,
  accountId: string,
  pending: Factor,
  given: string,
): Promise<number | undefined> {
  const code = given.normalize('NFKC').replace(/\s/g, '');
  if (pending.type === 'aws-mfa') {
    const { proveMfa } = await import('../../adapters/aws/mfa.js');
    await proveMfa(stsConnection(workspace.config), { ...pending, code });
    return undefined;
  }
  const secret = await openSecret(factorKeyOf(workspace), accountId, pending);
  const step = stepOf(code, secret, workspace.ports.clock.now());
  if (step !== undefined) return step;
  const hint = 'scan the code again, and compare the clocks of this host and of the device';
  throw new Fault('denied', 'access/wrong-code', 'the code is not right', {}, { hint });
}

/** What shows before a code is used up. @throws {Fault} usage `accounts/unknown`, denied `access/own-factor` */
export async function assertEnrollable(register: AccountFile, name: string, by: string): Promise<void> {
  if ((await known(register, name)).accountId === by) throw ownFactor();
}

function ownFactor(): Fault {
  const hint = 'have another privileged operator do it, or use a recovery code meanwhile';
  return new Fault('denied', 'access/own-factor', 'nobody enrols a factor for themselves', {}, { hint });
}

async function firstAccount(workspace: Workspace, { name, secret }: EnrolmentRequest): Promise<LocalAccount> {
  const file = registerOf(workspace);
  if (secret === undefined) {
    const hint = 'on a terminal it is asked for; elsewhere give --secret-file';
    throw new Fault('usage', 'accounts/no-password', 'no secret was given for the first account', {}, { hint });
  }
  if ((await file.read()).every((one) => one.name !== name.normalize('NFC').trim())) {
    const request = { name, roles: ['privileged-operator'], special: false, password: secret };
    await addIdentity(workspace.ports, request);
    return known(file, name);
  }
  const { clock, catalog } = workspace.ports;
  const account = await notingRefusal(entranceOf(workspace), ENROLLING, (told) =>
    proveSecret({ file, clock, catalog }, name, secret, told),
  );
  if (account.roles.includes('privileged-operator')) return account;
  throw new Fault('denied', 'access/not-permitted', 'the first one to be enrolled must be a privileged operator');
}

async function known(file: AccountFile, name: string): Promise<LocalAccount> {
  const wanted = name.normalize('NFC').trim();
  const account = (await file.read()).find((one) => one.name === wanted && one.status === 'active');
  if (account) return account;
  throw new Fault(
    'usage',
    'accounts/unknown',
    'there is no such account in use',
    {},
    {
      hint: 'see `kimitsu accounts list`; a new one is made by `kimitsu accounts add`',
    },
  );
}

async function keepPending(file: AccountFile, accountId: string, pendingFactor: Factor): Promise<void> {
  await change(file, accountId, (account) => ({ ...account, pendingFactor }));
}

function entranceOf({ ports: { catalog, clock, logger, actor }, dir, config, bound, access }: Workspace) {
  return { catalog, clock, logger, actor, dir, config, bound, acceptances: access };
}

function factorKeyOf({ ports, config }: Workspace) {
  const { keys, catalog, actor } = ports;
  return {
    service: config.service.id,
    keys,
    access:
      config.keys.type === 'kms' ? { administrators: config.keys.administrators, users: config.keys.users } : undefined,
    note: (event: Parameters<Parameters<typeof sealSecret>[0]['note']>[0]) =>
      catalog.appendAudit([{ actor, ...event }]),
  };
}

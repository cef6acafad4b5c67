import { type CommandAccess, type Rule, ruleFor } from '../../access/commands.js';
import { type LocalAccount, registerDigest } from '../../adapters/local/accounts/account-file.js';
import { Fault } from '../../base/fault.js';
import { assertNotBehind } from '../checkpoints/behind-checkpoint.js';
import type { HeldAcceptance } from './acceptances.js';
import { acceptedOnly, anyone, assertConfiguration, assertRegister, latestAcceptance } from './accepted.js';
import { raisePrivileged } from './accepted-alerting.js';
import type { Admit, Admitted, Entrance, Shown } from './entrance.js';
import { factOf } from './facts.js';
import { proveSecret } from './prove.js';
import { type Proof, proveFactor } from './prove-factor.js';
import { notingRefusal } from './refusal.js';

/** What somebody can show. Each is asked for only when it is needed; undefined where nothing was given. */
export interface Credentials {
  name(): Promise<string | undefined>;
  secret(): Promise<string | undefined>;
  code(): Promise<string | undefined>;
}

/** A command as it was given. */
export interface Attempt {
  /** As people give it: `accounts dispose`. */
  command: string;
  access: CommandAccess;
  args: readonly unknown[];
  options: Readonly<Record<string, unknown>>;
  credentials: Credentials;
  /** What shows a mistake without any effect, so that it does not use up a code. Asked of who has shown their secret alone. */
  check?: Check | undefined;
}

/** @throws {Fault} what is wrong with the command as it was given */
export type Check = (
  open: Pick<Entrance, 'catalog' | 'config' | 'register'>,
  account: Pick<LocalAccount, 'accountId'>,
) => Promise<unknown>;

/** B1-1-1, B2-3-1: the gate. Every attempt that needs an identity goes into the audit log, granted or refused. */
export function admission(attempt: Attempt): Admit {
  return async (entrance) => {
    const rule = await ruleFor(attempt.access, attempt.options, (fact) => factOf(fact, attempt, entrance));
    if (rule.looking) return anyone(entrance);
    const { command, access, args } = attempt;
    const tried = { command, kind: rule.kind, subject: subjectOf(args), announced: access.announced };
    // Jobs that run every day go on; whoever holds the workspace alone is told at the end (`checkpointAtEnd`).
    if (rule.wholeLog) await notingRefusal(entrance, tried, () => assertNotBehind(entrance));
    if (rule.kind === 'open') return acceptedOnly(entrance);
    return notingRefusal(entrance, tried, (told) => admit(attempt, rule, entrance, told));
  };
}

async function admit(
  attempt: Attempt,
  rule: Rule,
  entrance: Entrance,
  told: (accountId: string) => void,
): Promise<Admitted> {
  const { actor } = entrance;
  const acceptance = await latestAcceptance(entrance);
  if (!acceptance) {
    // Who names themselves must not be taken at their word.
    const named = attempt.options.as !== undefined;
    if ((rule.kind === 'personal' && !named) || attempt.access.first) return { actor };
    throw new Fault(
      'denied',
      'access/not-enrolled',
      'nobody is enrolled yet, and this needs a privileged operator; nothing was changed',
      {},
      { hint: 'enrol the first one with `kimitsu accounts enroll NAME`' },
    );
  }
  await assertRegister(entrance, acceptance);
  // To accept an edited configuration is what one does about it.
  if (attempt.command !== 'access accept') await assertConfiguration(entrance, acceptance);
  // By the accepted register: all of them were disposed of, and nobody new is enrolled.
  if ((await entrance.register.read()).length === 0) throw nobodyLeft();
  const account = await authenticated(attempt, rule, entrance, told);
  const asked = rule.kind === 'privileged' || (attempt.access.withFactor && account.factor !== undefined);
  const proof = asked ? await secondFactor(attempt, entrance, acceptance, account) : undefined;
  return granted(attempt, rule, entrance, acceptance, account, proof);
}

function nobodyLeft(): Fault {
  const hint =
    'what has to be done after that, is done by hand: see “A key comes back after the accounts are gone” in docs/end-of-service.md';
  const message = 'every account of the service was disposed of, so nobody can show who they are; nothing was changed';
  return new Fault('denied', 'access/nobody-left', message, {}, { hint });
}

async function authenticated(
  { credentials }: Attempt,
  { roles }: Rule,
  { register, clock, catalog }: Entrance,
  told: (accountId: string) => void,
): Promise<LocalAccount> {
  const name = await credentials.name();
  const secret = name === undefined ? undefined : await credentials.secret();
  if (name === undefined || secret === undefined) {
    const hint = 'give --as NAME and type the secret, or --secret-file FILE (- for standard input)';
    throw new Fault('denied', 'access/no-identity', 'this needs an identity; nothing was changed', {}, { hint });
  }
  const account = await proveSecret({ file: register, clock, catalog }, name, secret, told);
  if (roles.some((role) => account.roles.includes(role))) return account;
  const hint = `one of these roles is needed: ${roles.join(', ')}`;
  throw new Fault('denied', 'access/not-permitted', 'the role of the account does not allow this', {}, { hint });
}

async function secondFactor(
  { credentials, check }: Attempt,
  entrance: Entrance,
  acceptance: HeldAcceptance,
  account: LocalAccount,
): Promise<Proof> {
  if (!account.factor) {
    const hint = 'another privileged operator enrols it with `kimitsu accounts enroll NAME`';
    throw new Fault('denied', 'access/no-factor', 'the account has no second factor', {}, { hint });
  }
  const code = await credentials.code();
  if (code === undefined || code.trim() === '') {
    const hint = 'give --code with a code of the device or a recovery code';
    throw new Fault('denied', 'access/no-code', 'this needs a second factor; nothing was changed', {}, { hint });
  }
  await check?.(entrance, account);
  return proveFactor(entrance, acceptance, account, code);
}

async function granted(
  { command, access, args }: Attempt,
  { kind }: Rule,
  entrance: Entrance,
  acceptance: HeldAcceptance,
  { accountId }: LocalAccount,
  proof: Proof | undefined,
): Promise<Admitted> {
  const { catalog, acceptances, register } = entrance;
  const actor = `account:${accountId}${proof?.caller === undefined ? '' : ` ${proof.caller}`}`;
  acceptances.actor = actor;
  const detail = { command, kind, subject: subjectOf(args), factor: proof?.means ?? null, mark: proof?.mark ?? null };
  await catalog.appendAudit([{ actor, action: 'access.granted', subject: accountId, detail }]);
  if (!proof) return { actor };
  // A crash has left the register between two states: which of them it is has been looked at above.
  if (acceptance.changingFrom !== undefined && command !== 'access accept')
    await acceptances.changed(registerDigest(await register.read()));
  const shown: Shown = { accountId, factors: ['secret', proof.means] };
  if (access.announced) return { actor, shown };
  return { actor, shown, told: (await raisePrivileged(entrance, command, accountId)).deliver() };
}

/** Ids of ours alone: an argument can be the name of a record. */
function subjectOf(args: readonly unknown[]): string | null {
  const [first] = args;
  return typeof first === 'string' && /^[a-z]+-[0-9a-f]{24,64}$/.test(first) ? first : null;
}

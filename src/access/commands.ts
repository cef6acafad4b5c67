import { ROLES, type Role } from '../base/role.js';

/**
 * `open`: whoever can run it, and automation. `personal`: an identity of the role, with its secret, once identities are
 * enrolled. `privileged`: always an identity of the role, with its secret and a second factor given at that moment.
 */
export type AccessKind = 'open' | 'personal' | 'privileged';

export interface Rule {
  kind: AccessKind;
  roles: readonly Role[];
  /** Changes nothing and helps to find out what is wrong: works whatever was done to the configuration. */
  looking?: boolean;
  /**
   * Ends something, vouches for it, or changes whose or under which key it is: refused where the audit log is behind its
   * last checkpoint.
   */
  wholeLog?: boolean;
}

/** What only catalogue and register can tell of a command that was given; false where it does not know. */
export type Fact = 'keeps-level' | 'nothing-left-to-destroy' | 'last-account-gone';

/** A rule for the command given in a certain way; the first that applies counts. */
export interface Variant extends Rule {
  when: { option: string } | { fact: Fact };
  /** In `--help`. */
  whenJa: string;
  /** In `--help`, where the command proves by itself who gives it. */
  howJa?: string;
}

export interface CommandAccess extends Rule {
  variants?: readonly Variant[];
  /** Its own alerts tell of it (`destructive-…`), so that it needs no further one. */
  announced?: boolean;
  /** Who has a second factor shows it, whatever else would be asked. */
  withFactor?: boolean;
  /** Given once without an identity: while nobody has ever been enrolled, it enrols the first one. */
  first?: boolean;
}

const OPERATING: readonly Role[] = ['operator', 'privileged-operator'];
const PRIVILEGED: readonly Role[] = ['privileged-operator'];
const APPROVING: readonly Role[] = ['approver', 'prefecture', 'privileged-operator'];

const open: Rule = { kind: 'open', roles: [] };
const looking: Rule = { ...open, looking: true };
const personal = (roles: readonly Role[] = OPERATING): Rule => ({ kind: 'personal', roles });
const privileged: Rule = { kind: 'privileged', roles: PRIVILEGED };
const onWholeLog = (rule: Rule): Rule => ({ ...rule, wholeLog: true });
/** Open to automation; a person who names themselves shows who they are, and stands behind it by name. */
const byName: Variant = { ...personal(), when: { option: 'as' }, whenJa: '--as のとき' };
const onWholeLogByName: Variant = { ...byName, wholeLog: true };
const dryRun: Variant = { ...looking, when: { option: 'dryRun' }, whenJa: '--dry-run のとき' };

/**
 * B1-1-1, B2-3-1: who may give which command. A command that does not stand here is refused; what can be given in a
 * harmless way has a variant for it, and everything else falls back to the stricter rule.
 */
export const COMMAND_ACCESS: Readonly<Record<string, CommandAccess>> = {
  demo: looking,
  init: looking,
  adopt: { ...onWholeLog(privileged), variants: [dryRun] },
  detect: looking,
  classify: open,
  'review list': personal([...OPERATING, 'auditor']),
  'review show': personal([...OPERATING, 'auditor']),
  'review decide': {
    ...privileged,
    variants: [{ ...personal(), when: { fact: 'keeps-level' }, whenJa: '機密性を引き下げないとき' }],
  },
  enforce: open,
  'keys list': looking,
  'keys rotate': onWholeLog(privileged),
  'keys import': onWholeLog(privileged),
  'keys report': { ...onWholeLog(open), variants: [onWholeLogByName] },
  read: personal(),
  'find-expired': open,
  'hold place': personal(),
  'hold list': looking,
  'hold release': onWholeLog(privileged),
  'plan disposal': onWholeLog(personal()),
  'plan migration': onWholeLog(personal()),
  approve: {
    ...onWholeLog(personal(APPROVING)),
    variants: [
      { ...personal([...APPROVING, 'operator']), when: { option: 'withdraw' }, whenJa: '--withdraw（撤回）のとき' },
      // Nothing but the word of whoever records it stands behind a letter.
      { ...onWholeLog(privileged), when: { option: 'letter' }, whenJa: '--letter（承認書）のとき' },
    ],
  },
  migrate: { ...onWholeLog(privileged), variants: [dryRun], announced: true },
  'migrate verify': looking,
  'migrate accept': looking,
  'migrate import-acceptance': onWholeLog(personal()),
  erase: {
    ...onWholeLog(privileged),
    variants: [
      // To stop must never be harder than to go on. Before the trial, as the command itself looks at it first.
      { ...personal([...APPROVING, 'operator']), when: { option: 'cancel' }, whenJa: '--cancel（取消し）のとき' },
      dryRun,
      {
        ...onWholeLog(privileged),
        when: { option: 'rescheduleKeys' },
        whenJa: '--reschedule-keys（鍵の削除の再設定）のとき',
      },
      {
        ...onWholeLog(privileged),
        when: { option: 'waitingOver' },
        whenJa: '--waiting-over（待機期間の終了の確認）のとき',
      },
      { ...onWholeLog(personal()), when: { fact: 'nothing-left-to-destroy' }, whenJa: '待機期間の後の最終確認のとき' },
    ],
    announced: true,
  },
  'certificate issue': onWholeLog(personal()),
  'certificate prove': onWholeLog(personal()),
  'certificate correct': onWholeLog(personal()),
  'certificate revoke': onWholeLog(personal()),
  'certificate accept': onWholeLog(personal(APPROVING)),
  'certificate timestamp': personal(),
  'certificate show': looking,
  'certificate verify': looking,
  'accounts list': looking,
  'accounts add': privileged,
  'accounts disable': privileged,
  'accounts enable': privileged,
  'accounts enroll': {
    ...privileged,
    variants: [
      // Proves by itself: the secret of the account, and a code of the device that was made ready for it.
      {
        ...open,
        when: { option: 'firstCode' },
        whenJa: '--first-code（登録の完了）のとき',
        howJa: '登録する本人のパスワードと、最初の確認コードによります。',
      },
    ],
    first: true,
  },
  'accounts password': { ...personal(ROLES), withFactor: true },
  'accounts dispose': {
    ...onWholeLog(privileged),
    variants: [
      dryRun,
      // There is nobody left who could show who they are.
      {
        ...onWholeLog(open),
        when: { fact: 'last-account-gone' },
        whenJa: '実行中のアカウントの廃棄が、記録の前に中断したとき',
      },
    ],
    announced: true,
  },
  'accounts record': onWholeLog(privileged),
  'accounts report': { ...onWholeLog(open), variants: [onWholeLogByName] },
  'access status': looking,
  'access accept': privileged,
  'audit verify': looking,
  'audit checkpoint': {
    ...open,
    variants: [{ ...privileged, when: { option: 'newKey' }, whenJa: '--new-key のとき' }],
  },
  'audit export': personal([...OPERATING, 'auditor', 'prefecture']),
  schedule: open,
  'watch-access': open,
  status: looking,
  'catalog migrate': onWholeLog(privileged),
  worker: open,
  report: looking,
  'report controls': looking,
  'documents list': looking,
  // Agreed documents are made without store and key service, past the gate: what the configuration says now is put on
  // record, agreed or not. Reports of other commands ask it as those commands do.
  'documents render': { ...open, variants: [byName] },
  'documents acknowledge': personal(),
  'documents approve': personal(APPROVING),
  'documents withdraw': personal([...APPROVING, 'operator']),
  'documents record-scan': personal(),
  doctor: looking,
};

/**
 * The rule for a command as it was given.
 * @param isFact - asked only where a variant depends on it
 */
export async function ruleFor(
  access: CommandAccess,
  options: Readonly<Record<string, unknown>>,
  isFact: (fact: Fact) => Promise<boolean>,
): Promise<Rule> {
  for (const { when, kind, roles, looking: looks, wholeLog } of access.variants ?? []) {
    const applies = 'option' in when ? isGiven(options[when.option]) : await isFact(when.fact);
    if (applies) return { kind, roles, ...(looks ? { looking: true } : {}), ...(wholeLog ? { wholeLog } : {}) };
  }
  return access;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== false;

/** Whether the command can be given in a way that asks for an identity, or for a second factor. */
export function asksFor(access: CommandAccess): { identity: boolean; code: boolean } {
  const kinds = [access, ...(access.variants ?? [])].map(({ kind }) => kind);
  return {
    identity: kinds.some((kind) => kind !== 'open'),
    code: access.withFactor === true || kinds.includes('privileged'),
  };
}

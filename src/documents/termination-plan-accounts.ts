import { KIND_NAMES } from '../dispose/account-names.js';
import type { DisposalPlan } from '../dispose/plan.js';
import { heading, list, note, paragraph } from './pdf/blocks.js';
import type { Sheet } from './pdf/sheet.js';
import { table } from './pdf/table.js';
import * as texts from './termination-plan-texts.js';
import { count } from './wording.js';

interface AccountLine {
  directory: string;
  kind: keyof typeof KIND_NAMES;
  accounts: number;
  credentials: number;
}

/** B3-3-1 to B3-3-3: copies and keys outside the scope, and the register of accounts that the approval binds. */
export function copiesAndAccounts(sheet: Sheet, { accounts = [], scope }: DisposalPlan): void {
  heading(sheet, '８　複製、鍵の写し及びアカウント');
  if (!scope.accountsOnly) list(sheet, [...texts.COPIES, `アカウント：${texts.ACCOUNTS}`]);
  if (accounts.length === 0) {
    paragraph(sheet, '本計画の対象とするアカウントはありません。');
    return;
  }
  const lines = linesOf(accounts);
  const sum = (member: 'accounts' | 'credentials'): string =>
    count(lines.reduce((total, line) => total + line[member], 0));
  table(
    sheet,
    [
      { title: '保管先', share: 34, heads: true },
      { title: '区分', share: 34 },
      { title: 'アカウント（件）', share: 16, align: 'right' },
      { title: '資格情報（件）', share: 16, align: 'right' },
    ],
    lines.map(({ directory, kind, accounts: of, credentials }) => [
      texts.directoryName(directory),
      KIND_NAMES[kind],
      count(of),
      count(credentials),
    ]),
    { totals: [['合計', '', sum('accounts'), sum('credentials')]] },
  );
  note(sheet, texts.ACCOUNTS_NOTE);
}

function linesOf(accounts: NonNullable<DisposalPlan['accounts']>): AccountLine[] {
  const lines = new Map<string, AccountLine>();
  for (const { directory, kind, credentials } of accounts) {
    const name = `${directory}\0${Object.keys(KIND_NAMES).indexOf(kind)}`;
    const line = lines.get(name) ?? { directory, kind, accounts: 0, credentials: 0 };
    line.accounts += 1;
    line.credentials += credentials;
    lines.set(name, line);
  }
  return [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

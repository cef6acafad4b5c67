import type {
  AccountDisposal,
  AccountDisposalRecord,
  AccountKind,
  ManualDisposal,
} from '../dispose/account-disposal.js';
import {
  CREDENTIAL_NAMES,
  credentialCounts,
  KEPT_REASONS,
  KIND_NAMES,
  READ_BACK_NAMES,
  STATE_NAMES,
} from '../dispose/account-names.js';
import * as texts from './account-report-texts.js';
import { heading, list, note, paragraph, subheading } from './pdf/blocks.js';
import type { Sheet } from './pdf/sheet.js';
import { type Cell, table } from './pdf/table.js';
import { capped } from './tables.js';
import { count, shortTime } from './wording.js';

const KINDS: readonly AccountKind[] = ['user', 'privileged', 'special'];
/** Rows in a table of single things; the attached record has all. */
const LIMIT = 500;

export function summary(sheet: Sheet, record: AccountDisposalRecord): void {
  heading(sheet, '２　廃棄の結果');
  const rows = KINDS.map((kind) => {
    const accounts = record.accounts.filter((account) => account.kind === kind);
    const manual = record.manual.filter((account) => account.kind === kind);
    const gone = accounts.filter(({ readBack }) => readBack.outcome === 'gone');
    const disposed = gone.filter(({ state }) => state === 'disposed').length;
    const byHand = manual.filter(({ recorded }) => recorded !== undefined).length;
    const absent = gone.filter(({ state }) => state === 'found-absent').length;
    const planned = accounts.length + manual.length;
    return [planned, disposed, byHand, absent, planned - disposed - byHand - absent] as const;
  });
  const totals = [0, 1, 2, 3, 4].map((column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  table(
    sheet,
    [
      { title: '区分', share: 30, heads: true },
      { title: '計画', share: 12, align: 'right' },
      { title: '廃棄し、\n不存在を確認', share: 18, align: 'right' },
      { title: '手作業で廃棄', share: 16, align: 'right' },
      { title: '着手前に\n不存在', share: 14, align: 'right' },
      { title: '未完了', share: 12, align: 'right' },
    ],
    KINDS.map((kind, index) => [KIND_NAMES[kind], ...(rows[index] ?? []).map(count)]),
    { totals: [['合計', ...totals.map(count)]] },
  );
  if ((totals[3] ?? 0) > 0) note(sheet, texts.FOUND_ABSENT);
}

export function register(sheet: Sheet, record: AccountDisposalRecord): void {
  heading(sheet, '３　アカウントごとの結果');
  if (record.accounts.length === 0) {
    paragraph(sheet, '本ソフトウェアにより廃棄の対象としたアカウントはありません。');
    return;
  }
  paragraph(sheet, texts.NAMES_MASKED);
  for (const kind of KINDS) {
    const accounts = record.accounts.filter((account) => account.kind === kind);
    if (accounts.length === 0) continue;
    subheading(sheet, `${KIND_NAMES[kind]}（${count(accounts.length)}件）`);
    table(
      sheet,
      [
        { title: '保管先', share: 9 },
        { title: '識別子\n（名称の伏せ字）', share: 37, heads: true },
        { title: '廃棄した\n資格情報', share: 18 },
        { title: '廃棄日時', share: 14 },
        { title: '結果', share: 16 },
        { title: '読戻し', share: 16 },
      ],
      capped(accounts.map(registerRow), LIMIT, (left) => ['', `ほか${count(left)}件`, '添付の記録に全件を記載']),
    );
  }
}

function registerRow({
  directory,
  accountId,
  maskedName,
  own,
  state,
  found,
  endedAt,
  readBack,
}: AccountDisposal): Cell[] {
  const removed = state === 'disposed' || state === 'credentials-removed';
  return [
    directory,
    `${accountId}${maskedName === undefined ? '' : `\n（${maskedName}）`}${own ? '\n実施に用いるもの' : ''}`,
    removed ? credentialCounts(found.map(({ kind }) => kind)).replaceAll('、', '\n') : '－',
    removed && endedAt !== undefined ? shortTime(endedAt) : '－',
    STATE_NAMES[state],
    `${READ_BACK_NAMES[readBack.outcome]}${readBack.at === undefined ? '' : `\n${shortTime(readBack.at)}`}`,
  ];
}

export function byHand(sheet: Sheet, { manual }: AccountDisposalRecord): void {
  heading(sheet, '４　手作業により廃棄するアカウント');
  if (manual.length === 0) {
    paragraph(sheet, '該当するものはありません。');
    return;
  }
  paragraph(sheet, texts.MANUAL);
  table(
    sheet,
    [
      { title: 'システム\n（識別子）', share: 20, heads: true },
      { title: '区分、管理する部署', share: 22 },
      { title: '資格情報', share: 16 },
      { title: '廃棄日、実施者\n及び確認者', share: 24 },
      { title: '証拠の SHA-256', share: 26 },
    ],
    manual.map(manualRow),
  );
}

function manualRow({ accountId, system, kind, holder, credentialKinds, recorded }: ManualDisposal): Cell[] {
  return [
    `${system}\n（${accountId}）`,
    `${KIND_NAMES[kind]}\n${holder}`,
    credentialKinds.map((one) => CREDENTIAL_NAMES[one] ?? one).join('\n'),
    recorded === undefined ? '未記録' : `${recorded.on}\n実施　${recorded.by}\n確認　${recorded.confirmedBy}`,
    recorded?.evidence ?? '－',
  ];
}

export function credentials(sheet: Sheet, { accounts }: AccountDisposalRecord): void {
  heading(sheet, '５　廃棄した資格情報の明細');
  const rows = accounts
    .filter(({ state }) => state === 'disposed' || state === 'credentials-removed')
    .flatMap(({ accountId, found }) =>
      found.map(({ kind, reference, createdAt, lastUsedAt }): Cell[] => [
        accountId,
        CREDENTIAL_NAMES[kind] ?? kind,
        reference,
        createdAt === undefined ? '－' : shortTime(createdAt),
        lastUsedAt === undefined ? '－' : shortTime(lastUsedAt),
      ]),
    );
  if (rows.length === 0) {
    paragraph(sheet, '該当するものはありません。');
    return;
  }
  table(
    sheet,
    [
      { title: 'アカウントの識別子', share: 34, heads: true },
      { title: '種類', share: 18 },
      { title: '資格情報の識別子', share: 34 },
      { title: '作成日時', share: 14 },
      { title: '最終利用', share: 14 },
    ],
    capped(rows, LIMIT, (left) => [`ほか${count(left)}件`, '', '添付の記録に全件を記載', '', '']),
  );
  note(
    sheet,
    '識別子に名称を含み得る資格情報（多要素認証デバイス等）は、伏せ字で記載しています。最終利用の「－」は、利用がないか、保管先が記録していないことを示します。',
  );
}

export function remaining(sheet: Sheet, record: AccountDisposalRecord): void {
  heading(sheet, '６　残存するもの');
  const open = record.accounts.filter(({ state }) => state === 'planned' || state === 'begun');
  const left = record.accounts.filter(
    ({ state, readBack }) => readBack.outcome === 'left' && state !== 'credentials-removed',
  );
  const own = record.accounts.filter(({ state }) => state === 'credentials-removed');
  const manual = record.manual.filter(({ recorded }) => recorded === undefined);
  const lines = [
    ...left.map(
      (one) => `残存を確認：${one.directory}　${one.accountId}（資格情報 ${one.readBack.credentialsLeft}件）`,
    ),
    ...open.map((one) => `${STATE_NAMES[one.state]}：${one.directory}　${one.accountId}${whyOpen(one, record)}`),
    ...manual.map((one) => `手作業による廃棄の記録がないもの：${one.system}（${one.accountId}）`),
  ];
  if (lines.length > 0) list(sheet, lines);
  if (own.length > 0) {
    paragraph(sheet, texts.OWN_REMAINS);
    list(
      sheet,
      own.map(
        ({ directory, accountId, readBack }) =>
          `${directory}　${accountId}（読戻し：${READ_BACK_NAMES[readBack.outcome]}、残る資格情報 ${
            readBack.outcome === 'refused' ? '確認不能' : `${readBack.credentialsLeft}件`
          }）`,
      ),
    );
  }
  if (record.unplanned.length > 0) {
    paragraph(sheet, texts.UNPLANNED);
    list(
      sheet,
      record.unplanned.map(
        (one) =>
          `${KIND_NAMES[one.kind]}：${one.directory}　${one.accountId}（${one.maskedName}、${shortTime(one.seenAt)} に確認）`,
      ),
    );
  }
  if (lines.length + own.length + record.unplanned.length === 0) paragraph(sheet, texts.NOTHING_LEFT);
  if (record.manual.length > manual.length) paragraph(sheet, texts.BY_HAND_ON_RECORD);
}

function whyOpen({ own }: AccountDisposal, { ownKept }: AccountDisposalRecord): string {
  if (!own || ownKept.length === 0) return '';
  return `（廃棄の実施に用いるアカウントであり、次の理由により残している：${ownKept.map((reason) => KEPT_REASONS[reason]).join('／')}）`;
}

import type { AccountDisposalRecord } from '../../../dispose/account-disposal.js';
import type { AccountKind } from '../../../ports/account-directory.js';
import { type Evidence, type EvidenceSource, type Sighting, sighting, type Words } from '../evidence.js';

const CONTROLS: readonly (readonly [control: string, kind: AccountKind, japanese: string])[] = [
  ['B3-3-1', 'user', '利用者アカウント'],
  ['B3-3-2', 'privileged', '特権アカウント'],
  ['B3-3-3', 'special', '特殊なアカウント'],
];

/** B3-3-1 to B3-3-3: what the records of the disposals of accounts say, by kind. */
export const accounts: EvidenceSource = {
  id: 'accounts',
  controls: CONTROLS.map(([control]) => control),
  async look({ catalog }) {
    const disposals = (await catalog.documents('account-disposal')).map(
      ({ body }) => body as unknown as AccountDisposalRecord,
    );
    return CONTROLS.map(([control, kind, japanese]) => ofKind(disposals, control, kind, japanese));
  },
};

function ofKind(
  disposals: readonly AccountDisposalRecord[],
  control: string,
  kind: AccountKind,
  japanese: string,
): Sighting {
  if (disposals.length === 0)
    return sighting(
      control,
      [],
      [['no account was disposed of yet', `${japanese}の廃棄は行われていません（kimitsu accounts dispose）`]],
    );
  const evidence: Evidence[] = [];
  const missing: Words[] = [];
  for (const { disposalId, accounts, manual, unplanned, startedAt, endedAt } of disposals) {
    const own = accounts.filter((one) => one.kind === kind);
    const byHand = manual.filter((one) => one.kind === kind);
    const gone = own.filter(
      ({ state, readBack }) => state !== 'credentials-removed' && readBack.outcome === 'gone',
    ).length;
    const recorded = byHand.filter((one) => one.recorded !== undefined).length;
    evidence.push({
      at: endedAt ?? startedAt,
      words: [
        `${disposalId}: ${gone} of ${own.length} gone, ${recorded} of ${byHand.length} recorded by hand`,
        own.length + byHand.length === 0
          ? `${japanese}: 計画に対象なし（${disposalId}）`
          : `${japanese}: ${own.length}件のうち${gone}件の廃棄を確認、手作業の記録${byHand.length}件のうち${recorded}件（${disposalId}）`,
      ],
    });
    const left = own.length - gone + byHand.length - recorded;
    if (left > 0)
      missing.push([`${left} account(s) not shown to be gone`, `廃棄の確認されていない${japanese}が${left}件あります`]);
    const strangers = unplanned.filter((one) => one.kind === kind).length;
    if (strangers > 0)
      missing.push([
        `${strangers} account(s) that no plan names`,
        `計画に記載のない${japanese}が${strangers}件あります`,
      ]);
  }
  return sighting(control, evidence, missing);
}

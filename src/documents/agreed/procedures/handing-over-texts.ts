import { CONFIRMED, DESTRUCTIVE, NO_ALERT, type Procedure } from './procedure.js';

/** Migration to the next contractor. */
export const HANDING_OVER: readonly Procedure[] = [
  {
    command: 'migrate',
    title: '記録の移行（引渡し）',
    who: ['privileged-operator', 'verifier'],
    twoPeople: true,
    gravity: '重大',
    purpose: '承認された移行計画に従い、記録を移行先に引き渡す。',
    before: [
      '府の承認が記録されていること。',
      '移行先の媒体又はバケットに、十分な空きがあること。',
      '媒体を用いるときは、その保管及び搬送の方法が定まっていること。',
    ],
    effect: '計画の対象の記録の写しが、移行先に渡る。元の記録は、残る。渡した写しは、受注者からは消去できない。',
    steps: [
      { text: '対象を確認する。何も変わらない。', run: 'migrate --plan 計画番号 --dry-run' },
      { text: '実施者と検証者の立会いの下で、実行する。', run: 'migrate --plan 計画番号' },
      { text: '中断したときは、同じコマンドにより続きから行う。' },
      { text: '移行先に、移行データの検証及び受領の署名を求める。' },
    ],
    shown: `対象の件数及び移行データごとの件数、容量及びハッシュ値が表示される。${CONFIRMED}`,
    after: ['移行データの検証に合格していること。', '媒体を施錠して保管し、二名で搬送すること。'],
    faults: [
      'migrate/not-approved',
      'migrate/too-early',
      'migrate/scope-changed',
      'migrate/wrong-confirmation',
      'migrate/read-back-differs',
      'migrate/other-destination',
      'store/disk-full',
      'migrate/interrupted',
    ],
    undo: '引渡しの前であれば、作成中の移行データを消去し、承認を撤回することができる。引き渡した後は、移行先に返却又は消去を求める。',
    alert: DESTRUCTIVE,
    record:
      'migration.opened、objects.migrated、migration.package-sealed、migration.package-verified、migration.verified',
    here: ({ migration }) =>
      migration
        ? `移行の形式は${migration.form}、保護の方法は${migration.protection}である。`
        : '現在の設定では、移行先が定められていないため、用いない。',
  },
  {
    command: 'migrate import-acceptance',
    title: '受領の署名の取込み',
    who: ['operator', 'privileged-operator'],
    gravity: '重大',
    purpose: '移行先が署名した受領を照合し、記録する。以後、移行した記録の消去を計画することができる。',
    before: [
      '移行先の公開鍵が、計画に記載されたものであること。',
      '移行先が、移行データの検証に合格したと述べていること。',
    ],
    effect: '該当する移行データを、受領済みとする。元の記録を残す制約が、外れる。',
    steps: [{ text: '移行先から受け取った署名を取り込む。', run: 'migrate import-acceptance 受領.jws' }],
    shown: '受領を確認した移行データ及び確認していない移行データが表示される。',
    after: ['全ての移行データの受領が確認されたこと。'],
    faults: [
      'acceptance/unknown-key',
      'acceptance/other-receiver-key',
      'acceptance/bad-time',
      'acceptance/differs',
      'acceptance/other-package',
      'acceptance/other-plan',
      'acceptance/not-valid',
    ],
    undo: '取り消せない。誤りがあるときは、消去を計画せず、移行先と協議する。',
    alert: NO_ALERT,
    record: 'migration.package-accepted、migration.acceptance-refused',
    here: ({ migration }) => (migration ? undefined : '現在の設定では、移行先が定められていないため、用いない。'),
  },
];

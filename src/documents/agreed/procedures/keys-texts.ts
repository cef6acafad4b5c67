import { NO_ALERT, NO_CONFIRMATION, PRIVILEGED, type Procedure } from './procedure.js';

/** Keys. */
export const KEYS: readonly Procedure[] = [
  {
    command: 'keys rotate',
    title: '鍵の更新及びユニット鍵の包み直し',
    who: ['privileged-operator'],
    gravity: '中',
    purpose: '鍵管理サービスの鍵に新しい鍵素材を与え、ユニット鍵を新しい鍵素材で包み直す。',
    before: ['鍵の状態に相違がないこと（keys list）。', '消去が行われていないこと。', '鍵の更新の権限があること。'],
    effect:
      '指定した機密性（指定がないときは全て）の鍵を更新し、その鍵で包まれた全てのユニット鍵を包み直す。記録の本体は、暗号化し直さない。以前の鍵素材も、復号のために残る。',
    steps: [
      { text: '現在の鍵及び相違の有無を確認する。', run: 'keys list' },
      { text: '更新する。', run: 'keys rotate --level 3' },
      {
        text: '途中で止まったとき、又は自動の更新の後に包み直すときは、包み直しだけを行う。',
        run: 'keys rotate --rewrap-only',
      },
      { text: '報告書を作り、府に提出する。', run: 'keys report' },
    ],
    shown: `更新した鍵の別名及び鍵素材の識別子並びに包み直した数が表示される。${NO_CONFIRMATION}`,
    after: [
      'keys list により、新しい鍵素材が使われ、相違がないこと。',
      '記録を1件閲覧し、復号できること（目的は「鍵の更新の確認」とする。）。',
    ],
    faults: [
      'keys/rotation-limit',
      'keys/rotation-pending',
      'keys/nothing-to-rotate-to',
      'keys/access-denied',
      'protect/rewrap-differs',
      'workspace/busy',
      'audit/log-cut',
      'checkpoint/file-damaged',
    ],
    undo: '更新は、取り消せない。以前の鍵素材による復号は、引き続きできるため、記録は失われない。',
    alert: PRIVILEGED,
    record: 'kms-key.rotated、unit-key.rewrapped',
  },
  {
    command: 'keys import',
    title: '鍵素材の取込み',
    who: ['privileged-operator'],
    twoPeople: true,
    gravity: '重大',
    purpose: '受注者が用意した鍵素材を、鍵管理サービスに取り込む。',
    before: [
      '鍵素材が、暗号に適した乱数生成器による32バイトの乱数であること。',
      '鍵素材の保管者及び保管の場所が定まっていること。',
      '二名（作業者及び立会者）で行うこと。',
    ],
    effect:
      '指定した機密性の鍵が使えるようになる。異なる鍵素材を取り込むと、以前の記録が復号できなくなるおそれがあるため、サービスが拒む。',
    steps: [
      { text: '鍵素材を、施錠して保管した媒体から読み出せるようにする。' },
      { text: '取り込む。', run: 'keys import --level 3 --file 鍵素材のファイル' },
      {
        text: '次の更新に備えて加えるときは、次による。',
        run: 'keys import --level 3 --file 鍵素材のファイル --additional',
      },
      { text: '作業に用いた写しを消去し、原本の保管又は廃棄を記録する。' },
    ],
    shown: '鍵素材の識別子及び鍵の状態が表示される。鍵素材の値は、表示も記録もされない。',
    after: [
      'keys list により、鍵の状態が「有効」であること。',
      '手元の鍵素材が残る間は、鍵素材の削除だけでは消去にならないことを、終了計画に反映すること。',
    ],
    faults: [
      'keys/bad-material-file',
      'keys/other-material',
      'keys/not-importable',
      'keys/bad-import',
      'keys/access-denied',
      'audit/log-cut',
      'checkpoint/file-damaged',
    ],
    undo: '取り込んだ鍵素材の削除は、鍵管理サービスで行う。削除すると、その鍵による復号ができなくなる。',
    alert: PRIVILEGED,
    record: 'kms-key.imported',
    here: ({ keys }) =>
      keys.origin === 'EXTERNAL'
        ? undefined
        : '現在の設定（keys.origin が AWS_KMS）では、鍵管理サービスが鍵素材を生成するため、用いない。',
  },
  {
    command: 'keys report',
    title: '暗号化・鍵管理報告書及び鍵ライフサイクル報告書の作成',
    who: ['operator', 'privileged-operator'],
    gravity: '軽微',
    purpose: '暗号化の方式、鍵の状態及び履歴を、府に報告する。',
    before: ['鍵管理サービスに接続できること。'],
    effect: '報告書の PDF を reports フォルダーに加える。記録及び鍵は、変えない。',
    steps: [{ text: '作成し、表示されたハッシュ値とともに府に提出する。', run: 'keys report' }],
    shown: '報告書の場所、SHA-256 及び相違の件数が表示される。',
    after: ['相違があるときは、原因を確かめ、府に説明すること。'],
    faults: [
      'keys/access-denied',
      'workspace/busy',
      'services/not-approved',
      'audit/log-cut',
      'checkpoint/file-damaged',
    ],
    undo: '取り消すものはない。誤りがあるときは、改めて作成し、差し替える。',
    alert: NO_ALERT,
    record: 'report.made（PDF の SHA-256）',
  },
];

import { CONFIRMED, DESTRUCTIVE, NO_CONFIRMATION, type Procedure } from './procedure.js';

/** Erasure, and going on with one. */
export const ERASING: readonly Procedure[] = [
  {
    command: 'erase',
    title: '記録の消去',
    who: ['privileged-operator', 'verifier'],
    twoPeople: true,
    gravity: '重大',
    purpose: '承認された終了計画に従い、鍵及び記録の全ての版を消去し、消去されたことを確認する。',
    before: [
      '府の承認が記録され、有効期間内であること。',
      '全てのワーカー及び定期処理が停止していること。',
      '対象に保全すべき記録がないこと（hold list）。',
      '目録のバックアップを取得していること（鍵を含めない。）。',
      '実施の日時を、府及び関係する職員に知らせていること。',
    ],
    effect:
      '計画の対象の全ての記録が、失われる。ユニット鍵は直ちに、鍵管理サービスの鍵は待機期間の後に、消滅する（業務の一部の終了では、鍵管理サービスの鍵は残る。）。',
    steps: [
      { text: '対象を確認し、計画書と読み合わせる。何も変わらない。', run: 'erase 計画番号 --dry-run' },
      { text: '実施者が実行し、検証者が立ち会う。', run: 'erase 計画番号' },
      {
        text: '対話による入力ができないときは、計画書に記載されたハッシュ値を指定する。',
        run: 'erase 計画番号 --confirm 計画のハッシュ値',
      },
      { text: '中断したときは、原因を除き、同じコマンドにより続きから行う。確認の入力は、再び求められない。' },
      { text: '待機期間の後に同じコマンドを実行し、鍵の消滅を確認する。', run: 'erase 計画番号' },
    ],
    shown: `対象のシステム、機密性及び件数が表示される。${CONFIRMED}終わると、状態及び鍵の廃棄予定日時が表示される。`,
    after: [
      '状態が「消去済（KMS鍵は待機期間中）」又は「完了」であること。',
      '読戻しによる検証に、読み取れたものがないこと。',
      '「廃棄証明書の発行」に進むこと。',
    ],
    faults: [
      'erase/not-approved',
      'erase/wrong-confirmation',
      'erase/not-confirmed',
      'erase/scope-changed',
      'erase/held',
      'erase/too-early',
      'erase/key-in-use',
      'erase/incomplete',
      'erase/still-readable',
      'erase/canary-not-opened',
      'erase/interrupted',
      'workspace/copied',
    ],
    undo: '鍵の消去が始まるまでは、「消去の取消し」による。始まった後は、取り消せない。鍵管理サービスの鍵の予約は、待機期間の内に限り鍵管理サービスで取り消すことができるが、消去した記録及びユニット鍵は、戻らない。',
    alert: `${DESTRUCTIVE}。鍵の待機期間に入ったときは waiting-begun、終了間近に waiting-ending、終了の後に waiting-overdue`,
    record:
      'erasure.opened、erasure.frozen、erasure.unit-keys-destroyed、erasure.versions-deleted、erasure.read-back、erasure.kms-keys-scheduled、erasure.complete',
    here: ({ keys }) => `鍵管理サービスの鍵の待機期間は、${keys.waitingDays}日である。`,
  },
  {
    command: 'erase',
    variant: '--cancel',
    title: '消去の取消し',
    who: ['operator', 'privileged-operator', 'approver'],
    gravity: '中',
    purpose: '始めた消去を、鍵の消去の前に取り消す。',
    before: ['状態が「消去の開始前」又は「書込みを停止」であること（status）。'],
    effect: '消去を取り消し、記録の凍結を解除する。何も消去されない。承認は、撤回しない限り、残る。',
    steps: [
      { text: '実行中の消去があるときは、中断する（Ctrl-C 又は SIGTERM）。' },
      { text: '取り消す。', run: 'erase 計画番号 --cancel --reason 理由' },
    ],
    shown: '取り消したことが表示される。確認の入力は、ない（止める操作を容易にするため）。',
    after: ['status により、状態が「取消し」であること。', '定期処理を再開すること。'],
    faults: ['erase/past-return', 'erase/not-begun', 'erase/no-reason', 'workspace/busy'],
    undo: '再び消去するときは、同じ計画により改めて実行する（対象が変わったときは、計画を作り直す。）。',
    alert: 'destructive-cancelled。取り消せないときは destructive-refused',
    record: 'erasure.cancelled',
  },
  {
    command: 'erase',
    variant: '--reschedule-keys',
    title: '取り消された鍵の削除等の再設定',
    who: ['privileged-operator', 'verifier'],
    twoPeople: true,
    gravity: '重大',
    purpose:
      '待機期間中に何者かが鍵管理サービスの鍵の削除を取り消したとき、又は消滅を確認した鍵が再び存在しているときに、これを記録し、鍵の削除を改めて設定する。',
    before: [
      '鍵の削除を取り消した者又は鍵を戻した者、その理由及びその間に復号されたものの有無を調査していること。',
      '調査の結果を、責任者及び府に報告していること。',
    ],
    effect:
      '調査の結果及び記録した者を、消去の記録に加える。鍵が残っているときは無効にし、待機期間を初めから設けて削除を予約する。消去が完了していたときは、待機期間中の状態に戻る。廃棄証明書には、その旨及び鍵を用いることができたおそれのある期間が記載される。',
    steps: [
      { text: '鍵の状態を確認する。', run: 'keys list' },
      {
        text: '調査の結果を記録し、改めて削除を予約する。',
        run: 'erase 計画番号 --reschedule-keys --reason 調査の結果',
      },
      {
        text: '取消しが鍵管理サービスの記録だけに残るときは、その記録のフォルダーを指定する。',
        run: 'erase 計画番号 --reschedule-keys --reason 調査の結果 --cloudtrail フォルダー',
      },
      { text: '新しい待機期間の後に、鍵の消滅を確認する。', run: 'erase 計画番号' },
    ],
    shown: `鍵の別名及び新しい廃棄予定日時が表示される。理由に個人情報を記入しない。${NO_CONFIRMATION}`,
    after: [
      'keys list により、鍵の状態が「削除待ち」であること。',
      '廃棄証明書を既に提出しているときは、廃棄予定日時が変わったことを府に知らせ、これに代わる証明書（certificate issue）を提出すること。',
    ],
    faults: [
      'erase/no-reason',
      'erase/reason-too-long',
      'erase/not-waiting',
      'erase/no-key-taken-back',
      'keys/other-workspace',
      'workspace/busy',
    ],
    undo: '取り消せない。',
    alert: DESTRUCTIVE,
    record: 'kms-key.incident、erasure.reopened、kms-key.deletion-scheduled、kms-key.incident-closed',
  },
  {
    command: 'erase',
    variant: '--waiting-over',
    title: '待機期間の終了の確認',
    who: ['privileged-operator', 'verifier'],
    twoPeople: true,
    gravity: '重大',
    purpose:
      '装置の停止、再起動又は移設により、組み込みの鍵管理サービスが待機期間の経過を確かめられなかったとき、時計が正しいことを確認して待機期間を終える。',
    before: [
      '廃棄予定日時を過ぎていること。',
      '装置の時計を、装置の外の標準時と照合していること（doctor）。',
      '待機期間の経過を、消去の記録の日付及び手元の控えにより確認していること。',
    ],
    effect: '廃棄予定日時を過ぎた鍵が、直ちに失われる。確認した者及び方法は、廃棄証明書に記載される。',
    steps: [
      { text: '廃棄予定日時を確認する。', run: 'keys list' },
      { text: '検証者が立ち会い、実行する。', run: 'erase 計画番号 --waiting-over --reason 確認の方法' },
    ],
    shown: `状態が「完了」と表示される。${NO_CONFIRMATION}`,
    after: ['「廃棄証明書の発行」に進むこと。'],
    faults: ['keys/still-waiting', 'erase/no-reason', 'erase/not-waiting', 'erase/clock-not-ours', 'workspace/busy'],
    undo: '取り消せない。',
    alert: DESTRUCTIVE,
    record: 'kms-keys.waiting-ended、kms-key.destroyed',
    here: ({ keys }) =>
      keys.kind === 'embedded' ? undefined : '現在の設定では、鍵管理サービスの時計によるため、用いない。',
  },
];

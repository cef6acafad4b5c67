import { NO_CONFIRMATION, type Procedure } from './procedure.js';

const JOB_FAILED = '定期処理として失敗したときは run-failed';
const UNCLAIMED = 'どのシステムにも属さないファイルがあるときは unclaimed-found';

/** Classification, protection, reading, timetable. */
export const DAILY: readonly Procedure[] = [
  {
    command: 'classify',
    title: '記録の分類',
    who: ['scheduler', 'operator'],
    gravity: '中',
    purpose: '新しい記録及び変更された記録を読み、機密性１～３に分類する。',
    before: ['各システムの書出しが終わっていること。', '同じ作業フォルダーで、消去等の他の処理が動いていないこと。'],
    effect:
      '目録の分類の結果を改める。記録の内容は変えない。対象は、全てのシステム（--system を指定したときは、そのシステム）である。',
    steps: [
      { text: '通常は、定期処理に任せる。随時に行うときは、次のコマンドを実行する。', run: 'classify' },
      { text: '一つのシステムに限るときは、その識別子を指定する。', run: 'classify --system システム' },
      { text: '確認の対象に挙げられた記録を見る。', run: 'review list' },
    ],
    shown: `分類した件数、システム及び機密性ごとの件数並びに確認が必要な記録の件数が表示される。${NO_CONFIRMATION}`,
    after: ['未分類の件数が0であること（status）。', '確認が必要な記録を、その日のうちに確認すること。'],
    faults: ['workspace/busy', 'store/not-a-file', 'store/access-denied', 'classify/changed', 'catalog/corrupt'],
    undo: '再び実行すれば改めて判定する。人による決定は、内容が変わるまで維持される。',
    alert: `${JOB_FAILED}。${UNCLAIMED}`,
    record: 'objects.classified、inventory.taken、run.ended',
  },
  {
    command: 'enforce',
    title: '機密性に応じた暗号化',
    who: ['scheduler', 'operator'],
    gravity: '重大',
    purpose: '分類された記録を、機密性に応じた方式で暗号化し、保護の状態に保つ。',
    before: [
      '分類が終わっていること（未分類の記録は、対象とならない。）。',
      '記録の容量と同程度の空きがあること（doctor）。',
      '元のシステムの記録が残っていること。',
    ],
    effect:
      '記録を暗号化した版に置き換え、読み戻して一致した後、平文の版を消す。対象は、全てのシステム（--system を指定したときは、そのシステム）である。内容の異なる過去の版は残る。',
    steps: [
      { text: '未分類の記録がないことを確認する。', run: 'status' },
      { text: '暗号化を実行する。随時に行うときも、同じコマンドによる。', run: 'enforce' },
      { text: '四半期ごとに、全ての記録の保護の状態を保管庫に照会する。', run: 'enforce --verify-all' },
    ],
    shown: `保護の状態にした件数、システム及び機密性ごとの件数並びに未分類の件数が表示される。${NO_CONFIRMATION}`,
    after: [
      '未処理の件数が0であること（status）。',
      'enforce/locked-plaintext があるときは、保持の期限及び対象を記録すること。',
    ],
    faults: [
      'enforce/locked-plaintext',
      'enforce/changed',
      'protect/read-back-differs',
      'store/disk-full',
      'keys/disabled',
      'keys/access-denied',
      'erase/frozen',
    ],
    undo: '暗号化を解いて元に戻す操作はない。平文を要するときは、「記録の閲覧」による。途中で止めても、平文の版は、暗号化した版を確認するまで失われず、もう一度実行すれば続きから処理する。',
    alert: `${JOB_FAILED}。保護の後に外部から変更されていたときは drift-found。${UNCLAIMED}`,
    record: 'objects.protected、version.superseded、object.drifted、run.ended',
  },
  {
    command: 'review decide',
    title: '機密性の決定',
    who: ['operator', 'privileged-operator'],
    twoPeople: true,
    gravity: '重大',
    purpose: '判定に疑義のある記録の機密性を、人が決定する。',
    before: [
      '記録の根拠を確認していること（review show）。',
      '引き下げるときは、決定者とは別の確認者が根拠を確認していること。',
      '判断できないものは、府に確認していること。',
    ],
    effect:
      '一つの記録の機密性を改める。引き下げたときは、以後の暗号化、保存及び廃棄の方法が軽くなる。既に行われた暗号化は、解かれない。',
    steps: [
      { text: '対象を確かめる。値及びファイル名は伏せて表示される。', run: 'review show 記録の識別子' },
      {
        text: '維持し、又は引き上げるときは、次による。',
        run: 'review decide 記録の識別子 --level 3 --reason 理由 --by 決定者',
      },
      {
        text: '引き下げるときは、確認者を指定する。',
        run: 'review decide 記録の識別子 --level 1 --reason 理由 --by 決定者 --confirmed-by 確認者',
      },
    ],
    shown: '決定した機密性が表示される。引下げは、別の確認者の指定がなければ拒まれる。理由に個人情報を記入しない。',
    after: ['review show により、決定の結果を確認すること。', '引下げの件数及び理由を、月ごとに府に報告すること。'],
    faults: ['review/second-person', 'review/unknown-object', 'review/bad-level', 'erase/frozen'],
    undo: '同じコマンドにより、いつでも改めて決定することができる。',
    alert: '機密性を引き下げたときは privileged-command',
    record: 'review.decided、objects.classified（決定の前後の機密性及び確認者の有無）',
  },
  {
    command: 'read',
    title: '記録の閲覧（平文での取出し）',
    who: ['operator', 'privileged-operator'],
    gravity: '重大',
    purpose: '業務上必要な場合に限り、保護された記録を1件、平文で取り出す。',
    before: [
      '閲覧の目的及び必要性について、責任者の了解を得ていること。',
      '出力先が、受注者の管理する端末であること。',
    ],
    effect: '平文の写しが、出力先に一つ増える。元の記録は変わらない。写しには、暗号化消去が及ばない。',
    steps: [
      {
        text: '作業フォルダーの外の、他の者が読めない場所に取り出す。',
        run: 'read 記録の識別子 --purpose 目的 --output 出力先',
      },
      { text: '用が済み次第、写しを消去し、消去した日時を記録する。' },
    ],
    shown: '取り出した大きさが表示される。目的を指定しなければ拒まれる。目的に個人情報を記入しない。',
    after: ['写しを消去したこと。', '監査ログの目的が、実際の目的と一致すること。'],
    faults: [
      'read/no-purpose',
      'read/unknown-record',
      'read/output-in-store',
      'read/erased',
      'protect/key-destroyed',
      'protect/altered',
    ],
    undo: '取り出した事実は、取り消せない。写しは、取扱者が消去する。',
    alert: '大量の閲覧及び業務時間外の閲覧は、watch-access が検知し、access-finding を通知する。',
    record: 'read（操作者、目的、記録の識別子及び範囲）',
  },
  {
    command: 'find-expired',
    title: '保存期間の満了した記録の集計',
    who: ['scheduler', 'operator'],
    gravity: '軽微',
    purpose: '保存期間の満了した記録を集計し、廃棄の計画の要否を判断する。',
    before: ['保存期間が設定されていること（retention）。'],
    effect: '集計するだけで、何も消去しない。',
    steps: [{ text: '集計する。', run: 'find-expired' }, { text: '廃棄するときは、「終了計画書の作成」に進む。' }],
    shown: 'システム、機密性及び年月ごとの件数、保存期限並びに保全中の件数が表示される。',
    after: ['保存期間の定めのない記録の件数を確認すること。'],
    faults: ['workspace/busy', 'config/retention-kind'],
    undo: '取り消すものはない。',
    alert: 'expired-found',
    record: 'run.ended',
    here: ({ retention }) =>
      retention.length === 0 ? '保存期間が設定されていないため、満了する記録はない（要確認）。' : undefined,
  },
  {
    command: 'schedule',
    title: '定期処理の開始及び停止',
    who: ['privileged-operator'],
    gravity: '中',
    purpose: '設定した時刻に、分類、暗号化、集計及び監視を行う。',
    before: ['時刻が設定されていること（schedule）。', '同じ作業フォルダーで、他の定期処理が動いていないこと。'],
    effect: '止めるまで動き続け、時刻ごとに該当する処理を行う。止めている間は、新しい記録が分類も暗号化もされない。',
    steps: [
      { text: '次に実行する日時を確認する。', run: 'schedule --list' },
      { text: '常駐させるときは、サービス管理（systemd 等）により次を起動する。', run: 'schedule' },
      { text: '外部の時計（cron 等）から呼ぶときは、時刻の来ている処理だけを行う。', run: 'schedule --once' },
      { text: '止めるときは、サービス管理により停止する（SIGTERM）。処理中の記録は、安全な状態で終わる。' },
    ],
    shown: '常駐中は、ログに各処理の開始及び終了が記録される。--once では、処理ごとの結果が表示される。',
    after: ['status により、最近の処理が完了していること。', '停止した時間及び理由を記録すること。'],
    faults: ['schedule/already-running', 'schedule/empty', 'schedule/cut-off-twice', 'workspace/busy'],
    undo: '停止は、再び起動すれば回復する。停止中に過ぎた時刻の分は、既定では再開の後に1回実行する。',
    alert: JOB_FAILED,
    record: 'run.ended（処理ごと）',
    here: ({ schedule }) =>
      schedule.length === 0
        ? '定期処理の時刻が設定されていない（要確認）。'
        : `設定されている処理は、${schedule.map(({ job, cron }) => `${job}（${cron}）`).join('、')}である。`,
  },
  {
    command: 'watch-access',
    title: 'アクセスの監視',
    who: ['scheduler', 'operator', 'auditor'],
    gravity: '軽微',
    purpose: 'アクセスログ及び監査ログを確認し、業務時間外の操作等、不正な利用の兆候を検知する。',
    before: ['監視するログが届いていること。'],
    effect: '検知の結果を目録に加える。記録及び設定は、変えない。',
    steps: [
      { text: '監視を行い、日報を作る。', run: 'watch-access --report 日報.pdf' },
      { text: '要対応の検知について、操作した者に事実を確認し、結果を日報に添えて保管する。' },
    ],
    shown: '確認したログ、検知した件数及び要対応の件数が表示される。要対応の検知があるときの終了コードは、1である。',
    after: ['説明のつかない検知を、連絡体制表により連絡すること。'],
    faults: ['watch/log-unreadable', 'watch/no-folder', 'watch/bad-instant', 'services/not-approved'],
    undo: '取り消すものはない。',
    alert: 'access-finding',
    record: 'access.watched、access.finding、access.reported',
    here: ({ watch }) =>
      watch.sources.length === 0
        ? '監視するアクセスログが設定されていないため、監査ログだけを確認する。'
        : `監視するログは、${watch.sources.join('、')}及び監査ログである。`,
  },
  {
    command: 'worker',
    title: '処理の分担（ワーカー）',
    who: ['privileged-operator'],
    gravity: '中',
    purpose: '複数の計算機により、分類及び暗号化を分担する。',
    before: [
      '目録が PostgreSQL にあること。',
      '全てのワーカーで、本ソフトウェアの版、設定及びポリシーが同じであること。',
    ],
    effect: '分担した記録の分類及び暗号化を行う。一つのワーカーを止めても、他のワーカーが引き継ぐ。',
    steps: [
      { text: '各計算機で、ワーカーを起動する。', run: 'worker' },
      { text: '一つの計算機で、分担して行う処理を始める。', run: 'enforce --distributed' },
      {
        text: '終わった後、ワーカーを停止する（SIGTERM）。処理がなくなれば終わるようにすることもできる。',
        run: 'worker --until-empty',
      },
    ],
    shown: '終えた組の数が表示される。',
    after: [
      '処理を始めた計算機の結果に、失敗がないこと。',
      '全てのワーカーが停止していること（消去の前には必ず確認する。）。',
    ],
    faults: [
      'worker/needs-postgres',
      'worker/other-classifier',
      'worker/too-old',
      'worker/dead-letter',
      'workspace/lock-lost',
    ],
    undo: '停止すれば、処理中の組は他のワーカー又は次の実行が引き継ぐ。',
    alert: JOB_FAILED,
    record: 'objects.classified、objects.protected、run.ended',
    here: ({ catalogue }) =>
      catalogue.kind === 'sqlite' ? '現在の設定では、目録が組み込みのもの（SQLite）であるため、用いない。' : undefined,
  },
];

import type { Level } from '../base/level.js';
import type { DisposalPlan, LevelMethod } from '../dispose/plan.js';
import { APPROVAL_STEP } from './approval-texts.js';
import { fullDate } from './wording.js';

/** Japanese wording of the 終了計画書. */

export const PURPOSE =
  '本計画書は、下記業務の終了（又は一部の終了）にあたり、受注者が取り扱った情報を確実に廃棄するため、対象、方法、手順、検証及び中止の条件を定めるものです。貴府の承認を受けるまで、廃棄は行いません。';

export const BASIS: readonly string[] = [
  '別紙３「更改・廃棄時の情報セキュリティ対策」１（１）（移行計画書又は終了計画書の作成）',
  '別紙３ 同 ２（１）（取り扱った情報の移行及び削除の管理）',
  '別紙３ 同 ２（２）（機密性に応じた廃棄方法の決定、暗号化消去及び廃棄証明書の提出）',
  '別紙３ 同 ２（３）（本計画書及び廃棄証明書についての府の承認）',
];

export const TECHNIQUES: Record<LevelMethod['technique'], string> = {
  'cryptographic-erase':
    '暗号化消去（機密性３はユニット鍵の消去、機密性２は鍵管理サービスの鍵の削除）に加え、全ての版、削除マーカー及び未完了のアップロードを削除する。',
  delete: '全ての版、削除マーカー及び未完了のアップロードを削除する。',
};

export const READ_BACK: Record<LevelMethod['readBack'], string> = {
  full: '全件',
  sampled: '抽出',
};

export const TECHNIQUE_NOTE =
  '暗号化消去だけに頼らないのは、平文で保存されたことのある情報には暗号化消去が及ばないためです（NIST SP 800-88 Rev.2 3.2節）。「平文履歴」は、その保存先に暗号化されない状態で置かれたことのある件数です。';

export const live = (names: readonly string[], ends: boolean): string =>
  `${names.join('、')}は、システムが読み続ける必要があるため、機密性３の情報をユニット鍵によらず、保存先が鍵管理サービスの鍵により暗号化しています。${
    ends ? '暗号化消去は、鍵管理サービスの鍵の削除によります。' : '本計画では、全ての版の削除により廃棄します。'
  }`;

export const shared = (unitIds: readonly string[]): string =>
  `次のユニット鍵${unitIds.length}個は、対象としないものも保護しているため消去せず、対象のものは全ての版の削除により廃棄します：${unitIds.join('、')}`;

export const unopened = (objects: number): string =>
  `このサービスの鍵では開けない暗号文が${objects}件あります。内容を確認できないため、全ての版の削除により廃棄し、暗号化消去としては数えません。`;

export const damaged = (unitIds: readonly string[]): string =>
  `次のユニット鍵${unitIds.length}個は、破損等により使用できません。他の鍵と同様に削除しますが、確認用データによる消去の確認は行えないため、廃棄証明書にその旨を記載します：${unitIds.join('、')}`;

export const UNREADABLE: readonly string[] = [
  '次のものは、保存先に暗号文がありますが、このサービスのどの鍵によっても開けません。計画の作成時に、全てについて改めて読出しを試みました。内容は確認できていません。',
  '廃棄は、全ての版の削除によります。これらを暗号化した鍵がこのサービスの管理下にあるときは、その鍵も消去しますが、管理下になく、又は既に消去したものには及びません。廃棄証明書では、DELETED（削除のみ）として、PASS（消滅を確認）と分けて数えます。',
  '復旧（鍵の復元、元の場所への移動等）により開けるようになったものがあるときは、計画を作成し直します。本計画の承認は、次のものを読めないまま廃棄することの承認を含みます。',
];

export const DESPITE_RETENTION =
  '本計画は、次の保存期間が満了していない記録も対象とします。承認は、これを含めてお願いするものです。';

export const DISAPPEARED =
  '次のものは、かつて保存先にあったことが記録されていますが、計画の作成時には存在しませんでした。受注者の本ソフトウェアによる廃棄ではないため、廃棄の件数には含めません。';

export interface Step {
  what: string;
  detail: string;
  who: string;
  when: string;
}

/** In the order in which the program carries them out. @see ErasurePhase */
export function steps(plan: DisposalPlan): Step[] {
  if (plan.scope.accountsOnly) return accountSteps(plan);
  const waits = plan.keys.filter((key) => !key.stays).map((key) => key.waitingDays);
  const contractor = '受注者（実施者）';
  const checker = '受注者（検証者）';
  return [
    { what: '承認', detail: APPROVAL_STEP, who: '府', when: '計画書受領後' },
    {
      what: '凍結',
      detail: '対象の一覧が計画時と同一であることを確認し、以後の書込みを止める。相違があれば計画は無効とする。',
      who: contractor,
      when: plan.notBefore ? `${fullDate(plan.notBefore)}以後` : '承認後、指定の日',
    },
    {
      what: 'ユニット鍵の消去',
      detail:
        '対象のユニット鍵を消去する。確認用データが復号できなくなったことを確かめる。この時点から取消しはできない。',
      who: contractor,
      when: '凍結後、直ちに',
    },
    {
      what: '全ての版の削除',
      detail: '版、削除マーカー及び未完了のアップロードを一件ずつ削除する。途中で止まった場合は続きから再開する。',
      who: contractor,
      when: '鍵の消去後',
    },
    {
      what: '検証',
      detail: '一覧を再取得し、読出し及び確認用データの復号を試みて、結果を記録する。',
      who: checker,
      when: '削除の完了後',
    },
    ...(waits.length > 0
      ? [
          {
            what: '鍵の無効化及び削除予約',
            detail: '鍵管理サービスの鍵を無効化し、削除を予約する。',
            who: contractor,
            when: '検証の完了後',
          },
        ]
      : []),
    {
      what: waits.length > 0 ? '廃棄証明書（暫定）' : '廃棄証明書（確定）',
      detail: '実施及び検証の記録から発行し、府に提出する。',
      who: '受注者',
      when: '上記の完了後',
    },
    ...(waits.length > 0
      ? [
          {
            what: '鍵の消滅の確認',
            detail: '待機期間の満了後、鍵が存在しないことを確認し、廃棄証明書（確定）を発行する。',
            who: checker,
            when: `予約から${span(waits)}後`,
          },
        ]
      : []),
  ];
}

function accountSteps({ notBefore }: DisposalPlan): Step[] {
  return [
    { what: '承認', detail: APPROVAL_STEP, who: '府', when: '計画書受領後' },
    {
      what: 'アカウントの廃棄',
      detail:
        'アカウントごとに、資格情報を記録した後、資格情報及びアカウントを削除する。外部から操作できないものは、手作業で廃棄して記録する。',
      who: '受注者（実施者）',
      when: notBefore ? `${fullDate(notBefore)}以後` : '承認後、指定の日',
    },
    {
      what: '検証',
      detail: '保管先の全てのアカウントの一覧を取得し直し、廃棄したものが含まれないことを確かめる。',
      who: '受注者（検証者）',
      when: '廃棄の完了後',
    },
    {
      what: 'アカウント廃棄報告書',
      detail: '実施及び検証の記録から作成し、府に提出する。',
      who: '受注者',
      when: '上記の完了後',
    },
  ];
}

function span(days: readonly number[]): string {
  const least = Math.min(...days);
  const most = Math.max(...days);
  return least === most ? `${least}日` : `${least}～${most}日`;
}

export const STOP_CONDITIONS: readonly string[] = [
  '対象の一覧（版の識別子及び大きさ）が、本計画書の作成時と一致しないとき。',
  '対象に保存期間中、訴訟等による保全中、又は保持設定（ロック）のあるものが見つかったとき。',
  '業務の全部を対象とする場合において、凍結の後、ユニット鍵の消去より前に、保存先に新たなものが届いたとき。',
  '承認の署名を確認できないとき、又は承認が本計画書のハッシュ値と一致しないとき。',
  '監査ログを書き込めないとき、又は監査ログの連鎖に不整合が見つかったとき。',
  '保存先又は鍵管理サービスに接続できず、結果を確認できないとき。',
  '府から中止の指示があったとき。',
];

export const RECOVERY =
  '復旧点は「凍結」までとします。ユニット鍵の消去より前であれば、取消しにより通常の運用に戻せます。ユニット鍵の消去を始めた後は戻せません。鍵管理サービスの鍵の削除予約は待機期間内に取り消せますが、消去済みのユニット鍵及び削除済みの版は戻りません。';

export const VERIFICATION: readonly string[] = [
  '一覧の再取得：対象の保存先に、版、削除マーカー及び未完了のアップロードが残っていないこと。',
  '読出しの試行：方法の表に定める割合で、消去した版の読出しを試み、読み出せないこと。',
  '確認用データの復号の試行：ユニット鍵ごとに、消去前に復号できた確認用データが消去後に復号できないこと。',
  '照合：計画した件数 ＝ 廃棄した件数 ＋ 例外の件数であること。',
];

export const VERDICTS =
  '判定は、PASS（確認できた）、FAIL（残存を確認した）、UNKNOWN（確認できなかった）のいずれかとし、推測で補いません。読めないまま廃棄するものは、削除を確認できたときも PASS とせず、DELETED（削除のみを確認した）とします。FAIL が一件でもあるときは証明書を発行せず、原因を除いて該当の手順を繰り返します。UNKNOWN の件数は証明書に記載します。';

export const COPIES: readonly string[] = [
  '版・世代：対象の保存先にある全ての版、削除マーカー及び未完了のアップロードは、上の「対象」に含まれます。',
  '鍵の写し：処理中のメモリーにある鍵は、定められた保持時間の経過により失われます。保持時間の経過を待ってから検証します。',
  '凍結の後に届いたもの：計画の対象に含まれないため消去せず、件数及び容量を廃棄証明書に記載し、別に計画を定めます。その処理に必要な鍵は、それまで消去しません。',
  'バックアップ等：本計画の対象に掲げていない複製、バックアップ及び印刷物には、本計画の廃棄は及びません。該当するものがあるときは、別に計画を定めます。',
];

export const ACCOUNTS =
  '利用者アカウント、管理者特権アカウント及び特殊アカウント並びにそれらの資格情報の廃棄（別紙３ ３（１）から（３）まで）は、廃棄証明書の提出後に行い、別に記録して報告します。検証及び鍵の消滅の確認に要するアカウントは、その完了まで残します。';

export const ACCOUNTS_PURPOSE =
  '本計画書は、下記業務の終了に伴い、業務のために作成したアカウント及びその資格情報を確実に廃棄するため、対象、手順、検証及び中止の条件を定めるものです。貴府の承認を受けるまで、廃棄は行いません。';

export const ACCOUNTS_BASIS: readonly string[] = [
  '別紙３「更改・廃棄時の情報セキュリティ対策」１（１）（移行計画書又は終了計画書の作成）',
  '別紙３ 同 ２（３）（本計画書についての府の承認）',
  '別紙３ 同 ３（１）から（３）まで（利用者アカウント、管理者特権アカウント及び特殊アカウントの廃棄）',
];

export const ACCOUNTS_ONLY =
  '業務のために作成したアカウント及びその資格情報だけを対象とします。記録は、先の計画により廃棄を終えており、本計画の対象に含みません。対象のアカウントは「８」に掲げます。';

export const ACCOUNTS_NOTE =
  'アカウントの識別子は、添付の plan.json に全件を記載しています。名称は記載しません。計画の作成後に現れたアカウントは、承認の対象に含まれないため、本計画では廃棄しません。';

export const ACCOUNTS_STOP: readonly string[] = [
  '承認の署名を確認できないとき、又は承認が本計画書のハッシュ値と一致しないとき。',
  '監査ログを書き込めないとき、又は監査ログの連鎖に不整合が見つかったとき。',
  '保管先に接続できず、結果を確認できないとき。',
  '廃棄したアカウントが、読戻しで残存していたとき。',
  '府から中止の指示があったとき。',
];

export const ACCOUNTS_RECOVERY =
  '廃棄したアカウント及び資格情報は、元に戻せません。中断したときは、続きから再開します。';

export const ACCOUNTS_VERIFICATION: readonly string[] = [
  '個別の読戻し：アカウントごとに、廃棄の直後、保管先の全てのアカウントの一覧を取得し直し、その識別子が含まれないこと。',
  '全体の読戻し：最後の廃棄の後、廃棄した全ての識別子について、もう一度一覧を取得して確かめること。',
  '照合：計画したアカウントの全てについて、結果を報告書に記載すること。',
];

/** As the plan names it; `manual` are those that nobody can remove from outside. */
export const directoryName = (id: string): string => (id === 'manual' ? '手作業で管理するもの' : id);

export const CERTIFICATE_FORM: readonly string[] = [
  '廃棄証明書は、正本である JSON（署名付き）と、それを添付した PDF/A-3（電子署名付き）で提出します。',
  '府は、ソフトウェアを導入することなく、添付の確認ページ（verify.html）又は市販の PDF 閲覧ソフトにより、証明書が改変されていないことを確認できます。発行者の鍵の指紋は、証明書とは別の方法（書面、電話等）で受け取ったものと照合してください。',
  '証明書には、消去目録（廃棄した版の一覧）のハッシュ値（RFC 6962 の根）、監査ログの末尾のハッシュ値及び本計画書のハッシュ値を記載します。',
];

export function levelUse(level: Level): string {
  return { 3: '個人情報・法令秘情報等', 2: '不開示情報に当たり得る情報', 1: '公表されている情報等' }[level];
}

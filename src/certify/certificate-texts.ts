import { japaneseTime } from '../base/japanese-time.js';
import { type Level, levelName } from '../base/level.js';
import type { ErasureRecord, KeyIncident } from '../dispose/erasure.js';
import type { DisposalPlan, LevelMethod } from '../dispose/plan.js';
import { coversAll } from '../dispose/selection.js';
import type { LetterApproval } from './letter-approval.js';

/** Japanese wording of the certificate. Sentences state what was done and measured; none claims more. */

export const LEGAL_BASIS: readonly string[] = [
  '別紙３「更改・廃棄時の情報セキュリティ対策」２（１）（取り扱った情報の移行及び削除の管理）',
  '別紙３ 同 ２（２）（機密性に応じた廃棄方法の決定、暗号化消去及び廃棄証明書の提出）',
  '仕様書「１８．センター運営のための要件（３）カ」（データ廃棄の詳細）',
];

export const REFERENCES: readonly string[] = [
  'NIST SP 800-88 Revision 2（2025年9月）3.2節（暗号化消去）、3.2.5節（追跡可能性）、4.6節（記録及び証明書）',
  'NIST SP 800-88 Revision 1（2014年12月）Appendix D（暗号化消去の確認事項）',
];

export const TRACEABILITY_TITLES: readonly string[] = [
  '保存先の製品及び版',
  '鍵の生成',
  '暗号方式、強度及び利用モード',
  '消去した鍵の階層及び鍵の保護方法',
  '対象とした領域及び暗号化されていなかった領域',
  '鍵の更新及び更新前の鍵の扱い',
  '鍵の消去方法',
  '鍵の預託、バックアップ及び外部からの投入',
  '異常時の扱い',
  '操作手段',
];

export function methodText(method: Pick<LevelMethod, 'level' | 'technique' | 'readBack'>): string {
  // Level 3 lies in envelopes under unit keys; level 2 is encrypted by the store with a key of the key service.
  const keys = method.level === 3 ? 'ユニット鍵の消去' : '鍵管理サービスの鍵の無効化及び削除の予約';
  const how =
    method.technique === 'cryptographic-erase'
      ? `暗号化消去（${keys}）を行い、あわせて全ての版、削除マーカー及び未完了のアップロードを削除した。`
      : '全ての版、削除マーカー及び未完了のアップロードを削除した。';
  const checked =
    method.readBack === 'full'
      ? '削除後に全件の読出しを試みて確認した。'
      : '削除の直後に全件の、その後に抽出した一部の読出しを試みて確認した。';
  return `${levelName(method.level as Level)}：${how}${checked}`;
}

const FACTORS: Readonly<Record<NonNullable<ErasureRecord['begunBy']>['factors'][number], string>> = {
  secret: 'パスワード',
  totp: '認証アプリの確認コード',
  'recovery-code': '回復コード',
  'aws-mfa': 'AWS の多要素認証',
};

/** B1-1-1: under which account it was begun, and how that account has shown who it is. */
export function begunText({ account, factors }: NonNullable<ErasureRecord['begunBy']>): string {
  return `${account}（本人確認：${factors.map((factor) => FACTORS[factor]).join('及び')}）`;
}

export const LIMITS: readonly string[] = [
  '本証明書は、「対象」に掲げた保存先について、計画書に基づき実施し、記録し、検証した範囲を証するものです。対象に掲げていない場所の写し（印刷物、端末に保存された写し、受領者に渡した写し等）には及びません。',
  '検証は、一覧の再取得、読出しの試行及び確認用データの復号の試行によるものです。保存先の製品の内部にある複製の消去を直接観測したものではありません。',
  '暗号化消去は、鍵の全ての写しが消去されていることを前提とします。鍵管理サービスの外にある写しの有無は、「確認事項」に記載した範囲でのみ把握しています。',
  '日時は、本ソフトウェアを実行した計算機の時計によります。',
  '参照した規格への適合について、第三者による認証を受けたものではありません。',
  '本証明書は、受注者による検証の結果です。廃棄の完了を受け入れるかどうかの判断は、発注者が別に行うものです。',
];

export const LIMIT_NOT_SEPARATE =
  '実施者、検証者及び承認者の一部が同一です。検証は、実施者から独立した者によるものとは限りません。';

export const LIMIT_INTERIM =
  '本証明書は暫定のものです。鍵管理サービスの鍵は無効化及び削除予約を終え、待機期間にあります。待機期間の満了後に鍵の消滅を確認し、確定の証明書を発行します。';

export const LIMIT_UNKNOWN =
  '検証の一部は、結果を確認できませんでした（UNKNOWN）。確認できなかった件数は「検証」に記載しており、全体の判定を PASS としていません。';

export const LIMIT_LETTER =
  '承認は書面（承認書）によるものです。受注者の二人が記録したもので、府の電子署名による確認はしていません。';

/** By what beside the word of two people a letter is bound to the plan: what was typed from it, and what its scan says. */
export function letterLimits({ typed, scanText }: LetterApproval, what = '計画'): string[] {
  return [LIMIT_LETTER, typedText(typed, what), ...(scanText ? [scanTexts(what)[scanText]] : [])];
}

function typedText(given: LetterApproval['typed'], what: string): string {
  const hash = `承認書に記載された${what}のハッシュ値は、`;
  const byTwo = `${what}との一致は二人の確認によるものです。`;
  if (!given) return `${hash}記録した者及び確認した者による入力を求めておらず、${byTwo}`;
  const { recorded, confirmed } = given;
  const digits = (typed: number) => (typed === 64 ? '全桁' : `先頭の${typed}桁`);
  if (recorded === 0 && confirmed === 0) return `${hash}記録した者及び確認した者のいずれも入力しておらず、${byTwo}`;
  const one = (who: string, typed: number) =>
    typed === 0
      ? `${who}は入力していません`
      : `${who}が承認書から${digits(typed)}を入力し、${what}のものと一致しました`;
  return `${hash}${one('記録した者', recorded)}。${one('確認した者', confirmed)}。`;
}

const scanTexts = (what: string): Readonly<Record<NonNullable<LetterApproval['scanText']>, string>> => ({
  found: `承認書の写し（PDF）の文字情報に、${what}のハッシュ値が含まれていました。文字情報が紙面の表示と一致することは確認していません。`,
  'not-found': `承認書の写し（PDF）の文字情報には、${what}のハッシュ値がありませんでした。`,
  'no-text': `承認書の写し（PDF）には文字情報がなく、${what}のハッシュ値の記載を機械的に確認していません。`,
  'not-pdf': `承認書の写しは PDF でなく、${what}のハッシュ値の記載を機械的に確認していません。`,
  unreadable: `承認書の写し（PDF）の全部又は一部を読み取れず、${what}のハッシュ値の記載を機械的に確認できませんでした。`,
});

export const limitLive = (names: readonly string[], ends: boolean): string =>
  `${names.join('、')}の機密性３の情報は、システムが読み続ける必要があったため、ユニット鍵によらず、保存先が鍵管理サービスの鍵により暗号化していました。${
    ends
      ? 'これらの暗号化消去は、鍵管理サービスの鍵の削除によります。'
      : 'これらは、暗号化消去によらず、全ての版の削除により廃棄しました。'
  }`;

export const limitShared = (units: number): string =>
  `ユニット鍵${units}個は、対象としなかったものも保護しているため消去していません。これらが保護していた対象のものは、全ての版の削除により廃棄しました。`;

export const limitUnopened = (objects: number): string =>
  `このサービスの鍵では開けない暗号文が${objects}件ありました（鍵が異なるもの、別の場所から移されたもの、途中で切れ、又は改変されたもの等）。その内容は確認していません。これらは、全ての版の削除により廃棄しました。これらを暗号化した鍵がこのサービスの管理下になく、又は既に消去したものであるときは、本証明書の鍵の消去は及びません。鍵及び暗号文の写しが他にある場合、その写しは開くことができます。`;

export const limitDamagedUnits = (units: number): string =>
  `ユニット鍵${units}個は、破損、紛失等により、実施の時に既に使用できなかったため、確認用データによる消去の確認を行えませんでした。保管先にあったものは、削除しました。使用できた時の写しが他にある場合、その写しにより暗号文の写しを開くことができます。`;

/** What the disappearance of the keys of the key service rests on. */
export function keyEvidenceLimits({ kmsKeys }: Pick<ErasureRecord, 'kmsKeys'>): string[] {
  const gone = kmsKeys.filter(({ destroyedAt }) => destroyedAt !== undefined);
  const without = gone.filter(({ trail }) => typeof trail !== 'object').length;
  const looked = gone.some(({ trail }) => trail !== undefined);
  const unsigned = gone.filter(({ trail }) => typeof trail === 'object' && trail.digest === 'UNKNOWN').length;
  return [
    ...(without > 0
      ? [
          `鍵管理サービスの鍵${without}個の消滅は、鍵管理サービスの応答（削除の予約、予定の日時の経過後に鍵が存在しないこと及び確認用データを復号できないこと）のみにより確認しています。鍵管理サービスの操作の記録（CloudTrail）は、${looked ? '確認しましたが、削除の記録を見つけられませんでした' : '確認していません'}。`,
        ]
      : []),
    ...(unsigned > 0
      ? [
          `鍵管理サービスの鍵${unsigned}個の削除の記録（CloudTrail）は、署名されたダイジェストによる確認ができていません。`,
        ]
      : []),
  ];
}

/** B3-2-2: that a key could be used again, from when to when, and who answers for it. */
export function incidentLimits({ incidents = [] }: Pick<ErasureRecord, 'incidents'>): string[] {
  return incidents.map((incident) => {
    const { alias, kmsKeyId, event, reason, by, at, seenGoneAt } = incident;
    const what =
      seenGoneAt === undefined
        ? 'の削除の予約は、待機期間中に取り消されたことがあります'
        : `は、${japaneseTime(seenGoneAt)}に消滅を確認した後に、再び存在していました`;
    const when = event ? `（鍵管理サービスの記録による日時：${japaneseTime(event.at)}）` : '';
    return `鍵管理サービスの鍵（${alias || kmsKeyId}）${what}${when}。${japaneseTime(at)}にこれを確認し、${thenText(incident)}。${betweenText(incident)}その間に鍵が用いられたか否かは、本証明書では確認していません。調査の結果：${reason}（記録した者：${by}）`;
  });
}

function thenText({ state }: KeyIncident): string {
  if (state === 'gone') return '確認の時点で、鍵は存在しませんでした';
  if (state === 'PendingDeletion')
    return '確認の時点で、鍵は削除の予約をされた状態にありました。その待機期間の満了によるものとしました';
  return '改めて削除の予約をし、待機期間を初めから設けました';
}

/** Between two times at which it was shown to be of no use to anybody. */
function betweenText({ canary, unusableAt, unusableAgainAt }: KeyIncident): string {
  if (unusableAt === undefined) return '';
  const shown = canary === 'altered' ? '確認の時点では、確認用データを復号することができました。' : '';
  const to =
    unusableAgainAt === undefined
      ? '確認の時'
      : `${japaneseTime(unusableAgainAt)}に用いることができないことを改めて確認する`;
  return `${shown}${japaneseTime(unusableAt)}に用いることができないことを確認してから${to}までの間に、鍵を用いることができる時間があったおそれがあります。`;
}

/** B3-2-2: that a unit key was there again after its destruction, and from when on that can have been so. */
export function returnedLimits({ returnedUnitKeys = [] }: Pick<ErasureRecord, 'returnedUnitKeys'>): string[] {
  if (returnedUnitKeys.length === 0) return [];
  const from = japaneseTime(returnedUnitKeys.map(({ goneAt }) => goneAt).sort()[0] as string);
  const to = japaneseTime(
    returnedUnitKeys
      .map(({ foundAt }) => foundAt)
      .sort()
      .at(-1) as string,
  );
  const units = new Set(returnedUnitKeys.map(({ unitId }) => unitId)).size;
  return [
    `消去を確認したユニット鍵${units.toLocaleString('ja-JP')}個が、その後に鍵の保存場所に再び存在していました（延べ${returnedUnitKeys.length.toLocaleString('ja-JP')}回）。発見の都度、再度消去しました。${from}に消去を確認してから${to}に最後に発見するまでの間に、鍵を用いることができる時間があったおそれがあり、鍵が用いられたか否かは、本証明書では確認していません。`,
  ];
}

/** B3-2-1: that versions lay in the store again after they had been destroyed. */
export function returnedVersionLimits({ returnedVersions = [] }: Pick<ErasureRecord, 'returnedVersions'>): string[] {
  return returnedVersions.map(
    ({ versions, bytes, foundAt }) =>
      `廃棄した版のうち${versions.toLocaleString('ja-JP')}件（${bytes.toLocaleString('ja-JP')}バイト）が、${japaneseTime(foundAt)}に、保存先に再び存在していました。これらを改めて削除し、読み取れないことを確認しました。再び存在していた間に読み出されたか否か、及びほかの写しの有無は、本証明書では確認していません。`,
  );
}

/** B3-2-1: that what looks like an erased record lay in the store again, as a version that this erasure is not for. */
export function returnedCopyLimits({ returnedCopies = [] }: Pick<ErasureRecord, 'returnedCopies'>): string[] {
  return returnedCopies.map(
    ({ objects, bytes, foundAt }) =>
      `廃棄した記録と名称及び大きさの同じもの${objects.toLocaleString('ja-JP')}件（${bytes.toLocaleString('ja-JP')}バイト）が、${japaneseTime(foundAt)}に、保存先に別の版として存在していました。バックアップ等から戻された写しの可能性があります。本証明書の対象に含まれず、本証明書の消去によっては廃棄していません。`,
  );
}

/** That nobody but a person vouches for the time that has passed. */
export function waitingLimits({ waitingEnded }: Pick<ErasureRecord, 'waitingEnded'>): string[] {
  if (!waitingEnded) return [];
  const { reason, by, at } = waitingEnded;
  return [
    `鍵管理サービスの鍵の待機期間の経過は、装置の時計及び時計が正しいことの確認（${japaneseTime(at)}、確認した者：${by}、方法：${reason}）によるものであり、その間を通じて測ったものではありません。`,
  ];
}

/** Where something has come that no plan has named: the service has not ended with this certificate. */
export const LIMIT_ARRIVED =
  '対象の凍結の後に保存先に届いたものが残っています。本証明書は、計画書に記載した版についてのものであり、業務で取り扱った情報が全て廃棄されたことを証するものではありません。';

/** Of a plan after which the service goes on. */
export const LIMIT_GOES_ON =
  '業務は継続しています。本証明書は、対象の凍結の時に保存先にあった版についてのものであり、その後に保存先に置かれたもの（同じ名称のものを含みます。）は、対象に含みません。';

/** What of a plan for the whole service the certificate is not about. */
export function exceptArrivedText({ arrived = [] }: Pick<ErasureRecord, 'arrived'>): string | undefined {
  if (arrived.length === 0) return undefined;
  const versions = arrived.reduce((sum, line) => sum + line.versions, 0);
  const names = arrived.map(({ systemName }) => systemName).join('、');
  return `業務の全部。ただし、対象の凍結の後に保存先に届いたもの（${names}、計${versions.toLocaleString('ja-JP')}件。「残るもの」に記載）を除く。`;
}

/** What a certificate for a part of the service is about. */
export function partText({ scope, lines }: Pick<DisposalPlan, 'scope' | 'lines'>): string | undefined {
  if (coversAll(scope)) return undefined;
  if (scope.accountsOnly) return '業務で使用したアカウント（記録を含まない。）';
  const { systems, levels, from, to, objectIds, expiredOn } = scope;
  const names = new Map(lines.map(({ system, systemName }) => [system, systemName]));
  const month = (text: string) => `${Number(text.slice(0, 4))}年${Number(text.slice(5))}月`;
  const parts = [
    ...(systems ? [`システム：${systems.map((id) => names.get(id) ?? id).join('、')}`] : []),
    ...(levels ? [`機密性：${levels.map(levelName).join('、')}`] : []),
    ...(from || to ? [`期間：${from ? month(from) : ''}～${to ? month(to) : ''}の記録`] : []),
    ...(objectIds ? [`指定した${objectIds.length}件`] : []),
    ...(expiredOn ? [`保存期間が${expiredOn}より前に満了した記録`] : []),
  ];
  return `業務の一部（${parts.join('。')}）`;
}

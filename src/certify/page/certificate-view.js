import { bulletList, element, factTable, formatCount, formatTime, listTable, mono, section } from './elements.js';

const LEVELS = { 1: '機密性１', 2: '機密性２', 3: '機密性３' };
const BASIS = { measured: '実測', known: '設計・申告', unknown: '不明' };
const KEY_STATES = { 'pending-deletion': '待機期間中（削除を予約済み）', destroyed: '消滅を確認' };
const STAGES = { interim: '暫定（中間の証明書）', final: '確定（最終の証明書）' };
const FACTORS = {
  secret: 'パスワード',
  totp: '認証アプリの確認コード',
  'recovery-code': '回復コード',
  'aws-mfa': 'AWS の多要素認証',
};
const RELATIONS = { completes: '暫定の証明書を確定するもの', corrects: '訂正', revokes: '取消し' };

const DELETED_NOTE =
  'DELETED（削除のみ）は、どの鍵によっても開けず、内容を確認できなかったファイルについて、版等が残っていないことを確認した件数です。暗号化消去としては数えません。';

/** What a certificate says, in the order in which an officer reads it. Shown only once its signature holds. */
export function certificateView(certificate) {
  return [
    section('３　証明書の内容', ...summary(certificate)),
    section('対象', ...scope(certificate)),
    section('方法及び鍵', ...methods(certificate)),
    section('検証', ...verification(certificate)),
    section('残るもの及び限界', ...limits(certificate)),
    section('根拠及び証拠', ...evidence(certificate)),
  ];
}

const organisation = ({ name, department }) => (department ? `${name}　${department}` : name);

function summary(certificate) {
  const { people, times, predecessor } = certificate;
  const person = ({ by, at }) => `${by}（${formatTime(at)}）`;
  const begun = ({ account, factors }) => `${account}（本人確認：${factors.map((one) => FACTORS[one]).join('及び')}）`;
  return [
    factTable('証明書', [
      ['証明書番号', `${certificate.number}（第${certificate.version}版）`],
      ['種別', STAGES[certificate.stage]],
      [
        '前の証明書',
        predecessor && `${predecessor.number}（${RELATIONS[predecessor.relation]}）${predecessor.reason ?? ''}`,
      ],
      ['発行日時', formatTime(certificate.issuedAt)],
      ['発行者', `${organisation(certificate.issuer)}　${certificate.issuer.responsible}`],
      ['宛先', organisation(certificate.recipient)],
      ['業務及び契約', `${certificate.service.name}（${certificate.service.contract}）`],
      ['実施者', person(people.executed)],
      ['消去を開始したアカウント', people.begun && begun(people.begun)],
      ['検証者', person(people.verified)],
      ['承認者', person(people.approved)],
    ]),
    factTable('日時', [
      ['開始', formatTime(times.startedAt)],
      ['ユニット鍵の消去', formatTime(times.unitKeysDestroyedTo)],
      ['KMS鍵の無効化', formatTime(times.kmsKeysDisabledAt)],
      ['KMS鍵の消滅の確認', formatTime(times.kmsKeysDestroyedAt)],
      ['検証', formatTime(times.verifiedAt)],
      ['完了', formatTime(times.completedAt)],
    ]),
  ];
}

function scope({ scope: { part, lines, total, planned, disappeared }, exceptions }) {
  const deletesUnread = total.verdicts.DELETED !== undefined;
  const verdicts = ['PASS', 'UNKNOWN', ...(deletesUnread ? ['DELETED'] : [])];
  const heads = ['システム', '機密性', 'ファイル', '記録', '版等', 'バイト', '平文履歴', ...verdicts];
  const counts = (line) => [
    line.objects,
    line.records,
    line.versions,
    line.bytes,
    line.plaintextBefore,
    ...verdicts.map((verdict) => line.verdicts[verdict] ?? 0),
  ];
  const rows = lines.map((line) => [line.systemName, LEVELS[line.level], ...counts(line)]);
  const reconciliation = `計画したファイル ${formatCount(planned.objects)}件のうち、廃棄 ${formatCount(total.objects)}件、対象外 ${formatCount(exceptions.length)}件。`;
  const parts = [
    ...(part ? [element('p', {}, part)] : []),
    listTable('廃棄した情報', heads, rows, ['計', '', ...counts(total)]),
    element('p', {}, reconciliation),
    ...(deletesUnread ? [element('p', {}, DELETED_NOTE)] : []),
  ];
  const nameOf = (id) => lines.find(({ system }) => system === id)?.systemName ?? id;
  if (exceptions.length > 0) {
    const named = exceptions.map(({ objectId, system, reason }) => [mono(objectId), nameOf(system), reason]);
    parts.push(listTable('対象外', ['識別子', 'システム', '理由'], named));
  }
  if (disappeared.length > 0) {
    const lost = disappeared.map(({ system, versions }) => [nameOf(system), versions]);
    parts.push(listTable('消去を確認していない版（実施前に保存先から失われたもの）', ['システム', '件数'], lost));
  }
  return parts;
}

function methods({ methods: used, keys, plaintextHistory }) {
  const kms = keys.kms.map((key) => [
    key.alias,
    LEVELS[key.level],
    KEY_STATES[key.state],
    formatTime(key.destroyedAt ?? key.deletionDate),
  ]);
  const logged = keys.kms
    .filter(({ trail }) => trail !== undefined)
    .map(({ alias, trail }) => [
      alias,
      mono(trail.eventId),
      formatTime(trail.at),
      mono(trail.log),
      trail.digest === 'PASS' ? '確認' : '未確認',
    ]);
  return [
    bulletList([...used.map(({ text }) => text), plaintextHistory.text]),
    element('p', {}, `消去したユニット鍵：${formatCount(keys.unit.length)}個`),
    ...(kms.length > 0 ? [listTable('KMS鍵', ['名称', '機密性', '状態', '消滅の日時（待機期間中は予定）'], kms)] : []),
    ...(logged.length > 0
      ? [
          listTable(
            '鍵の削除の記録（AWS CloudTrail の DeleteKey）',
            ['名称', '記録の番号', '日時', 'ログの SHA-256', 'ダイジェストの署名'],
            logged,
          ),
        ]
      : []),
  ];
}

function verification({ verification: done, traceability }) {
  const { outcomes } = done;
  const items = traceability.map(({ item, title, basis, value }) => [`${item}　${title}`, BASIS[basis], value]);
  return [
    factTable('検証の結果', [
      [
        '全体の判定',
        done.overall === 'PASS' ? 'PASS（検証した範囲の全てで確認できた）' : 'UNKNOWN（確認できなかったものがある）',
      ],
      ['方法', done.method],
      [
        '読出しの試行',
        `${formatCount(done.probed)}件（消滅を確認 ${formatCount(outcomes.destroyed)}件、存在するが読出し不能 ${formatCount(outcomes.unreadable)}件、保存先に接続できず ${formatCount(outcomes['store-unavailable'])}件）`,
      ],
      [
        '確認用データの復号',
        `${formatCount(done.canaries.total)}件のうち、復号できないことを確認 ${formatCount(done.canaries.destroyed)}件`,
      ],
      ['廃棄後の一覧に残った版等', `${formatCount(done.versionsListedAfter)}件`],
    ]),
    listTable('暗号化消去の確認事項（NIST SP 800-88）', ['事項', '根拠', '内容'], items),
  ];
}

function limits({ remaining, limits: texts }) {
  const rows = remaining.map(({ what, basis, until, text }) => [what, BASIS[basis], formatTime(until) ?? '－', text]);
  return [
    listTable('残るもの', ['残るもの', '根拠', '期限', '説明'], rows),
    element('h3', {}, 'この証明書の限界'),
    bulletList(texts),
  ];
}

/** An approval on paper is named as such: no signature of the prefecture stands behind it. */
function letterRows(letter) {
  if (!letter) return [];
  const { number, date, recordedBy, confirmedBy, scan } = letter;
  return [
    ['承認書（書面）', `${number}（${date}）。記録 ${recordedBy}、確認 ${confirmedBy}`],
    ['承認書の写し', mono(scan)],
  ];
}

function evidence(certificate) {
  const files = certificate.evidence.map(({ name, bytes, sha256 }) => [name, bytes, mono(sha256)]);
  return [
    bulletList([...certificate.legalBasis, ...certificate.references]),
    factTable('照合に使う値（SHA-256）', [
      ['計画書', mono(certificate.plan.sha256)],
      ['承認', mono(certificate.approval.sha256)],
      ...letterRows(certificate.approval.letter),
      [
        '消去目録',
        element('span', {}, `${formatCount(certificate.inventory.count)}件　`, mono(certificate.inventory.root)),
      ],
      ['監査ログの末尾', element('span', {}, `第${certificate.auditHead.seq}号　`, mono(certificate.auditHead.hash))],
    ]),
    ...(files.length > 0 ? [listTable('証拠', ['名称', 'バイト', 'SHA-256'], files)] : []),
  ];
}

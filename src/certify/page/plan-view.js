import { element, factTable, formatTime, listTable, mono, section } from './elements.js';

const LEVELS = { 1: '機密性１', 2: '機密性２', 3: '機密性３' };
const TECHNIQUES = { 'cryptographic-erase': '暗号化消去及び全版の削除', delete: '全版の削除' };
const READ_BACK = { full: '全件', sampled: '抽出' };
/** Members that have a table or a line of their own, by the kind of the plan. */
const SHOWN_OF_ALL =
  'schema planId createdAt createdBy parties lines kept people notBefore disappeared inventoryHash auditHead retention';
const SHOWN = {
  'kimitsu/disposal-plan/1': new Set(`${SHOWN_OF_ALL} methods keys exceptions`.split(' ')),
  'kimitsu/migration-plan/1': new Set(SHOWN_OF_ALL.split(' ')),
};
const TITLES = { 'kimitsu/disposal-plan/1': '終了計画書', 'kimitsu/migration-plan/1': '移行計画書' };
/** What members are called in the plans on paper; others keep their own names. */
const MEMBERS = {
  scope: '対象の範囲',
  accounts: '廃棄するアカウント',
  liveSystems: '保存先が暗号化するシステム',
  sharedUnits: '存続させるユニット鍵',
  unopened: '開けない暗号文（削除のみ）',
  damagedUnits: '使用できないユニット鍵',
  unreadable: '読めないまま廃棄するもの',
  notHandedOver: '読めないため引き渡さないもの',
  verifier: '検証者',
  receiver: '移行先',
  moved: '移行するもの',
  methods: '機密性に応じた方法',
  leftBehind: '移行元に残るもの（残置対象）',
  packages: '移行データ',
  form: '移行の形式',
  destination: '移行先の格納場所',
  protection: '保護の方法',
  history: '過去の版',
  schedule: '日程',
  tools: '使用する製品',
};

/** A plan as an officer reads it. Members that this page does not know are shown as they are, never left out. */
export function planView({ plan, hash }) {
  return [
    section(`３　計画の内容（${TITLES[plan.schema]}）`, parties(plan, hash)),
    section('対象', ...scope(plan)),
    ...(plan.schema === 'kimitsu/disposal-plan/1'
      ? [
          section('機密性に応じた廃棄の方法', methods(plan)),
          section('鍵及び待機期間', keys(plan)),
          section('例外（廃棄せずに残すもの）', exceptions(plan)),
        ]
      : []),
    ...rest(plan),
  ];
}

const organisation = ({ name, department }) => (department ? `${name}　${department}` : name);

function parties(plan, hash) {
  const { service, contractor, prefecture } = plan.parties;
  const { people } = plan;
  return factTable('計画', [
    ['計画番号', plan.planId],
    ['計画データのハッシュ値', mono(hash)],
    ['業務及び契約', `${service.name}（${service.contract}）`],
    ['発注者', organisation(prefecture)],
    ['受注者', `${organisation(contractor)}　${contractor.responsible ?? ''}`],
    ['作成者及び作成日時', `${plan.createdBy}（${formatTime(plan.createdAt)}）`],
    ['実施者、検証者及び承認者', people && `${people.executes}、${people.verifies}、${people.approves.join('、')}`],
    ['実施の時期', plan.notBefore && `${formatTime(plan.notBefore)}より前には実施しない`],
    ['対象目録のハッシュ値', mono(plan.inventoryHash)],
    ['監査ログの末尾', plan.auditHead && `第${plan.auditHead.seq}号　${plan.auditHead.hash}`],
  ]);
}

const COUNTS = ['objects', 'records', 'versions', 'bytes', 'plaintextBefore'];
const COUNT_HEADS = ['ファイル', '記録', '版等', '容量（バイト）', '平文履歴'];

function scope({ lines, kept = [], disappeared = [], retention = [] }) {
  const row = (line) => [line.systemName, LEVELS[line.level] ?? line.level, ...COUNTS.map((name) => line[name])];
  const sum = (list) => COUNTS.map((name) => list.reduce((total, line) => total + line[name], 0));
  const heads = ['システム', '機密性', ...COUNT_HEADS];
  const parts = [listTable('対象とする情報', heads, lines.map(row), ['合計', '', ...sum(lines)])];
  if (kept.length > 0)
    parts.push(listTable('このうち廃棄せずに残すもの', heads, kept.map(row), ['合計', '', ...sum(kept)]));
  if (retention.length > 0)
    parts.push(
      listTable(
        '保存期間',
        ['記録の種類', 'システム', '月数', '根拠'],
        retention.map(({ kind, system, months, basis }) => [kind ?? '全て', system ?? '全て', months, basis ?? '']),
      ),
    );
  if (disappeared.length > 0)
    parts.push(
      listTable(
        '計画の作成前に失われていたもの',
        ['システム', '版等', '理由（符号）'],
        disappeared.map(({ system, versions, reason }) => [
          lines.find((line) => line.system === system)?.systemName ?? system,
          versions,
          reason,
        ]),
      ),
    );
  return parts;
}

function methods({ methods: list }) {
  const rows = list.map(({ level, technique, readBack, certificate }) => [
    LEVELS[level] ?? level,
    TECHNIQUES[technique] ?? technique,
    READ_BACK[readBack] ?? readBack,
    certificate ? '発行する' : '発行しない',
  ]);
  return listTable('方法', ['機密性', '廃棄の方法', '読出しによる確認', '廃棄証明書'], rows);
}

function keys({ keys: list }) {
  if (list.length === 0) return element('p', {}, '鍵の消去及び削除は行いません。');
  const rows = list.map(({ alias, kmsKeyId, level, waitingDays, stays, unitIds }) => [
    `${alias}　${kmsKeyId}`,
    LEVELS[level] ?? level,
    stays ? '存続' : `${waitingDays}日`,
    unitIds.join('、'),
  ]);
  return listTable('鍵', ['鍵（別名及び識別子）', '機密性', '待機期間', '消去するユニット鍵'], rows);
}

function exceptions({ exceptions: list }) {
  if (list.length === 0) return element('p', {}, '例外はありません。');
  const rows = list.map(({ objectId, system, reason }) => [objectId, system, reason]);
  return listTable('例外', ['対象（識別子）', 'システム', '理由'], rows);
}

function rest(plan) {
  const names = Object.keys(plan).filter((name) => !SHOWN[plan.schema].has(name));
  const parts = names.map((name) => shownAsIs(MEMBERS[name] ?? name, plan[name]));
  return parts.length === 0 ? [] : [section('その他の項目', ...parts)];
}

/** A list of objects as a table, anything else as data. */
function shownAsIs(title, value) {
  const isTable = Array.isArray(value) && value.length > 0 && value.every((one) => one && typeof one === 'object');
  if (!isTable) return factTable(title, [['値', mono(JSON.stringify(value))]]);
  const heads = [...new Set(value.flatMap((one) => Object.keys(one)))];
  const cellOf = (one) => (typeof one === 'string' || typeof one === 'number' ? one : JSON.stringify(one ?? ''));
  return listTable(
    title,
    heads,
    value.map((one) => heads.map((head) => cellOf(one[head]))),
  );
}

import type { EncryptionReport, ReportedKey } from './encryption-report-data.js';
import * as texts from './encryption-report-texts.js';
import { levelOf, stateName } from './key-words.js';
import { heading, list, note, paragraph } from './pdf/blocks.js';
import type { Sheet } from './pdf/sheet.js';
import { table } from './pdf/table.js';
import { count, shortTime } from './wording.js';

/** 鍵の階層 and the keys there are. */
export function keys(sheet: Sheet, report: EncryptionReport): void {
  heading(sheet, '４　鍵の階層、保管場所及び取扱い');
  table(
    sheet,
    [
      { title: '鍵', share: 17, heads: true },
      { title: '単位', share: 21 },
      { title: '保護', share: 22 },
      { title: '保管場所', share: 22 },
      { title: '更新', share: 24 },
    ],
    texts.hierarchyRows(report).map((row) => [...row]),
  );
  list(sheet, texts.HANDLING);
  heading(sheet, '５　鍵管理サービスの鍵');
  if (report.keys.length === 0) paragraph(sheet, '鍵はまだ生成されていません。');
  else
    table(
      sheet,
      [
        { title: '鍵（別名及び識別子）', share: 40, heads: true },
        { title: '機密性', share: 11, align: 'center' },
        { title: '状態', share: 13, align: 'center' },
        { title: '生成日時\n（日本時間）', share: 16, align: 'center' },
        { title: '鍵素材', share: 19 },
        { title: 'ユニット鍵\n（個）', share: 12, align: 'right' },
      ],
      report.keys.map((key) => [
        `${key.alias ?? '（別名なし）'}\n${key.keyId}`,
        levelOf(key),
        stateName(key.state),
        key.createdAt === undefined ? '不明' : shortTime(key.createdAt),
        materialText(key),
        count(key.unitKeys),
      ]),
    );
  const { present, destroyed } = report.unitKeys;
  note(
    sheet,
    `ユニット鍵は、使用中${count(present)}個、廃棄済${count(destroyed)}個です。鍵の削除は、予約から${report.settings.waitingDays}日の待機期間の後に行われ、その間は取り消すことができます。`,
  );
}

function materialText({ origin, materials }: ReportedKey): string {
  const by = origin === undefined ? '—' : origin === 'EXTERNAL' ? '受注者が取込み' : 'サービスが生成';
  if (materials === undefined) return by;
  const missing = materials.filter(({ present }) => !present).length;
  return `${by}\n${count(materials.length)}世代${missing === 0 ? '' : `（うち${count(missing)}世代は削除済）`}`;
}

/** Who may manage keys, and who may use them. */
export function access(sheet: Sheet, report: EncryptionReport): void {
  const { administrators, users } = report.access;
  heading(sheet, '６　鍵を管理し、又は使用できる者');
  if (report.keyService.kind === 'embedded') {
    paragraph(sheet, texts.EMBEDDED_ACCESS);
    return;
  }
  if (administrators.length === 0) {
    paragraph(sheet, texts.NO_ADMINISTRATORS);
    if (users.length > 0) paragraph(sheet, `設定された使用者（鍵ポリシーには反映されない）：${users.join('、')}`);
    return;
  }
  table(
    sheet,
    [
      { title: '役割', share: 12, heads: true },
      { title: '者（ARN）', share: 38 },
      { title: 'できること', share: 28 },
      { title: '多要素認証を要するもの', share: 28 },
    ],
    [
      [
        '管理者',
        administrators.join('\n'),
        `${texts.ADMINISTRATOR_MAY}。${texts.ADMINISTRATOR_MAY_NOT}`,
        texts.ADMINISTRATOR_MAY_WITH_SECOND_FACTOR,
      ],
      [
        '使用者',
        users.length === 0 ? '設定されていない' : users.join('\n'),
        `${texts.USER_MAY}。${texts.USER_MAY_NOT}`,
        'なし',
      ],
    ],
  );
  note(sheet, texts.POLICY_NOTE);
  note(sheet, texts.POLICY_TIME_NOTE);
}

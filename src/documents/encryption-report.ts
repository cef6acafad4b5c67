import { levelName } from '../base/level.js';
import type { EncryptionReport } from './encryption-report-data.js';
import { access, keys } from './encryption-report-keys.js';
import * as texts from './encryption-report-texts.js';
import { deviationText } from './key-words.js';
import { address, frameOf, type Official } from './official.js';
import { heading, list, note, paragraph, subheading } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { capped, sizeCell } from './tables.js';
import { authorName, bytes, count, fullTime } from './wording.js';

/**
 * 暗号化・鍵管理報告書 (B2-4-1) as PDF/A-3b with the report's canonical JSON attached as `report.json`.
 *
 * @throws {Fault} `usage` / `documents/missing-glyph`
 */
export async function renderEncryptionReport(report: EncryptionReport): Promise<Uint8Array> {
  const frame = frameOf(official(report), { name: 'report.json', label: '報告データ', data: report });
  return composePdf(frame, (sheet) => {
    opening(sheet, report);
    methods(sheet, report);
    keys(sheet, report);
    access(sheet, report);
    counts(sheet, report);
    exceptions(sheet, report);
    limits(sheet, report);
  });
}

const official = ({ reportId, createdAt }: EncryptionReport): Official => ({
  title: '暗号化・鍵管理報告書',
  number: reportId,
  createdAt,
});

function opening(sheet: Sheet, report: EncryptionReport): void {
  const { service } = report.parties;
  address(sheet, official(report), report.parties);
  paragraph(sheet, texts.PURPOSE);
  heading(sheet, '１　業務、使用するサービス及び根拠');
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    ['保管庫', placeText(report.storage, '本ソフトウェアに組み込みの保管庫')],
    ['鍵管理サービス', placeText(report.keyService, '本ソフトウェアに組み込みの鍵管理サービス')],
    ['作成日時', fullTime(report.createdAt)],
    ['作成者', authorName(report.createdBy)],
    ['根拠', texts.BASIS],
    [
      '監査ログの末尾',
      report.auditHead ? `第${count(report.auditHead.seq)}号\n${report.auditHead.hash}` : 'まだ記録がありません。',
    ],
  ]);
}

function placeText({ product, region, kind }: EncryptionReport['storage'], embedded: string): string {
  const { name, vendor, version } = product;
  if (kind === 'embedded')
    return `${embedded}（${name}、版 ${version}）\n受注者の装置の内部にあり、外部サービスを使用しない。`;
  return `${name}（${vendor}、版 ${version}）\nリージョン ${region ?? '不明'}`;
}

function methods(sheet: Sheet, report: EncryptionReport): void {
  heading(sheet, '２　機密性に応じた暗号化の方式');
  table(
    sheet,
    [
      { title: '機密性', share: 13, heads: true },
      { title: '記録の使われ方', share: 22 },
      { title: '方式', share: 65 },
    ],
    texts.methodRows(report).map((row) => [...row]),
  );
  note(sheet, texts.METHOD_NOTE);
  heading(sheet, '３　使用する暗号アルゴリズム');
  table(
    sheet,
    [
      { title: '用途', share: 22, heads: true },
      { title: 'アルゴリズム及び鍵長', share: 38 },
      { title: '準拠する標準', share: 22 },
      { title: '実装', share: 22 },
    ],
    texts.algorithmRows(report).map((row) => [...row]),
  );
  note(sheet, texts.ALGORITHM_NOTE);
  paragraph(sheet, `通信：${texts.transportText(report)}`);
}

function counts(sheet: Sheet, report: EncryptionReport): void {
  const { lines } = report;
  heading(sheet, '７　暗号化の状況');
  if (lines.length === 0) {
    paragraph(sheet, '保存されている情報はありません。');
    return;
  }
  const sum = (pick: (line: EncryptionReport['lines'][number]) => number): number =>
    lines.reduce((total, line) => total + pick(line), 0);
  const level = ({ level: known }: EncryptionReport['lines'][number]): string =>
    known === undefined ? '未分類' : levelName(known);
  table(
    sheet,
    [
      { title: 'システム', share: 23, heads: true },
      { title: '機密性', share: 11, align: 'center' },
      { title: 'ファイル\n（件）', share: 12, align: 'right' },
      { title: '容量\n（バイト）', share: 18, align: 'right' },
      { title: '封筒\n暗号化', share: 11, align: 'right' },
      { title: '保管庫の\n暗号化', share: 12, align: 'right' },
      { title: '保管庫の\n既定', share: 12, align: 'right' },
      { title: '未処理', share: 10, align: 'right' },
    ],
    lines.map((line) => [
      line.systemName,
      level(line),
      count(line.objects),
      sizeCell(line.bytes),
      count(line.envelope),
      count(line.storeKms),
      count(line.storeDefault),
      count(line.pending),
    ]),
    {
      totals: [
        [
          '合計',
          '',
          count(sum((line) => line.objects)),
          sizeCell(sum((line) => line.bytes)),
          count(sum((line) => line.envelope)),
          count(sum((line) => line.storeKms)),
          count(sum((line) => line.storeDefault)),
          count(sum((line) => line.pending)),
        ],
      ],
    },
  );
  note(sheet, `${texts.COUNT_NOTE}容量の合計は${bytes(sum((line) => line.bytes))}です。`);
  subheading(sheet, '平文で置かれたことのあるもの（平文履歴）');
  table(
    sheet,
    [
      { title: 'システム', share: 36, heads: true },
      { title: '機密性', share: 16, align: 'center' },
      { title: '平文あり（件）', share: 16, align: 'right' },
      { title: '平文なし（件）', share: 16, align: 'right' },
      { title: '不明（件）', share: 16, align: 'right' },
    ],
    lines.map((line) => [
      line.systemName,
      level(line),
      count(line.plaintextBefore),
      count(line.objects - line.plaintextBefore - line.plaintextUnknown),
      count(line.plaintextUnknown),
    ]),
  );
  note(sheet, texts.plaintextText(report));
}

function exceptions(sheet: Sheet, report: EncryptionReport): void {
  heading(sheet, '８　例外及び記録との相違');
  if (report.exceptions.length === 0) paragraph(sheet, '保護の対象から除かれている例外はありません。');
  else
    table(
      sheet,
      [
        { title: '対象（識別子）', share: 42, heads: true },
        { title: 'システム', share: 18 },
        { title: '理由', share: 40 },
      ],
      capped(
        report.exceptions.map(({ objectId, system, reason }) => [objectId, system, reason]),
        500,
        (left) => [`ほか${count(left)}件`, '', '添付の report.json に全件を記載'],
      ),
    );
  if (report.deviations.length === 0) {
    paragraph(sheet, '鍵の状態は、監査ログと一致しています。');
    return;
  }
  paragraph(sheet, `鍵について、記録と異なる点が${count(report.deviations.length)}件あります。`);
  table(
    sheet,
    [
      { title: '鍵', share: 38, heads: true },
      { title: '相違', share: 62 },
    ],
    capped(
      report.deviations.map((deviation) => [deviation.key, deviationText(deviation)]),
      200,
      (left) => [`ほか${count(left)}件`, '添付の report.json に全件を記載'],
    ),
  );
}

function limits(sheet: Sheet, report: EncryptionReport): void {
  heading(sheet, '９　本書の及ばない範囲');
  list(sheet, texts.limits(report), 'numbers');
}

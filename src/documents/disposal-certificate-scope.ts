import { levelName } from '../base/level.js';
import type { CertificateDocument } from '../certify/certificate.js';
import { disappearedTable } from './disappeared-table.js';
import * as texts from './disposal-certificate-texts.js';
import { heading, note, paragraph } from './pdf/blocks.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { sizeCell } from './tables.js';
import { count, joined } from './wording.js';

/** 対象: what was erased by system × level, and how it fits the plan (B3-2-1). */
export function scope(sheet: Sheet, certificate: CertificateDocument): void {
  const { lines, total, planned } = certificate.scope;
  heading(sheet, '２　対象');
  if (certificate.scope.part) paragraph(sheet, certificate.scope.part);
  const deletesUnread = total.verdicts.DELETED !== undefined;
  const judged = ({ PASS, FAIL, UNKNOWN, DELETED = 0 }: typeof total.verdicts): string =>
    [PASS, FAIL, UNKNOWN, ...(deletesUnread ? [DELETED] : [])].map(count).join(' / ');
  const numbers = (line: typeof total): [string, string, string, ReturnType<typeof sizeCell>, string, string] => [
    count(line.objects),
    count(line.records),
    count(line.versions),
    sizeCell(line.bytes),
    count(line.plaintextBefore),
    judged(line.verdicts),
  ];
  table(
    sheet,
    [
      { title: 'システム', share: 20, heads: true },
      { title: '機密性', share: 11, align: 'center' },
      { title: 'ファイル\n（件）', share: 11, align: 'right' },
      { title: '記録\n（件）', share: 12, align: 'right' },
      { title: '版等\n（件）', share: 11, align: 'right' },
      { title: '容量\n（バイト）', share: 19, align: 'right' },
      { title: '平文履歴\n（件）', share: 11, align: 'right' },
      { title: `判定（件）\nP / F / U${deletesUnread ? ' / D' : ''}`, share: 18, align: 'right' },
    ],
    lines.map((line) => [line.systemName, levelName(line.level), ...numbers(line)]),
    { totals: [['合計', '', ...numbers(total)]] },
  );
  note(
    sheet,
    '「版等」は、版、削除マーカー及び未完了のアップロードの合計です。「平文履歴」は、その保存先に暗号化されない状態で置かれたことのある件数です。判定は、P が PASS（消滅を確認）、F が FAIL（残存）、U が UNKNOWN（確認できず）です。',
  );
  if (deletesUnread) note(sheet, texts.DELETED_NOTE);
  disappeared(sheet, certificate);
  keyValues(sheet, [
    [
      '計画との照合',
      `計画：ファイル ${count(planned.objects)}件、版等 ${count(planned.versions)}件\n廃棄：ファイル ${count(total.objects)}件、版等 ${count(total.versions)}件\n対象外：${count(certificate.exceptions.length)}件`,
    ],
    [
      '平文で保存された履歴',
      `${certificate.plaintextHistory.text}（${texts.BASES[certificate.plaintextHistory.basis]}）`,
    ],
    [
      '消去目録\n（廃棄した版の一覧）',
      `${count(certificate.inventory.count)}件（${certificate.inventory.algorithm}、葉の形式 ${certificate.inventory.leaf}）\n${certificate.inventory.root}`,
    ],
  ]);
}

/** 方法 by level, and the products. */
export function methods(sheet: Sheet, certificate: CertificateDocument): void {
  heading(sheet, '３　方法');
  table(
    sheet,
    [
      { title: '機密性', share: 11, align: 'center', heads: true },
      { title: '方法', share: 22 },
      { title: '確認', share: 9, align: 'center' },
      { title: '内容', share: 58 },
    ],
    certificate.methods.map((method) => [
      levelName(method.level),
      texts.TECHNIQUES[method.technique],
      texts.READ_BACK[method.readBack],
      method.text,
    ]),
  );
  const { store, keyService, software } = certificate.products;
  keyValues(sheet, [
    ['保存先の製品', joined(store.vendor, store.name, store.version)],
    ['鍵管理の製品', joined(keyService.vendor, keyService.name, keyService.version)],
    ['使用したソフトウェア', joined(software.name, software.version)],
  ]);
}

/** Versions that were gone before: not erased by this run, so they are not among the counts above. */
function disappeared(sheet: Sheet, { scope: { lines, disappeared: lost } }: CertificateDocument): void {
  disappearedTable(sheet, {
    title: '実施の前に保存先から失われていたもの（上の件数に含まない。）',
    lines,
    disappeared: lost,
  });
}

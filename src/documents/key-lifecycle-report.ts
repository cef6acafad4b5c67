import type { KeyLifecycleReport, KmsKeyLife, UnitKeyLife } from './key-lifecycle-data.js';
import * as texts from './key-lifecycle-report-texts.js';
import { actorName, deviationText, eventName, evidenceName, levelOf, stateName } from './key-words.js';
import { address, frameOf, type Official } from './official.js';
import { heading, list, note, paragraph, subheading } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { capped } from './tables.js';
import { UNIT_NAMES } from './unit-names.js';
import { authorName, count, fullTime, shortTime } from './wording.js';

/** Rows of unit keys on paper; all of them stand in the attached data. */
const UNIT_ROWS = 1000;

/**
 * 鍵ライフサイクル報告書 (B2-4-2) as PDF/A-3b with the report's canonical JSON attached as `report.json`.
 *
 * @throws {Fault} `usage` / `documents/missing-glyph`
 */
export async function renderKeyLifecycleReport(report: KeyLifecycleReport): Promise<Uint8Array> {
  const frame = frameOf(official(report), { name: 'report.json', label: '報告データ', data: report });
  return composePdf(frame, (sheet) => {
    opening(sheet, report);
    mechanism(sheet, report);
    overview(sheet, report);
    kmsKeys(sheet, report.ledger.kmsKeys);
    unitKeys(sheet, report.ledger.unitKeys);
    deviations(sheet, report);
    heading(sheet, '７　証拠及びその確認の方法');
    list(sheet, texts.HOW_TO_CHECK);
  });
}

const official = ({ reportId, createdAt }: KeyLifecycleReport): Official => ({
  title: '鍵ライフサイクル報告書',
  number: reportId,
  createdAt,
});

function opening(sheet: Sheet, report: KeyLifecycleReport): void {
  const { service } = report.parties;
  const { name, vendor, version } = report.keyService;
  address(sheet, official(report), report.parties);
  paragraph(sheet, texts.PURPOSE);
  heading(sheet, '１　業務、鍵管理サービス及び根拠');
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    [
      '鍵管理サービス',
      vendor === 'kimitsu'
        ? `本ソフトウェアに組み込みの鍵管理サービス（${name}、版 ${version}）`
        : `${name}（${vendor}、版 ${version}）`,
    ],
    ['作成日時', fullTime(report.createdAt)],
    ['作成者', authorName(report.createdBy)],
    ['根拠', texts.BASIS],
    [
      '監査ログの末尾',
      report.auditHead ? `第${count(report.auditHead.seq)}号\n${report.auditHead.hash}` : 'まだ記録がありません。',
    ],
  ]);
}

function mechanism(sheet: Sheet, report: KeyLifecycleReport): void {
  heading(sheet, '２　ライフサイクルの仕組み、リスク及び対策');
  table(
    sheet,
    [
      { title: '段階', share: 9, align: 'center', heads: true },
      { title: '仕組み', share: 36 },
      { title: 'リスク', share: 20 },
      { title: '対策', share: 38 },
    ],
    texts.stages(report),
  );
  subheading(sheet, '対策の後に残るリスク');
  list(sheet, texts.remainingRisks(report), 'numbers');
}

function overview(sheet: Sheet, { ledger }: KeyLifecycleReport): void {
  heading(sheet, '３　概況');
  const tally = (states: readonly string[]): string => {
    const counts = new Map<string, number>();
    for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
    return [...counts].map(([state, number]) => `${stateName(state)} ${count(number)}個`).join('、') || 'なし';
  };
  const all = [...ledger.kmsKeys, ...ledger.unitKeys];
  keyValues(sheet, [
    ['鍵管理サービスの鍵', tally(ledger.kmsKeys.map(({ state }) => state))],
    ['ユニット鍵', tally(ledger.unitKeys.map(({ state }) => state))],
    ['出来事の件数', `${count(all.reduce((sum, { events }) => sum + events.length, 0))}件`],
    ['記録との相違', `${count(all.reduce((sum, each) => sum + each.deviations.length, 0))}件`],
  ]);
}

function kmsKeys(sheet: Sheet, lives: readonly KmsKeyLife[]): void {
  heading(sheet, '４　鍵管理サービスの鍵の履歴');
  if (lives.length === 0) paragraph(sheet, '鍵はまだ生成されていません。');
  for (const life of lives) {
    subheading(sheet, life.alias ?? life.keyId);
    keyValues(
      sheet,
      [
        ['識別子', life.keyId],
        ['機密性', levelOf(life)],
        ['現在の状態', stateName(life.state)],
        ['生成日時', life.createdAt === undefined ? '不明' : fullTime(life.createdAt)],
        ...(life.deletionDate === undefined ? [] : [['消滅の予定', fullTime(life.deletionDate)] as const]),
        ['鍵素材', materialText(life)],
        ['包むユニット鍵', `${count(life.unitKeys)}個`],
      ],
      { keyShare: 0.2 },
    );
    if (life.events.length === 0) paragraph(sheet, 'この鍵についての記録はありません。');
    else
      table(
        sheet,
        [
          { title: '日時（日本時間）', share: 19, align: 'center' },
          { title: '出来事', share: 19, heads: true },
          { title: '実施者', share: 19 },
          { title: '証拠', share: 46 },
        ],
        life.events.map((event) => [
          shortTime(event.at),
          [eventName(event), ...(event.state === undefined ? [] : [`（${stateName(event.state)}）`])].join(''),
          actorName(event),
          [
            evidenceName(event.evidence),
            ...(event.evidence.source === 'audit' ? [event.evidence.hash] : []),
            ...(event.materialId === undefined ? [] : [`鍵素材 ${event.materialId}`]),
            ...(event.deletionDate === undefined ? [] : [`消滅の予定 ${shortTime(event.deletionDate)}`]),
          ].join('\n'),
        ]),
        { size: 8 },
      );
  }
}

function materialText({ origin, materials }: KmsKeyLife): string {
  const by =
    origin === undefined ? '不明' : origin === 'EXTERNAL' ? '受注者が取り込んだもの' : 'サービスが生成したもの';
  if (materials === undefined)
    return origin === undefined ? '鍵がないため確認できません。' : `${by}（世代は確認できない）`;
  const words = { CURRENT: '使用中', NON_CURRENT: '復号のみ', PENDING_ROTATION: '次の更新を待つもの' };
  const lines = materials.map(
    ({ materialId, state, present }) => `${words[state]}${present ? '' : '（削除済）'}　${materialId}`,
  );
  return [`${by}、${count(materials.length)}世代`, ...lines].join('\n');
}

function unitKeys(sheet: Sheet, lives: readonly UnitKeyLife[]): void {
  heading(sheet, '５　ユニット鍵の履歴');
  if (lives.length === 0) {
    paragraph(sheet, 'ユニット鍵はまだ生成されていません。');
    return;
  }
  const rows = lives.flatMap(({ unitId, state, events, createdAt }) => {
    const name = `${unitId}\n（${stateName(state)}）`;
    if (events.length === 0) {
      const made = createdAt === undefined ? '不明' : shortTime(createdAt);
      return [[name, made, '生成', '不明', '鍵の保存先が示す日時（監査ログに記録なし）']];
    }
    return events.map((event, index) => [
      index === 0 ? name : `${unitId}\n（続き）`,
      shortTime(event.at),
      eventName(event),
      actorName(event),
      [evidenceName(event.evidence), ...(event.evidence.source === 'audit' ? [event.evidence.hash] : [])].join('\n'),
    ]);
  });
  table(
    sheet,
    [
      { title: 'ユニット（状態）', share: 26, heads: true },
      { title: '日時\n（日本時間）', share: 14, align: 'center' },
      { title: '出来事', share: 13 },
      { title: '実施者', share: 16 },
      { title: '証拠', share: 40 },
    ],
    capped(rows, UNIT_ROWS, (left) => [`ほか${count(left)}件`, '', '', '', '添付の report.json に全件を記載']),
    { size: 7.5 },
  );
  note(sheet, UNIT_NAMES);
}

function deviations(sheet: Sheet, { ledger: { kmsKeys: kms, unitKeys: units } }: KeyLifecycleReport): void {
  heading(sheet, '６　記録と状態の照合');
  const rows = [
    ...kms.flatMap((key) => key.deviations.map((each) => [key.alias ?? key.keyId, deviationText(each)])),
    ...units.flatMap((unit) => unit.deviations.map((each) => [unit.unitId, deviationText(each)])),
  ];
  if (rows.length === 0) {
    paragraph(sheet, texts.NO_DEVIATIONS);
    return;
  }
  paragraph(sheet, `次の${count(rows.length)}件について、監査ログと異なる点があります。`);
  table(
    sheet,
    [
      { title: '鍵', share: 38, heads: true },
      { title: '相違', share: 62 },
    ],
    capped(rows, UNIT_ROWS, (left) => [`ほか${count(left)}件`, '添付の report.json に全件を記載']),
  );
}

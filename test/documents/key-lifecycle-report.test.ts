import { describe, expect, it } from 'vitest';
import { canonicalHash } from '../../src/base/canonical-json.js';
import type { KeyLifecycleReport } from '../../src/documents/key-lifecycle-data.js';
import { renderKeyLifecycleReport } from '../../src/documents/key-lifecycle-report.js';
import { sampleKeyLifecycleReport } from './key-samples.js';
import { pagesOf } from './pdf-text.js';

const pages = async (change: Partial<KeyLifecycleReport> = {}): Promise<string[][]> =>
  pagesOf(await renderKeyLifecycleReport(sampleKeyLifecycleReport(change)));
const textOf = async (change: Partial<KeyLifecycleReport> = {}): Promise<string> =>
  (await pages(change)).flat().join('');

describe('renderKeyLifecycleReport (B2-4-2)', () => {
  it('gives the same bytes for the same report', async () => {
    const [one, two] = [
      await renderKeyLifecycleReport(sampleKeyLifecycleReport()),
      await renderKeyLifecycleReport(sampleKeyLifecycleReport()),
    ];
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it('shows every stage with its risk, and every event with who, when and its evidence', async () => {
    const report = sampleKeyLifecycleReport();
    const text = await textOf();
    for (const part of [
      '鍵ライフサイクル報告書',
      '別紙２ ４（２）',
      ...['生成', '保管', '使用', '更新', '無効化', '廃棄', '対策の後に残るリスク'],
      '同じ鍵素材を再び取り込むと、鍵は再び使えます',
      '生成（鍵素材の取込み待ち）',
      '監査ログ 第1,204,300号',
      '消去記録 erasure-0123456789ab',
      '鍵管理サービスの応答',
      '消滅の予定 2026-12-22 14:00:00',
      '使用中（削除済）',
      'seen-by-auditor',
      'pbx/3/2026-06',
      '鍵の保存先が示す日時（監査ログに記録なし）',
      '次の2件について、監査ログと異なる点があります',
      canonicalHash(report),
    ])
      expect(text).toContain(part);
    for (const { evidence } of report.ledger.kmsKeys.flatMap(({ events }) => events))
      if (evidence.source === 'audit') expect(text).toContain(evidence.hash);
  });

  it('says so when there is no key, and no deviation', async () => {
    const text = await textOf({ ledger: { kmsKeys: [], unitKeys: [] }, auditHead: undefined });
    for (const part of [
      '鍵はまだ生成されていません',
      'ユニット鍵はまだ生成されていません',
      '一致しています',
      'まだ記録がありません',
    ])
      expect(text).toContain(part);
  });

  it('names how many rows it leaves to the attached data', async () => {
    const { ledger } = sampleKeyLifecycleReport();
    const unitKeys = Array.from({ length: 400 }, () => ledger.unitKeys[1]!);
    const shown = await pages({ ledger: { ...ledger, unitKeys } });
    expect(shown.flat().join('')).toContain('ほか200件');
    expect(shown.length).toBeGreaterThan(10);
  });
});

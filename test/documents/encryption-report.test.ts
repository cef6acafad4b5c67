import { describe, expect, it } from 'vitest';
import { canonicalHash } from '../../src/base/canonical-json.js';
import { renderEncryptionReport } from '../../src/documents/encryption-report.js';
import type { EncryptionReport } from '../../src/documents/encryption-report-data.js';
import { sampleEncryptionReport } from './key-samples.js';
import { pagesOf } from './pdf-text.js';

const textOf = async (change: Partial<EncryptionReport> = {}): Promise<string> =>
  pagesOf(await renderEncryptionReport(sampleEncryptionReport(change)))
    .flat()
    .join('');

const EMBEDDED = {
  kind: 'embedded',
  product: { vendor: 'kimitsu', name: 'kimitsu embedded key service', version: '1' },
  region: undefined,
  encryptedTransport: false,
} as const;

describe('renderEncryptionReport (B2-4-1)', () => {
  it('gives the same bytes for the same report', async () => {
    const [one, two] = [
      await renderEncryptionReport(sampleEncryptionReport()),
      await renderEncryptionReport(sampleEncryptionReport()),
    ];
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it('shows methods, algorithms, keys, who may do what, counts, plaintext history, exceptions and limits', async () => {
    const report = sampleEncryptionReport();
    const text = await textOf();
    for (const part of [
      '暗号化・鍵管理報告書',
      '別紙２ ４（１）',
      'SSE-KMS',
      '鍵コミットメント付き（スイート 0x0478）',
      'AWS KMS（ap-northeast-1）',
      '専用バケット',
      '365日ごとに自動で更新',
      'arn:aws:iam::111122223333:role/contact-centre-key-administrator',
      '暗号化及び復号はできない',
      'kms:PutKeyPolicy',
      'alias/kimitsu/contact-centre/level-3',
      '削除待ち',
      '185,259',
      '保全の指示による',
      '鍵の状態は、監査ログと一致しています',
      '提供者の公表及び第三者認証',
      'TLS により暗号化しています',
      canonicalHash(report),
      report.auditHead!.hash,
    ])
      expect(text).toContain(part);
  });

  it('says that nobody is named as an administrator, and what follows', async () => {
    const text = await textOf({ access: { administrators: [], users: ['arn:aws:iam::111122223333:role/jobs'] } });
    expect(text).toContain('鍵の管理者が設定されていません');
    expect(text).toContain('role/jobs');
    expect(text).not.toContain('暗号化及び復号はできない');
  });

  it('is honest about the embedded services and about a connection in clear', async () => {
    const embedded = await textOf({ storage: EMBEDDED, keyService: EMBEDDED, unitKeyStore: 'folder' });
    for (const part of [
      '利用者を区別しません',
      'FIPS 140 の認証を受けた',
      'ルート鍵',
      'ファイル鍵',
      '通信は行いません',
    ])
      expect(embedded).toContain(part);
    expect(embedded).not.toContain('SSE-S3');
    const { storage } = sampleEncryptionReport();
    expect(await textOf({ storage: { ...storage, encryptedTransport: false } })).toContain('是正が必要です');
  });

  it('tells of imported material, of deviations, and of nothing stored', async () => {
    const text = await textOf({
      lines: [],
      settings: { origin: 'EXTERNAL', rotationDays: 365, waitingDays: 7 },
      deviations: [{ key: 'alias/kimitsu/x/level-3', code: 'state-differs', expected: 'Enabled', found: 'Disabled' }],
    });
    for (const part of ['RSAES-OAEP', '保存されている情報はありません', '「有効」ですが', '「無効」です'])
      expect(text).toContain(part);
  });
});

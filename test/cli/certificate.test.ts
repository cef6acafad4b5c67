import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { limitsInBrief } from '../../src/certify/limits-in-brief.js';
import { verifyCertificate } from '../../src/certify/verify.js';
import { type ErasedService, erasedService, MEMO } from '../app/certificates/erased-service.js';
import { screen } from '../support/screen.js';

const shown = screen();
const { kimitsu } = shown;

describe('certificate', () => {
  let service: ErasedService;
  let planId: string;
  beforeAll(async () => {
    service = await erasedService();
    ({ planId } = service.made.plan);
  });
  const dir = () => ['--dir', service.dir];

  it('is issued, delivered, verified as a whole, proven, revoked, and then not valid', async () => {
    expect(await kimitsu('certificate', 'issue', planId, '--json', ...dir())).toBe(0);
    const { number, delivery, pdf } = JSON.parse(shown.stdout);
    expect(await readdir(join(service.dir, 'certificates'))).toContain(`${number}.zip`);
    expect(await kimitsu('certificate', 'verify', delivery)).toBe(0);
    expect(shown.stdout).toContain('監査ログの抜粋');
    const { certificate } = await verifyCertificate(await readFile(pdf));
    const { own, common } = limitsInBrief(certificate!);
    for (const look of ['verify', 'show']) {
      expect(await kimitsu('certificate', look, pdf)).toBe(0);
      expect(own.length).toBeGreaterThan(0);
      for (const text of [...own, ...common]) expect(shown.stdout).toContain(text);
    }

    const proof = join(service.outside, 'proof.json');
    const prove = ['certificate', 'prove', planId, '--object', `pbx/${MEMO}`, '--output'];
    expect(await kimitsu(...prove, proof, ...dir())).toBe(0);
    expect(await kimitsu('certificate', 'verify', pdf, '--proof', proof)).toBe(0);
    expect(shown.stdout).toContain(`pbx/${MEMO}`);
    expect(await kimitsu(...prove, join(service.dir, 'proof.json'), ...dir())).toBe(2);
    expect(shown.stderr).toContain('作業フォルダーの外を指定してください');
    expect(await kimitsu('certificate', 'verify', pdf, '--proof', pdf)).toBe(1);

    const people = ['--by', '業務責任者', '--confirmed-by'];
    const revoke = ['certificate', 'revoke', number, '--reason', '誤記のため', ...people];
    expect(await kimitsu(...revoke, '業務責任者', ...dir())).toBe(5);
    expect(await kimitsu(...revoke, '検証担当', '--json', ...dir())).toBe(0);
    const { revocation } = JSON.parse(shown.stdout);
    expect(await kimitsu('certificate', 'verify', pdf, '--revocation', revocation)).toBe(1);
    expect(shown.stdout).toContain('取り消して');
    expect(await kimitsu('certificate', 'verify', delivery)).toBe(1);
    expect(await kimitsu('certificate', 'accept', revocation, ...dir())).toBe(6);
    expect(shown.stderr).toContain('officer/not-valid');
  });

  it('has no timestamp where no authority is configured, and says so', async () => {
    expect(await kimitsu('certificate', 'issue', planId, '--json', ...dir())).toBe(0);
    const { number } = JSON.parse(shown.stdout);
    expect(await kimitsu('certificate', 'timestamp', number, ...dir())).toBe(2);
    expect(shown.stderr).toContain('時刻認証局が設定されていません');
  });
});

import { expect, it } from 'vitest';
import { CLOUD, contentNamed, EMBEDDED, saidIn, sourcesOf } from './samples.js';

const points = (yaml: string): string[] => contentNamed('services', sourcesOf(yaml)).open.map(({ what }) => what);

it('B2-1-2: names a bucket and a service that the register lacks, and a line that nothing uses', () => {
  const said = points(CLOUD).join('\n');
  expect(said).toContain('次のバケットが一覧にない：speech-recognition');
  expect(said).toContain('AWS STS（資格情報の照会）（ap-northeast-1）：承認を受けたサービスの一覧にない。');
  expect(said).toContain('時刻認証局（RFC 3161）（https://tsa.example.jp）は承認を受けているが、使用していない。');
  expect(saidIn(contentNamed('services', sourcesOf(CLOUD)))).toContain('設定が使用するサービス3件のうち2件');
});

it('B2-1-2: all agree once they stand there, with day and number of the approval', () => {
  const yaml = CLOUD.replace('inquiry-form]', 'inquiry-form, speech-recognition]').replace(
    "  - { service: tsa, endpoint: 'https://tsa.example.jp' }",
    "  - { service: sts, region: ap-northeast-1, account: '123456789012', approvedOn: 2026-03-20, approval: 情政第12号 }",
  );
  expect(points(yaml)).toEqual([]);
  const said = saidIn(contentNamed('services', sourcesOf(yaml)));
  expect(said).toContain('3件であり、全て承認を受けたものと一致する');
  expect(said).toContain('2026-03-20\\n情政第12号');
});

it('an account or a region of another line does not count', () => {
  expect(points(CLOUD.replace('kms, region: ap-northeast-1', 'kms, region: us-east-1'))).toContain(
    'AWS KMS（鍵管理）（ap-northeast-1）：承認を受けたサービスの一覧にない。',
  );
});

it('the embedded default uses no service; where mail goes is told all the same, without a password', () => {
  const said = saidIn(contentNamed('services', sourcesOf(EMBEDDED)));
  expect(said).toContain('いずれにも外部サービスを使用しない');
  expect(said).toContain('mail.example.jp:465');
});

it('a database is named without its user', () => {
  const said = saidIn(
    contentNamed(
      'services',
      sourcesOf(
        EMBEDDED.replace(
          'catalogue: catalogue/catalogue.sqlite',
          'catalogue: postgres://someone@db.example.jp:5432/kimitsu',
        ),
      ),
    ),
  );
  expect(said).toContain('db.example.jp:5432');
  expect(said).not.toContain('someone');
});

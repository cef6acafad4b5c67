import type { DeliveryVerification } from '../app/certificates/verify-delivery.js';
import type { Verification } from '../certify/verification.js';

type Check = (Verification | DeliveryVerification)['checks'][number];

/** Japanese of what a check says in English; the first that fits. */
const REASONS: readonly (readonly [id: Check['id'], detail: RegExp, text: string])[] = [
  [
    'form',
    /neither PDF/,
    'PDF、署名付きデータ（JWS）及び提出用の ZIP のいずれでもありません。ファイルを選び直してください。',
  ],
  ['form', /larger than/, 'ファイルが大きすぎます（32MiB まで）。廃棄証明書ではありません。'],
  ['form', /./, '署名付きデータの形式が崩れています。途中で切れているか、書き換えられています。'],
  ['header', /another type/, '署名されたものですが、廃棄証明書ではありません。'],
  ['header', /algorithm/, '署名の方式が、認められたもの（ES256）ではありません。'],
  ['header', /./, '廃棄証明書の署名ではありません。'],
  ['payload', /./, '記載内容が、定められた書式（正規形の JSON）ではありません。'],
  [
    'schema',
    /newer/,
    'この版の kimitsu より新しい様式の証明書です。新しい版の kimitsu 又は発行者から受け取った確認ページで確認してください。',
  ],
  ['schema', /fit/, '廃棄証明書の様式に合わない項目があります。'],
  ['key', /./, '証明書に記載された鍵が、署名に使われた鍵と異なります。'],
  ['signature', /./, '署名が記載内容と一致しません。発行後に書き換えられたか、署名が偽造されています。'],
  ['consistency', /./, '件数、判定、状態又は日時の記載が、互いに矛盾しています。'],
  ['pin', /./, '指定された発行者の鍵による署名ではありません。別の者が署名しています。'],
  ['audit-head', /./, '証明書に記載された監査ログの末尾が、控えと一致しません。'],
  ['pdf-signature', /./, 'PDF の電子署名が正しくないか、PDF が書き換えられています。'],
  ['pdf-attachments', /./, 'PDF に添付された記載データが、署名付きデータの内容と異なります。'],
  ['archive', /unpacks to more/, '展開すると異常に大きくなるように作られた ZIP です。途中で中止しました。'],
  ['archive', /name comes twice/, 'ZIP の中に、同じ名前のファイルが二つあります。'],
  ['archive', /packed in another way/, 'ZIP の中に、認められていない方法で格納されたファイルがあります。'],
  ['archive', /exactly one certificate/, 'ZIP の中に、廃棄証明書（PDF 及び JWS）が一組だけありません。'],
  ['archive', /no leaves/, 'ZIP の中の消去目録に、消去目録のものではない行があります。'],
  ['archive', /too many/, 'ZIP の中のファイルが多すぎます。'],
  ['archive', /too l/, 'ZIP の中に、大きすぎるファイル又は長すぎる行があります。'],
  ['archive', /./, 'ZIP が壊れているか、途中で切れているか、二通りに読めるように作られています。'],
  ['both-forms', /./, 'PDF と署名付きデータが、同じ証明書ではありません。'],
  ['evidence', /./, '証明書に記載された証拠がないか、異なります。'],
  ['inventory', /./, '消去目録が、証明書に記載されたものと一致しません。'],
  ['audit-excerpt', /checkpoint/, '監査ログの抜粋の照合点が、監査ログと合わないか、発行者の署名ではありません。'],
  ['audit-excerpt', /./, '監査ログの抜粋がないか、改変されているか、この証明書の発行を示していません。'],
  ['timestamp', /not the pinned authority/, 'タイムスタンプに署名したのは、指定された時刻認証局ではありません。'],
  ['timestamp', /before the certificate/, 'タイムスタンプの時刻が、証明書に記載された発行日時より前です。'],
  ['timestamp', /./, 'タイムスタンプが、この証明書のものではないか、改変されています。'],
];

/** Why the verdict is not `valid`, one sentence per check that decided it. */
export function reasonsOf({ verdict, checks }: Verification | DeliveryVerification): string[] {
  if (verdict === 'valid') return [];
  const decided = checks.filter(
    ({ id, state, detail }) => state === 'fail' || (id === 'schema' && detail.includes('newer')),
  );
  return decided.flatMap(
    ({ id, detail }) => REASONS.find(([of, pattern]) => of === id && pattern.test(detail))?.[2] ?? [],
  );
}

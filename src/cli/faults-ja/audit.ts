import type { FaultTexts } from './fault-text.js';

/** The audit log and its signed checkpoints. */
export const AUDIT: FaultTexts = {
  'audit/broken': {
    message: '記録を裏付ける監査ログに、改変又は欠落があります。何もしていません。',
    remedy: 'kimitsu audit verify で箇所を確認し、原因を調査してください。',
  },
  'audit/log-cut': {
    message: '監査ログが、最後の照合点の時より短いか、その時の内容と異なります。古い目録が復元された可能性があります。',
    remedy:
      '処理を止め、kimitsu audit verify で確認し、照合点と同じ時点以後の目録（catalogue/）を復元してください。古い目録しか残っていないときは、責任者及び府に報告し、audit/checkpoints.jsonl を別の場所に保管した上で、実行し直してください。',
  },
  'audit/empty-range': {
    message: 'この範囲に監査ログの記録はありません。',
    remedy: '--from と --to を確認してください。',
  },
  'audit/bad-instant': {
    message: '日時の指定が正しくありません。',
    remedy: '2026-04-01T00:00:00+09:00 のように指定してください。',
  },
  'audit/bad-head': {
    message: '末尾のハッシュ値の指定が正しくありません。',
    remedy: '監査ログの末尾のハッシュ値（64桁の16進数）だけを指定してください。',
  },
  'evidence/key-needed': {
    message: '証拠の書出しの署名を確認するための鍵がありません。',
    remedy: '発行者から別の方法で受け取った公開鍵を、--pin で指定してください。',
  },
  'checkpoint/log-differs': {
    message: '監査ログが、最後の照合点を作った時の内容と異なるため、署名しませんでした。',
    remedy: '処理を止め、kimitsu audit verify で確認してください。',
  },
  'checkpoint/file-damaged': {
    message: '照合点のファイル（audit/checkpoints.jsonl）の最後の行を、照合点として読み取れません。',
    remedy:
      '控えから復元してください。控えがなければ、ファイルを別の場所に移してください。監査ログにある照合点から作り直します。',
  },
  'checkpoint/other-key': {
    message: '最後の照合点が、現在の署名鍵によるものではないため、署名しませんでした。',
    remedy:
      '署名鍵を変更した場合は、kimitsu audit checkpoint --new-key を実行してください。変更していない場合は、処理を止めて調べてください。',
  },
  'checkpoint/none-held': {
    message: 'このファイルには、監査ログの照合点がありません。',
    remedy: '照合点（JWS）、証拠の書出し又は証明書の ZIP を指定してください。',
  },
};

const REASONS: Readonly<Record<string, string>> = {
  'records/empty': '空のファイル',
  'records/unknown-format': '形式が分からず読み取れない',
  'records/undecodable-bytes': '文字コードとして読めない部分がある',
  'records/broken-quote': 'CSV の引用符が閉じていない',
  'records/broken-json': 'JSON が途中で終わっている又は壊れている',
  'records/line-too-long': '1行又は1項目が長すぎる',
  'records/truncated-audio': '音声ファイルが途中で切れている',
  'records/unread-attachment': '読み取れない添付ファイルがある',
  'records/truncated-mail': 'メールが途中で切れている',
  'records/broken-chunk': '音声ファイルの構造が壊れている',
  'records/broken-encoding': 'メールの符号化が壊れている',
  'records/encrypted': '暗号化されていて読み取れない',
  'records/too-deep': '入れ子が深すぎる',
  'records/too-many-parts': '部分の数が多すぎる',
  'records/more-problems': '同じ種類の問題がほかにもある',
  'records/no-text': '文字情報のない文書（画像のみ等）',
  'records/archive-bomb': '展開すると大きくなりすぎる圧縮ファイル',
  'records/too-many-entries': '圧縮ファイルの中のファイルが多すぎる',
  'store/not-a-file': '通常のファイルではない（リンク等）',
  'store/access-denied': '読み取る権限がない',
  'protect/wrong-key': '別の鍵で暗号化されている',
  'classify/timed-out': '時間内に読み終わらなかった',
  'classify/worker-died': '読み取り中に処理が異常終了した',
  'protect/altered': '暗号化された内容が改変されている',
  'protect/truncated': '暗号化された内容が途中で切れている',
  'protect/wrong-context': '別の場所の暗号化された内容が置かれている',
  'protect/key-destroyed': '鍵が消去されていて読み取れない',
};

/** Why a record is on the review list, in Japanese, with its code where the wording is not known. */
export function reasonText(code: string): string {
  return REASONS[code] ?? code;
}

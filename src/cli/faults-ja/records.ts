import type { FaultTexts } from './fault-text.js';

/** Reading, classifying, encrypting and watching. */
export const RECORDS: FaultTexts = {
  'read/unknown-record': {
    message: '指定された記録がありません。',
    remedy:
      '「システムの id/ファイル名」（例 response-history/2026-04.csv。下位のフォルダーがあれば、その名称も含める。）又は review list の ID を指定してください。',
  },
  'read/no-purpose': {
    message: '閲覧の目的を指定してください。',
    remedy: '--purpose で、閲覧の目的を具体的に指定してください。目的は監査ログに残ります。',
  },
  'read/gone': { message: 'この記録は、既に保管庫にありません。', remedy: 'kimitsu status で状態を確認してください。' },
  'read/erased': {
    message: 'この記録は消去済のため、取り出せません。',
    remedy:
      '保管庫に残っている場合は、データ又は鍵が控え等から戻された可能性があります。責任者及び府に報告し、経緯を調査した上で、保管庫を履歴ごと戻したものは kimitsu erase 計画番号（消去した計画）により、ファイルとして置かれたものは新しい計画（kimitsu plan disposal --object 識別子）により改めて消去してください。同じ名称の別の記録であるときは、kimitsu review decide により決定すると、取り出せます（作業フォルダーを復元したときは、先に kimitsu adopt で引き継いでください）。',
  },
  'read/bad-range': {
    message: '--range の指定が正しくありません。',
    remedy: '0-1023（先頭から1,024バイト）、1024-（その後の全て）、-512（末尾の512バイト）のように指定してください。',
  },
  'read/range-outside': {
    message: '指定された範囲は、記録の終わりより後です。',
    remedy: '記録の長さに収まる範囲を指定してください。最初のバイトは 0 です。',
  },
  'read/changed': {
    message: '読取り中に記録の長さが変わりました。',
    remedy: 'もう一度実行してください。',
  },
  'read/cannot-write': {
    message: '出力先に書き込めません。',
    remedy: '出力先のフォルダー、権限及びディスクの空きを確認してください。',
  },
  'read/output-not-a-file': {
    message: '出力先が通常のファイルではありません（フォルダー、リンク、装置等）。',
    remedy: '別のファイル名を指定してください。',
  },
  'read/output-in-store': {
    message: '保管庫のフォルダーの中には、平文を出力できません。',
    remedy: '保管庫の外のファイル名を指定してください。',
  },
  'read/output-closed': { message: '出力先が途中で閉じられたため、終わりまで出力していません。', remedy: '' },
  'protect/truncated': {
    message: '暗号化された記録が途中で切れています。',
    remedy:
      '変更した者及び経緯を監査ログ等で確認し、バックアップがあるときは、元の内容を同じ場所に戻してください。戻せないものは、業務の終了の計画に、読めないものとして掲げられます。',
  },
  'protect/wrong-key': {
    message: '暗号化された記録が、この鍵で作られたものではないか、改変されています。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'review/unknown-object': {
    message: '指定された ID の記録がありません。',
    remedy: 'kimitsu review list の ID を指定してください。',
  },
  'review/second-person': {
    message: '機密性を引き下げるには、決定する者とは別の確認者が必要です。',
    remedy: '--confirmed-by で指定してください。',
  },
  'review/not-classified': {
    message: 'この記録は、まだ分類されていません。',
    remedy: '先に kimitsu classify を実行してください。',
  },
  'review/bad-level': {
    message: '機密性は、1、2又は3です。',
    remedy: '--level 1、--level 2 又は --level 3 を指定してください。',
  },
  'detect/bad-line': {
    message: '入力の行が {"id","text"} の形の JSON ではありません。',
    remedy: '1行に1件の JSON を渡してください。',
  },
  'detect/jsonl-and-files': { message: '--jsonl は標準入力を読むため、ファイルは指定できません。', remedy: '' },
  'enforce/changed': { message: '処理中に記録が変更されました。', remedy: '次回の実行で、変更後の内容を処理します。' },
  'classify/changed': {
    message: '読取り中に記録が変更されました。',
    remedy: '次回の実行で、変更後の内容を分類します。',
  },
  'protect/rewrap-differs': {
    message: '包み直したユニット鍵が元の鍵と一致しません。元のものをそのまま残しています。',
    remedy: '鍵管理サービスの状態を確認してください。',
  },
  'protect/no-envelope': {
    message: '機密性が求める暗号化がされていません。',
    remedy: 'もう一度実行してください。直らないときは、保管庫の設定と権限を確認してください。',
  },
  'protect/other-unit': {
    message: '別のユニットの鍵で暗号化されています。',
    remedy: 'もう一度実行してください。直らないときは、ファイルを置き換えた者がいないか確認してください。',
  },
  'protect/not-encrypted-by-store': {
    message: '保管庫が、鍵管理サービスの鍵で暗号化していません。',
    remedy: 'バケットの暗号化の設定と権限を確認し、もう一度実行してください。',
  },
  'protect/other-store-key': {
    message: '保管庫が、機密性の区分の鍵とは別の鍵で暗号化しています。',
    remedy: 'バケットの暗号化の設定を確認し、もう一度実行してください。',
  },
  'protect/bucket-key': {
    message: '保管庫が、バケットキーを用いて暗号化しています。',
    remedy: 'バケットキーを用いない設定にし、もう一度実行してください。',
  },
  'protect/key-destroyed': {
    message: 'この記録の鍵は消去されています。',
    remedy:
      '消去した記録の暗号文が、控え等から戻されたものと考えられます。戻した者を調査し、不要であることを確認した上で、保管庫から取り除いてください。',
  },
  'protect/former-key': {
    message:
      '消去した記録の暗号文と見られるもの（ヘッダーに、消去を記録した鍵及び記録の識別子があるもの）が、保存先に置かれています。このサービスのどの鍵でも開けないため、そのまま残しています。',
    remedy:
      '控え等から戻した者を調査した上で、kimitsu review list で識別子を確認し、kimitsu plan disposal --object 識別子 による計画の承認を受けて消去してください（版の削除だけを行います）。',
  },
  'protect/altered': {
    message: '暗号化された記録が改変されています。',
    remedy:
      '変更した者及び経緯を監査ログ等で確認し、バックアップがあるときは、元の内容を同じ場所に戻してください。戻せないものは、業務の終了の計画に、読めないものとして掲げられます。',
  },
  'protect/wrong-context': {
    message: '別の場所又は別の作業フォルダーで暗号化された記録です。この作業フォルダーの鍵では開けません。',
    remedy: '元の場所に戻すか、元の作業フォルダーの鍵及び目録を復元してください。',
  },
  'protect/read-back-differs': {
    message: '暗号化した写しが元の内容と一致しません。元の記録はそのまま残しています。',
    remedy: 'ディスクの状態を確認してください。',
  },
  'protect/read-back-differs-locked': {
    message:
      '暗号化した写しが元の内容と一致しませんが、オブジェクトロックのため取り除けません。元の記録は旧版として残っています。',
    remedy: '旧版から復元してください。',
  },
  'enforce/drifted': {
    message: '保護した後に、kimitsu 以外から保護の状態が変更されていたため、保護し直しました。',
    remedy: '変更した者と理由を確認してください。',
  },
  'enforce/envelope-damaged': {
    message:
      '保護した後に、暗号文が破損し（途中で切れている、先頭が書き換えられている等）、元の内容を読み取れなくなっています。残っている内容は、そのまま保護し直しました。',
    remedy:
      '変更した者及び経緯を監査ログ（object.drifted）で確認し、バックアップがあるときは、元の内容を同じ場所に戻してください。戻せないものも、業務の終了の妨げにはなりません。',
  },
  'enforce/level-unknown': {
    message: '保護した後に内容が変更された、機密性が未判定の記録を、機密性３として保護しました。',
    remedy: 'kimitsu classify で分類してください。',
  },
  'enforce/locked-plaintext': {
    message: '記録は保護しましたが、暗号化前の旧版がオブジェクトロックのため残っています。',
    remedy: 'ロックが終了した後の実行で廃棄します。',
  },
  'enforce/acl-not-kept': {
    message: '暗号化した版には、元の版のアクセスコントロールリスト（ACL）を引き継いでいません。',
    remedy: '必要な権限を設定し直してください。',
  },
  'enforce/annotations-not-kept': {
    message: '暗号化した版には、元の版の注釈を引き継いでいません。',
    remedy: '必要な注釈を付け直してください。',
  },
  'enforce/tags-not-kept': {
    message: '元の版のタグを読み取る権限がなく、暗号化した版に引き継いでいません。',
    remedy: '権限を確認し、必要なタグを付け直してください。',
  },
  'enforce/expires-not-kept': {
    message: '元の版の Expires が日付ではないため、暗号化した版に引き継いでいません。',
    remedy: '',
  },
  'enforce/storage-class-not-kept': {
    message: '読み戻して確認するため、アーカイブ用ではなく標準のストレージクラスに書き込みました。',
    remedy: '必要であれば、ストレージクラスを設定し直してください。',
  },
  'watch/no-folder': {
    message: 'ログのフォルダーを読み取れません。',
    remedy: 'kimitsu.yaml の watch.sources の folder と、フォルダーの権限を確認してください。',
  },
  'watch/public-key': {
    message: 'CloudTrail のダイジェストの公開鍵を読み取れません。',
    remedy: 'watch.sources の publicKeys に、RSA 公開鍵（PEM 又は DER）のファイルを指定してください。',
  },
  'watch/log-unreadable': {
    message: 'ログのファイルを読み取れません。その内容は確認されていません。',
    remedy: 'ファイルの権限を確認し、もう一度実行してください。',
  },
  'watch/log-growing': {
    message: '読み取っている間にログが変わりました。',
    remedy: '書込みが終わってから、もう一度実行してください。',
  },
  'watch/bad-instant': {
    message: '--since の値が日時ではありません。',
    remedy: '2026-04-01 又は 2026-04-01T09:00:00+09:00 のように指定してください。',
  },
  'watch/report-format': {
    message: '日報の形式が分かりません。',
    remedy: '--report には、.pdf 又は .md で終わるファイル名を指定してください。',
  },
};

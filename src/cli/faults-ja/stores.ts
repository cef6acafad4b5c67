import type { FaultTexts } from './fault-text.js';

/** What stores of records answer. */
export const STORES: FaultTexts = {
  'store/not-a-file': {
    message: '通常のファイルではないもの（リンク、パイプ等）は読み取れません。',
    remedy: '実体のファイルに置き換えるか、取り除いてください。',
  },
  'store/unclaimed-files': {
    message:
      '保管庫のフォルダーに、どのシステムにも属さないファイルがあります。分類、暗号化及び消去の対象になりません。',
    remedy:
      'kimitsu doctor で場所を確認し、記録であれば該当するシステムのフォルダーに移動して kimitsu classify 及び kimitsu enforce を実行してください。不要なものは取り除いてください。',
  },
  'store/not-versioned': {
    message: 'バケットのバージョニングが有効になっていません。',
    remedy: 'バージョニングを有効にしてから、もう一度実行してください。',
  },
  'store/no-encryption': {
    message: '暗号化しない保存は、この保管庫ではできません。',
    remedy: '',
  },
  'store/wrong-region': {
    message: 'バケットのリージョンが設定と異なります。',
    remedy: '設定のリージョンを確認してください。',
  },
  'store/too-large': { message: '保管庫が受け付ける大きさを超えています。', remedy: '' },
  'store/no-bucket': { message: '保管庫のフォルダー又はバケットがありません。', remedy: '設定を確認してください。' },
  'store/disk-full': {
    message: 'ディスクの空きがありません。',
    remedy: '空きを作ってから、もう一度実行してください。',
  },
  'store/access-denied': {
    message: '保管庫のファイルを読み書きする権限がありません。',
    remedy: 'data フォルダーの権限を確認してください。',
  },
  'store/archived': {
    message: 'アーカイブ用のストレージクラスにあるため、読み取れません。',
    remedy: '保管庫で復元してから、もう一度実行してください。',
  },
  'store/unavailable': {
    message: '保管庫を、現在利用できません。',
    remedy: '保管庫及びネットワークの状態を確認し、もう一度実行してください。',
  },
  'store/refused': {
    message: '保管庫が要求を受け付けませんでした。',
    remedy: '設定（バケット、リージョン等）を確認し、直らないときは保管庫の提供者に問い合わせてください。',
  },
  'store/bad-bucket': {
    message: 'バケットの名称が正しくありません。',
    remedy: '組み込みの保管庫では、「.」で始まらず「/」を含まない、一つのフォルダー名を指定してください。',
  },
  'store/bad-key': {
    message: 'ファイルの名称が、保管庫で使えないものか、長すぎます。',
    remedy: 'フォルダー名を含めて1,024バイト以内、各部分を255バイト以内の名称に改めてください。',
  },
  'store/path-conflict': {
    message: '同じ名称のフォルダー又は通常のファイルでないもの（リンク等）があり、ファイルを書き込めません。',
    remedy: 'その名称を変更するか、取り除いてください。',
  },
  'store/changed': {
    message: '処理の途中で、記録が変更されました。',
    remedy: 'もう一度実行してください。変更後の内容を処理します。',
  },
  'store/exists': {
    message: '同じ名称の記録が既にあるため、書き込んでいません。',
    remedy: '他の処理が行われていないことを確認し、もう一度実行してください。',
  },
  'store/no-such-version': {
    message: '処理の対象である版が、保管庫にありません。',
    remedy: '削除又は移動した者がいないか確認し、もう一度実行してください。',
  },
  'store/upload-aborted': {
    message: '書込みの途中のものが、他の処理によって取り消されました。',
    remedy: 'もう一度実行してください。',
  },
  'store/retention-locked': {
    message: 'オブジェクトロックにより、記録を廃棄できません。',
    remedy: '保持の期限又はリーガルホールドを確認してください。解除されるまで、この記録は残ります。',
  },
  'store/corrupt': {
    message: '保管庫の記録が破損しています（チェックサム又は版の記録と一致しません）。',
    remedy: '処理を止め、ディスク及び監査ログを確認してください。',
  },
};

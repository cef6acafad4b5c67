import type { FaultTexts } from './fault-text.js';

/** Whose keys and places they are. */
export const OWNERSHIP: FaultTexts = {
  'keys/other-workspace': {
    message: '同じ別名の鍵が、他の作業フォルダーのものです。何も変更していません。',
    remedy:
      'service.id を他と重ならないものにしてください。廃止した作業フォルダーを引き継ぐ場合は、kimitsu adopt を実行してください。',
  },
  'store/other-workspace': {
    message: 'この保存場所には、他の作業フォルダーの記録が置かれています。何も変更していません。',
    remedy:
      '作業フォルダーごとに、バケット（フォルダー）又は prefix を分けてください。廃止した作業フォルダーを引き継ぐ場合は、kimitsu adopt を実行してください。',
  },
  'store/register-corrupt': {
    message: '保存場所の所有者を示すファイルを読み取れません。何も変更していません。',
    remedy: '誰が変更したかを調査し、バックアップから復元するか、そのファイルを取り除いてください。',
  },
  'workspace/copied': {
    message:
      'この作業フォルダーは、複写され、又は復元されたものです。同じものがほかにある可能性があるため、この操作はしていません。',
    remedy:
      '元の作業フォルダーが今後使われないことを確認し、kimitsu adopt を実行してから、やり直してください。使われている場合は、元の作業フォルダーで実行してください。',
  },
  'adopt/no-reason': { message: '引継ぎには理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'adopt/nothing': { message: '引き継ぐものはありません。全て、この作業フォルダーのものです。', remedy: '' },
  'adopt/not-confirmed': {
    message: '確認がないため、何も変更していません。',
    remedy:
      '画面の求めに応じてサービスの識別子（service.id）を入力するか、adopt --dry-run で表示されたハッシュ値を --confirm に指定してください。',
  },
  'adopt/wrong-confirmation': {
    message: '確認の入力が一致しません。何も変更していません。',
    remedy: 'adopt --dry-run で、引き継ぐものをもう一度確認してください。',
  },
};

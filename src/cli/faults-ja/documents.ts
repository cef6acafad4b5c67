import type { FaultTexts } from './fault-text.js';

/** Documents agreed with the prefecture. */
export const DOCUMENTS: FaultTexts = {
  'documents/unknown': {
    message: '指定された文書がありません。',
    remedy: 'kimitsu documents list で、指定する名前を確認してください。',
  },
  'documents/not-made': {
    message: '文書の版が、まだ作られていません。',
    remedy: 'kimitsu documents render で作ってください。',
  },
  'documents/none-agreed': {
    message: '承認された版がありません。',
    remedy: 'kimitsu documents list で、承認の状態を確認してください。',
  },
  'documents/no-reason': { message: '撤回の理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'documents/no-such-version': {
    message: '指定された版がありません。',
    remedy: 'kimitsu documents list で版を確認してください。',
  },
  'documents/nobody': { message: '周知を受けた者の指定が必要です。', remedy: '--by で指定してください。' },
  'documents/altered': {
    message: '保存された文書が改変されています。',
    remedy: '承認に用いず、監査ログとともに確認してください。',
  },
  'documents/missing-glyph': {
    message: '文書の書体にない文字が含まれています。',
    remedy: '設定の該当する文字を、別の文字に改めてください。',
  },
  'documents/not-a-scan': {
    message: '脆弱性の検査の結果として読み取れません。',
    remedy: 'recordedAt、tool、toolVersion、result、counts 及び advisories を含む JSON を指定してください。',
  },
  'documents/one-form': {
    message: '承認の形式の指定が必要です。',
    remedy: '--key、--jws 又は --letter のいずれか一つを指定してください。',
  },
  'documents/bad-edition': { message: '版の番号に誤りがあります。', remedy: '1 以上の整数を指定してください。' },
  'documents/nothing-to-render': {
    message: 'この文書に記載するものが、まだありません。',
    remedy: 'kimitsu documents list に示す作り方のコマンドで作ってください。',
  },
};

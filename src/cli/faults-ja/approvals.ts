import type { FaultTexts } from './fault-text.js';

/** Approvals of plans and documents by the prefecture. */
export const APPROVALS: FaultTexts = {
  'approval/other-approver': {
    message: '承認に記載された承認者が、登録された鍵の持ち主と異なります。',
    remedy: 'approver と role には、prefecture.approvers の name と id を記載してください。',
  },
  'approval/clock-behind': {
    message: 'この計算機の時計が監査ログより遅れているため、承認が有効か判断できません。',
    remedy: '時計を合わせてから、やり直してください。',
  },
  'approval/withdrawn': { message: '承認は撤回されています。', remedy: '改めて府の承認を受けてください。' },
  'approval/no-reason': { message: '撤回の理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'approval/none': {
    message: 'この計画には、撤回する承認がありません。',
    remedy: 'kimitsu status で計画の状態を確認してください。',
  },
  'approval/own-plan': {
    message:
      '計画又は文書を作成した者は、それを承認し、又は承認書を記録し、若しくはその記録を確認することができません。',
    remedy:
      '別の者が行ってください。承認書の記録には、計画又は文書を作成した者のほかに、記録する者と確認する者の二人が必要です。',
  },
  'approval/own-letter': {
    message: '承認書を記録し、又はその記録を確認した者は、その計画を実施できません。何も変更していません。',
    remedy: '別の特権運用者が実施してください。',
  },
  'approval/unknown-approver': {
    message: '承認書の承認者が、設定された承認者ではありません。',
    remedy: 'prefecture.approvers の name のとおり指定してください。氏名は、空白で区切って添えることができます。',
  },
  'approval/letter-incomplete': {
    message: '承認書の記録に、必要な項目がありません。',
    remedy: '--number、--date、--approver、--recorded-by 及び --confirmed-by を指定してください。',
  },
  'approval/letter-hash-differs': {
    message: '承認書から入力されたハッシュ値が、この計画又は文書のものと異なります。承認を記録していません。',
    remedy:
      '入力の誤りでないかを確認してください。承認書に記載されたものが異なるときは、別の計画若しくは文書、又は作り直す前のものの承認書です。府に確認してください。',
  },
  'approval/letter-hash-form': {
    message: '入力されたものは、計画又は文書のハッシュ値（16進数64桁）又はその先頭の16桁以上ではありません。',
    remedy:
      '承認書に記載されたハッシュ値（計画書では「計画データのハッシュ値」）を、そのまま入力してください（空白は無視します）。',
  },
  'approval/letter-date': {
    message: '承認書の日付が、計画又は文書の作成より前か、今日より後です。',
    remedy: '承認書の日付を確認してください。',
  },
  'approval/second-person': {
    message: '承認書は、承認者とは別の、受注者の二人が記録する必要があります。',
    remedy: '--confirmed-by で別の者を指定してください。',
  },
  'approval/no-approvers': {
    message: '府の承認者が設定されていません。',
    remedy: 'kimitsu.yaml の prefecture.approvers に、承認者（署名によるときは、その公開鍵とも）を登録してください。',
  },
  'approval/unknown-key': {
    message: '設定された承認者の鍵ではありません。',
    remedy: 'kimitsu.yaml の prefecture.approvers を確認してください。',
  },
  'approval/not-valid': {
    message: '承認の署名が正しくありません。',
    remedy: '府から受け取ったファイルをそのまま指定してください。',
  },
  'approval/other-plan': {
    message: '別の計画又は文書（別の版を含みます。）に対する承認です。',
    remedy: '計画を作り直したときは、改めて承認を受けてください。',
  },
  'approval/expired': { message: '承認の有効期限が過ぎています。', remedy: '改めて承認を受けてください。' },
  'approval/not-a-key': {
    message: '署名鍵として読み取れません。',
    remedy: 'P-256 の秘密鍵（PEM、パスワードなし）を指定してください。',
  },
  'approve/key-or-jws': {
    message: '--key、--jws、--letter、--refusal 及び --withdraw のうち、一つだけを指定してください。',
    remedy:
      '--key は府の署名鍵（この場で署名）、--jws は府が署名した承認、--letter は承認書の写し、--refusal は府が署名した不承認、--withdraw は承認の撤回です。',
  },
  'approval/missing': {
    message: '消去を始めたときの承認が記録にありません。目録が書き換えられた可能性があります。',
    remedy: 'kimitsu audit verify で監査ログを検査してください。',
  },
  'approval/refused': {
    message: '府が不承認とした計画です。',
    remedy: '計画を作り直し、改めて府の承認を受けてください。',
  },
};

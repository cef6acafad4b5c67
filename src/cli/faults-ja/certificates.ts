import type { FaultTexts } from './fault-text.js';

/** Certificates and their timestamps. */
export const CERTIFICATES: FaultTexts = {
  'certificate/nothing-erased': {
    message: 'この計画による消去が行われていません。',
    remedy: 'kimitsu erase を実行してください。',
  },
  'certificate/not-verified': {
    message: '消去の検証が済んでいないため、証明書を発行できません。',
    remedy: 'kimitsu erase を最後まで実行してください。',
  },
  'certificate/unreadable': {
    message: '廃棄証明書として読み取れません。',
    remedy: '廃棄証明書の PDF 又は JWS を指定してください。',
  },
  'timestamp/no-authority': {
    message: '時刻認証局が設定されていません。',
    remedy: 'kimitsu.yaml の certificates.timestampAuthority に記入してください。',
  },
  'timestamp/unavailable': {
    message: '時刻認証局からタイムスタンプを得られません。証明書は、タイムスタンプがなくても有効です。',
    remedy: '後で kimitsu certificate timestamp を実行してください。',
  },
  'timestamp/timeout': {
    message: '時刻認証局が時間内に応答しませんでした。証明書は、タイムスタンプがなくても有効です。',
    remedy: '後で kimitsu certificate timestamp を実行してください。',
  },
  'timestamp/not-accepted': {
    message: '時刻認証局の応答を確認できないため、保存していません。',
    remedy: 'kimitsu.yaml の certificates.timestampAuthority の証明書が、時刻認証局のものか確認してください。',
  },
  'timestamp/bad-certificate': {
    message: '時刻認証局の証明書として読み取れません。',
    remedy: 'X.509 証明書（PEM）を指定してください。',
  },
  'certificate/revoked': {
    message: 'この廃棄証明書は取り消されています。',
    remedy: 'kimitsu certificate issue で、新たに発行してください。',
  },
  'certificate/pdf-form': {
    message: '署名できる PDF ではありません。',
    remedy: 'kimitsu が作成した、署名前の文書に限り署名できます。',
  },
  'documents/certificate-json': {
    message: '添付する JSON が、廃棄証明書の内容と一致しません。',
    remedy: '処理を止め、監査ログとともに確認してください。',
  },
  'certificate/unknown': {
    message: 'この番号の廃棄証明書は、ここでは発行されていません。',
    remedy: 'kimitsu status で番号を確認してください。',
  },
  'certificate/no-reason': { message: '理由が必要です。', remedy: '--reason で理由を指定してください。' },
  'certificate/nothing-to-correct': {
    message: '訂正する内容がありません。',
    remedy:
      '先に kimitsu.yaml の受注者の記載を改めてください。証明書を取り消すときは、kimitsu certificate revoke を実行してください。',
  },
  'certificate/second-person': {
    message: '証明書の取消しは、受注者の異なる二人で行います。',
    remedy: '--by と --confirmed-by に、それぞれ別の者を指定してください。',
  },
  'certificate/none': {
    message: 'この計画による廃棄証明書がありません。',
    remedy: 'kimitsu certificate issue で発行してください。',
  },
  'certificate/inventory-differs': {
    message: '消去目録が、証明書に記載されたものと異なります。',
    remedy: 'erasures/ に、消去の時の消去目録を戻してください。',
  },
  'certificate/evidence-missing': {
    message: '証明書に記載された証拠のファイルがありません。',
    remedy: 'plans/ の終了計画書（PDF）、erasures/ の消去目録及び approvals/ の承認書の写しを戻してください。',
  },
  'certificate/evidence-altered': {
    message: '証拠のファイルが、証明書に記載されたものと異なるため、提出用の一式を作成していません。',
    remedy:
      '変更した者を調査し、plans/ の終了計画書（PDF）、erasures/ の消去目録及び approvals/ の承認書の写しを、発行の時のものに戻してください。',
  },
  'certificate/too-many-versions': {
    message: '消去された版が多すぎるため、一度には証明できません。',
    remedy: '--version-id で版を指定してください。',
  },
  'certificate/not-in-inventory': {
    message: 'この計画で消去されたものの中に、指定された名前の記録はありません。',
    remedy: '消去前の名前（<システム>/<名前>）を、そのまま指定してください。',
  },
  'certificate/proof-in-workspace': {
    message: '包含証明は記録の名前を含むため、作業フォルダーには保存しません。',
    remedy: '--output で、作業フォルダーの外を指定してください。',
  },
  'certificate/no-secret': {
    message: '消去目録の秘密値がないため、包含証明を作れません。',
    remedy: '消去を実行した作業フォルダーの keys/inventory を確認してください。',
  },
};

import { type Candidate, type CueHit, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import {
  judgedOrganizations,
  ORGANIZATION_FILTER,
  ORGANIZATION_WEIGHTS,
} from '../organizations/judged-organizations.js';
import { noFirm } from '../organizations/no-firm.js';
import { ORGANIZATION_CUES, organizations } from '../organizations/organizations.js';

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  return judgedOrganizations(scan, hits, organizations(scan, hits));
}

/** Names of companies and other bodies. By itself it decides no level. */
export const organization = defineRecognizer({
  type: 'ORGANIZATION',
  source: 'Companies Act, arts. 6–7; Commercial Registration practice for names',
  cues: ORGANIZATION_CUES,
  find,
  reads: 'text',
  veto: ({ text }, candidate) => noFirm(text, candidate),
  lexicons: [ORGANIZATION_FILTER, ORGANIZATION_WEIGHTS],
  examples: {
    hits: [
      '株式会社北斗通信システム',
      '東海テレネット株式会社の見積',
      '有限会社みのり製麺に勤める',
      '振込先はみどり信用組合の本店',
      '(株)サンライズ警備',
      '株式会社ひだまり',
      '木村土木株式会社 34,800,000円',
      '通院先はみなと整形外科です',
      '旅館さぎの湯の女将',
      '利用店（クリーニング坂井）の件',
      '弁護士法人あさひ総合から受任通知',
      'うみどり診療所に通っている',
      '北浜重工の下請けをしている',
      '勤務先 Sunrise Marine Supply Co.',
      '会社は大倉鋳造所です。',
      '業者はスカイ住宅メンテ。契約は4日前。',
      '取引先の丹後メッキの社長から電話',
      '元請けは鍬塚組というんですが',
      '業者はドリームルームです',
      '主な卸先はカインドホームで売上の7割',
      '勤務先は丸越倉庫',
      '連絡者は竜野循環器内科の院長',
      'みなとや弁当との協定',
      '外壁の塗装は中西塗装店に頼みました',
      '夜間の警備はセーフティ東海に替わった',
      '振込先は 豊後ひらめき銀行別府支店です',
      '登記は 玄海みなと司法書士法人に頼んだ',
      '口座は日向さくら信用金庫都城支店',
      '勤務先は味処ふじかわです',
    ],
    misses: [
      '株式会社を設立したい',
      '銀行で振り込む',
      'ゆうちょ銀行に振り込んだ',
      '石川県税事務所を名乗る電話',
      '3F 眼科・耳鼻科',
      '@診療科 腎臓内科',
      '物流倉庫を建てる計画',
      '火災報知設備の不備',
      '各銀行の窓口',
      '建設中の道路',
      '市立病院の待ち時間',
      'デイサービスを利用したい',
      '旅館業の許可について',
      '心療内科に通う',
      'グループホームの整備計画',
      '近くのクリーニング店に頼んだ',
      '県内の中小企業の社長',
      '駅前のホテルに泊まった',
      '業者はリフォームの会社です',
      '勤務先はコンビニです',
      '防災倉庫の鍵と幕の内弁当の注文',
      '料理教室とスポーツクラブに通っている',
      'どちらも宗教法人が営む墓地です',
      '土曜の再放送は八時から',
      '二号館エレベーターの点検',
      '近くのこども食堂に通わせたい',
      '学芸員によるギャラリートーク',
    ],
  },
});

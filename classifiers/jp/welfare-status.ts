import { defineRecognizer } from '../../src/classify/recognizer.js';
import { foreignTold } from '../circumstances/foreign/foreign-told.js';
import { welfareRule } from '../circumstances/rules/welfare-rule.js';
import { TOLD_LEXICONS, toldAbout } from '../circumstances/told/told.js';

/** That someone in the record receives or applied for welfare, care or benefits. */
export const welfareStatus = defineRecognizer({
  type: 'WELFARE_STATUS',
  source:
    'Public Assistance Act, Long-Term Care Insurance Act, Child Rearing Allowance Act; duty of secrecy in Local Public Service Act, art. 34',
  cues: welfareRule.terms.words,
  lexicons: ['welfare-terms', ...TOLD_LEXICONS],
  find: (scan) => toldAbout(scan, 'WELFARE_STATUS'),
  judge: foreignTold,
  examples: {
    hits: [
      '私は緊急小口で二十万借りたままです',
      '父は先月ホームを出て長男の家にいます',
      'うちは役所から月十一万もろて暮らしてます',
      '祖母は先月から特養に入所しています',
      '息子はグループホームで暮らしています',
      '生活保護を受けています',
      '父は要介護４、施設に入所',
      '母は要介護１から２に上がりました',
      '児童扶養手当をもらっています',
      '母が要支援２で、デイサービスに通っている',
      'ケースワーカーに保護を打ち切ると言われた',
      'うちは母子家庭で生活が苦しい',
    ],
    misses: [
      '配食サービスの事業者を公募します',
      '介護の日のイベントを開きます',
      'お部屋はシングルで二つお願いします',
      '特養の整備計画を公表しました',
      '障害年金の相談会を開催します',
      '就労継続支援Ｂ型の事業所の指定申請について',
      '生活保護の制度について',
      '児童扶養手当の支給日は奇数月です',
      '要介護１から５の区分とは',
      '要介護１～３の方が対象です',
      '児童扶養手当は、ひとり親家庭の父又は母に支給されます',
      '就学援助の対象となる世帯',
      'ひとり親支援事業の予算',
    ],
  },
});

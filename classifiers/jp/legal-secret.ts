import { defineRecognizer } from '../../src/classify/recognizer.js';
import { foreignTold } from '../circumstances/foreign/foreign-told.js';
import { legalRule } from '../circumstances/rules/legal-rule.js';
import { TOLD_LEXICONS, toldAbout } from '../circumstances/told/told.js';

/** What the law keeps secret about someone: tax, child protection, domestic violence, investigation, whistle-blowing. */
export const legalSecret = defineRecognizer({
  type: 'LEGAL_SECRET',
  source:
    'Local Tax Act, art. 22; Child Abuse Prevention Act, art. 7; DV Prevention Act, art. 23; Whistleblower Protection Act, art. 12',
  cues: legalRule.terms.words,
  lexicons: ['legal-terms', ...TOLD_LEXICONS],
  find: (scan) => toldAbout(scan, 'LEGAL_SECRET'),
  judge: foreignTold,
  examples: {
    hits: [
      '夫が子どもの腕に煙草を押しつけています',
      '車をタイヤロックされて仕事に行けません。自動車税が二年分たまってます',
      'あの店は現金の売上を半分しか申告していません',
      '元夫に見つかるから住所を伏せて引っ越しています',
      '住民税を三期分払えてなくて、督促が来ています',
      '隣の子が毎晩叩かれて泣いているので児相に通報しました',
      '私は仮放免のまま六年になります',
      '夫の暴力から逃げています。DVを受けて避難中です',
      '昨年度の個人事業税 84,600円が未納で困っている私',
      '孫が一時保護された',
      '私は勤務先を公益通報したい。通報したと知られたくない',
      '給料を差し押さえられて生活できない',
      '住民税を滞納していて差押の通知が来た',
    ],
    misses: [
      'ハサンさんの在籍証明書の様式について',
      '納税の猶予の申請書はどこにありますか',
      '家庭裁判所への行き方を教えてください',
      'お食事は朝だけで結構です',
      'お支払いが現金でもよろしいですか',
      '成年後見制度の講演会を開きます',
      '養育費の相談窓口はどこですか',
      '差押えした財産の公売を実施します',
      'DV防止法について',
      '児童虐待の相談件数は過去最多',
      '滞納整理の基準',
      '税金を滞納すると差押えを受けることがあります',
      '税額の計算方法',
      '虐待防止推進月間',
    ],
  },
});

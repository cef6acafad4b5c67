import { defineRecognizer } from '../../src/classify/recognizer.js';
import { JUDGED_LEXICONS } from '../circumstances/second-look.js';
import { secretCues } from '../circumstances/secrets/secret-sentences.js';
import { secretsTold } from '../circumstances/secrets/secrets-told.js';

/** Trade partners, plans not yet published, a firm's own technology, tenders and deliberations that are not public. */
export const corporateSecret = defineRecognizer({
  type: 'CORPORATE_SECRET',
  source: 'Information disclosure law, art. 5 items 2, 5 and 6; 別紙４ 機密性２',
  cues: secretCues.words,
  lexicons: ['secret-cues', ...JUDGED_LEXICONS],
  reads: 'text',
  find: secretsTold,
  examples: {
    hits: [
      '荷主はスポーツ用品の一社だけで、再来年に打ち切りを告げられている。社名は伏せてほしい',
      '部外秘。第2案の西部の産科を令和9年度末で閉じる案で調整中',
      '来春に尼崎の工場を閉める予定ですが、社員にもまだ言っていません',
      '【公表前】当社は来春に第三工場を建てる方針です',
      '弊社の仕入先である北陸製紙が減産するため納期が遅れる',
      '参加申込者は３者、うち１者は失格見込み。開札まで答えないこと。',
      '不具合は3月に判明したが、まだ公表していない',
      '合併の話が進んでいるが、従業員には知らせていない',
      '見積りは北都電設が1,280万円。公表しないこと。',
      '内部検討の段階だが、窓口を3か所から1か所に集約する案',
      '次の契約は県の負担を4分の1で打合せ済み。照会には「承知していない」と答える。',
      '当社独自の方式で保管しており、詳細は公開していない',
    ],
    misses: [
      '新駅の設置計画を公表し、意見を募集します',
      '同社は来春に新工場を建てると発表しました',
      '明日は病院に行く予定です',
      '府の方針を公表しました',
      '料金の値上げに反対です',
      '来年度の予定をホームページで公開しています',
      '引っ越しを検討中です',
      '最低制限価格制度の対象となる工事は次のとおりです。',
      '中小企業の資金繰り支援の相談窓口',
      '新商品の開発に使える補助金はありますか',
      '入札公告前の質問は受け付けておりません。',
      '審議会の非公開部分の議事録を請求する方法を教えてください',
    ],
  },
});

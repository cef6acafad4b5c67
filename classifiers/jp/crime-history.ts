import { defineRecognizer } from '../../src/classify/recognizer.js';
import { foreignTold } from '../circumstances/foreign/foreign-told.js';
import { crimeRule } from '../circumstances/rules/crime-rule.js';
import { TOLD_LEXICONS, toldAbout } from '../circumstances/told/told.js';

/** A criminal record, procedures against someone, or having been the victim of a crime (要配慮個人情報). */
export const crimeHistory = defineRecognizer({
  type: 'CRIME_HISTORY',
  source: 'Act on the Protection of Personal Information, art. 2(3); Cabinet Order, art. 2 items 4–5',
  cues: crimeRule.terms.words,
  lexicons: ['crime-terms', ...TOLD_LEXICONS],
  find: (scan) => toldAbout(scan, 'CRIME_HISTORY'),
  judge: foreignTold,
  examples: {
    hits: [
      '昔人を殺して刑務所で罪を償いました',
      '先週、留守の間に空き巣に入られて物色されました',
      '私は買ってもいない布団の契約をさせられました。訪問販売です',
      '元カレが職場の前で待ち伏せしていて怖いです',
      '息子は少年院を出てきて三か月です',
      '祖母が二百万円だまし取られました',
      '弟は酒気帯びで検挙され、罰金を払いました',
      '娘が電車で体を触られたと言っています',
      '息子が逮捕されて困っている',
      '私は投資詐欺にあってしまって',
      '執行猶予中なのに警察が来る',
      '元交際相手に暴力を振るわれた',
      '娘が痴漢に遭いました',
      '夫には前科があります',
      '昨夜自転車を盗まれ、被害届を出した',
    ],
    misses: [
      'うさぎの飼育の講習会',
      '覚えのない請求が届いたときの相談先一覧',
      '置き引き対策の貼り紙を配布します',
      '刑務所作業製品の展示即売会が開かれます',
      '飲酒運転の罰金はいくらですか',
      '万引き防止のポスターを掲示してください',
      '特殊詐欺の手口にご注意ください',
      '刑務所の見学について',
      '空き巣の認知件数は前年比で減少',
      'ストーカー規制法が改正された',
      '詐欺被害に遭ったら消費者ホットライン188へ',
      'ひったくり防止キャンペーン',
      '特殊詐欺の被害に遭われた方は警察署へ届け出てください',
      '詐欺に遭わないために',
    ],
  },
});

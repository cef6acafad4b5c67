import { defineRecognizer } from '../../src/classify/recognizer.js';
import { foreignTold } from '../circumstances/foreign/foreign-told.js';
import { healthRule } from '../circumstances/rules/health-rule.js';
import { TOLD_LEXICONS, toldAbout } from '../circumstances/told/told.js';

/**
 * Health and disability of someone in the record (要配慮個人情報: 病歴, 障害, 健診の結果, 診療・調剤).
 * An illness named in an FAQ, a notice or a statistic is none.
 */
export const healthCondition = defineRecognizer({
  type: 'HEALTH_CONDITION',
  source: 'Act on the Protection of Personal Information, art. 2(3); Cabinet Order, art. 2 items 1–3',
  cues: healthRule.terms.words,
  lexicons: ['health-terms', ...TOLD_LEXICONS],
  find: (scan) => toldAbout(scan, 'HEALTH_CONDITION'),
  judge: foreignTold,
  examples: {
    hits: [
      '父が母の顔も忘れてしまい、困っています',
      '息子は色の見分けがつきにくいので配慮をお願いします',
      '階段から落ちてあばらを折りました',
      '夫は草刈り機で指をけがして入院中です',
      '散歩中の犬に噛まれて五針縫いました',
      '母は疥癬がうつって個室に移りました',
      '夫はパチンコがやめられなくて治療中です',
      '妻の予定日は八月三日です',
      '父は耳が遠いので大きい声でお願いします',
      '先週転んで手首を骨折しまして、字が書けません',
      '夫がペースメーカーを入れています',
      '私は糖尿病で通院しています',
      '母が認知症で困っている',
      '昨年うつ病と診断されました',
      '夫は人工透析を受けている',
      '娘は卵アレルギーです',
      '身体障害者手帳２級を持っている父の件',
      '実はうつで休職していまして',
      '透析に週三回通ってるんです',
      '足が不自由で窓口に行けません',
      '主人が前立腺がんで、薬を飲んでいます',
      '先月流産しまして',
      '潰瘍性大腸炎の治療中なので行けない',
    ],
    misses: [
      '精算機の具合が悪いので点検を頼んだ',
      '折返しの番号が聞き取れませんでした',
      '乳製品の表示について',
      'ベビーカーと介助用の通路の案内',
      '入院セットのレンタル業者を募集します',
      '熱中症の救急搬送者数を公表しました',
      'うちの犬が腎臓を悪くしまして、火葬の相談です',
      '手話通訳のある講演会はいつですか',
      '血圧計の無料貸出を行っています',
      '免許証の再発行は窓口で受け付けます',
      '糖尿病の予防講座を開催します',
      '認知症とは、脳の病気です。',
      '市立病院の待ち時間',
      'がん検診のお知らせ',
      'システムの障害が発生',
      '子どもが発熱した場合はどこに相談すればよいですか。',
      'うつ病は誰でもかかる可能性がある病気です。',
      'システム障害のため一部の機能が使えません',
      'がんと診断された方は窓口にご相談ください',
      '生活習慣病の患者数は前年より増加',
    ],
  },
});

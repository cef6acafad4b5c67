import { defineRecognizer } from '../../src/classify/recognizer.js';
import { toldAbout } from '../circumstances/told.js';

const TERMS: readonly string[] =
  '在日韓国人 在日朝鮮人 在日コリアン 在日中国人 在日外国人 在日三世 在日二世 在日の 帰化 同和地区 被差別部落 部落出身 アイヌ 琉球 日系ブラジル 日系ペルー 日系三世 日系二世 難民申請 クリスチャン キリスト教徒 カトリック プロテスタント イスラム教徒 ムスリム ヒンドゥー教徒 ヒンズー教徒 仏教徒 ユダヤ教 創価学会 エホバの証人 統一教会 幸福の科学 天理教 宗教二世 宗教2世 信者 信徒 信仰 入信 改宗 教会に通 礼拝 ラマダン 豚肉が食べられ 豚肉を食べ 宗教上 共産党員 党員 支持政党 無神論 組合員活動 肌の色 人種'.split(
    ' ',
  );

/** Race, creed or social status of someone in the record (要配慮個人情報). A nationality alone is none. */
export const beliefOrOrigin = defineRecognizer({
  type: 'BELIEF_OR_ORIGIN',
  source: 'Act on the Protection of Personal Information, art. 2(3) (人種, 信条, 社会的身分)',
  cues: TERMS,
  *find(scan, hits) {
    yield* toldAbout(scan, hits, {
      base: 0.28,
      prefix: /(?:元|熱心な|敬虔な|旧)$/,
      extend: /^(?:[一二三四2-4]世|の(?:出身|信者|信徒|家庭|理由))/,
      predicate:
        /^[^。\n]{0,8}(?:です|なので|であり|でして|なんです|で、|だから|だと|のため|の(?:家庭|家|信者|会員|三世|二世|私)|に(?:通|入信|改宗|入って)|を(?:信|して|しま|理由)|し(?:た|て|まし)|として|が(?:理由|原因)|出身|の理由で|ので)/,
      subject:
        /^[^。\n]{0,4}(?:の?(?:問題|差別解消|人権|講座|歴史|文化|理解|法人|団体|施設|建築|美術|自由|多様性|啓発|相談窓口|方(?:へ|は|にも)|受入れ|支援事業))/,
    });
  },
  examples: {
    hits: [
      '私は在日コリアン三世です',
      '家族はイスラム教徒です',
      'カトリックなので日曜は教会に行きます',
      '夫は創価学会の会員です',
      '被差別部落の出身だと言われた父の件',
    ],
    misses: [
      '宗教法人の手続き',
      '同和問題の啓発講座',
      'アイヌの文化を学ぶ',
      '信仰の自由について',
      '在日外国人の方へのお知らせ',
    ],
  },
});

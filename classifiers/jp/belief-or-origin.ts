import { defineRecognizer } from '../../src/classify/recognizer.js';
import { foreignTold } from '../circumstances/foreign/foreign-told.js';
import { beliefRule } from '../circumstances/rules/belief-rule.js';
import { TOLD_LEXICONS, toldAbout } from '../circumstances/told/told.js';

/** Race, creed or social status of someone in the record (要配慮個人情報). A nationality alone is none. */
export const beliefOrOrigin = defineRecognizer({
  type: 'BELIEF_OR_ORIGIN',
  source: 'Act on the Protection of Personal Information, art. 2(3) (人種, 信条, 社会的身分)',
  cues: beliefRule.terms.words,
  lexicons: ['belief-terms', ...TOLD_LEXICONS],
  find: (scan) => toldAbout(scan, 'BELIEF_OR_ORIGIN'),
  judge: foreignTold,
  examples: {
    hits: [
      'うちは豚とお酒が宗教上だめです',
      '妻の実家は代々の神主で、私も祭りに出ます',
      '私は良心に従って兵役を断りました',
      '夫はベトナム国籍で、日本語が少しだけです',
      'うちはムスリムなので給食の豚肉を抜いてください',
      '私は在日コリアン三世です',
      '家族はイスラム教徒です',
      'カトリックなので日曜は教会に行きます',
      '夫は創価学会の会員です',
      '被差別部落の出身だと言われた父の件',
    ],
    misses: [
      '神社の駐車場は何時までですか',
      '支持する政党を尋ねる世論調査の結果',
      'ベトナム料理の教室に参加者を募集します',
      '浄土真宗の寺院建築を見学する',
      '国籍を問わず応募できます',
      '宗教法人の手続き',
      '同和問題の啓発講座',
      'アイヌの文化を学ぶ',
      '信仰の自由について',
      '在日外国人の方へのお知らせ',
    ],
  },
});

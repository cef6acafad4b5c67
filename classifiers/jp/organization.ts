import { type Candidate, type CueHit, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';

const FORMS = [
  '株式会社',
  '有限会社',
  '合同会社',
  '合資会社',
  '合名会社',
  '(株)',
  '㈱',
  '(有)',
  '㈲',
  '(同)',
  '一般社団法人',
  '一般財団法人',
  '公益社団法人',
  '公益財団法人',
  '社会福祉法人',
  '医療法人',
  '学校法人',
  '宗教法人',
  '特定非営利活動法人',
  'NPO法人',
  '協同組合',
];
/** Ends of names that are a business's without its legal form. */
const TRADES = [
  '信用金庫',
  '信用組合',
  '銀行',
  'クリニック',
  '医院',
  '歯科',
  '薬局',
  '製作所',
  '製紙',
  '製麺',
  '製菓',
  '製薬',
  '紡織',
  '紡績',
  '水産',
  '工務店',
  '建設工業',
  '建設',
  '建築事務所',
  '不動産',
  '運輸',
  '運送',
  '食品',
  '化学',
  '工業',
  '電機',
  '電器',
  '商事',
  '商会',
  '商店',
  '興産',
  '青果',
  '青果卸',
  '警備',
  '印刷',
  '鋼業',
  '鋳鉄',
  'フーズ',
  '保険代理店',
  'デイサービス',
  'ケアセンター',
  '保育園',
  '幼稚園',
  '法律事務所',
  '税理士事務所',
  '司法書士事務所',
  'デパート',
  '酒造',
  '醸造',
  '通信システム',
  ...(
    '耳鼻咽喉科 産婦人科 泌尿器科 脳神経外科 鍼灸院 整骨院 接骨院 ' +
    '調剤薬局 動物病院 記念病院 リハビリ病院 外科病院 整形外科 内科 眼科 物流 化成 鋳造 樹脂 繊維 化粧品 光学 電装 電材 測量設計 精密 鍍金工業所 水道工業所 設備工業所 工業所 製餡所 ' +
    'ケミカル エレベーター 文具店 文具 家電 百貨店 貿易 清掃 コンサルティング うどん店 靴店 陸送 酒類販売 ' +
    '自動車学院 自動車学校 交通 観光バス タクシー 塗装 電設 電工 工房 精機 精工 産業 縫製 プレス 計装 ' +
    'リサーチ ハウジング リフォーム 解体興業 興業 住宅管理 マート 造園 造園土木 住建 建材 鉄工 鉄工所 溶接 板金 鋼材 ' +
    '硝子 織物 染色 酒店 酒販 書店 本舗 製パン ベーカリー ツーリスト レンタカー リース 損害保険 生命保険 ' +
    '証券 システムズ ソリューションズ テック 設備 設備工業 空調 水道工業 ホームズ 海運 農園 養鶏 牧場 乳業 ' +
    '飲料 刃物 金型 音響 紙器 段ボール ビルサービス メンテナンス スタッフサービス 学習塾 ' +
    '進学塾 学園 学院 女学院 専門学校 ケアプラン 訪問看護ステーション ヘルパーステーション グループホーム 介護サービス 農業協同組合'
  ).split(' '),
];
const NAME = '[一-龠々ァ-ヴー・A-Za-z0-9&]';
const AFTER_FORM = new RegExp(
  `^ ?(?![はがをにでのとへもや])(?:${NAME}{1,16}|[ぁ-ん]{1,6}${NAME}{1,12}|[ぁ-ん]{2,6}?(?=$|[\\s、。」)(]|(?:は|が|の|を|に|で|と)(?![ぁ-ん])))`,
);
const BEFORE_FORM = new RegExp(`(?:${NAME}|[ぁ-ん](?=[ぁ-ん]{0,3}${NAME}))${NAME}{0,11}$`);
const BEFORE_TRADE =
  /(?:[一-龠々]{1,6}|[ァ-ヴー]{2,10}|[ぁ-ん]{2,6}|[A-Za-z]{2,12})(?:[一-龠々]{1,4}|[ァ-ヴー]{2,8})?$/;
/** Particles that a run of hiragana begins with are not the name's. */
const PARTICLE_FIRST = /^(?:は|の|を|が|に|で|と)(?=[ぁ-ん]{2,}$)/;
/** Common nouns and public bodies with the same ends. */
const COMMON =
  /^(?:総合|大学|救急|専門|精神科?|小児|循環器|一般|消化器|脳神経|老年|呼吸器|神経|血液|形成|心臓血管|乳腺|特定|家庭|大型|小型|生活|食品|年末|貿易|府営|県営|市営|公営|都営|賃貸|中古|一斉|庁舎|各|本|当|同|他|新|府内|市内|県内|近く|地元|大手|中小|民間|公共|この|その|どこ|日本|最寄り|指定|取引|観光|伝統|精密|重|軽|石油|有機|加工|冷凍|健康|輸入|自然|公立|市立|府立|私立|認可|地方|都市)*$/;

/** What a name may stand behind, when nothing of a sentence may. */
const WHOLE_START = /^[\s、。「『(（:：／/・,|\t"]?$/;

function find({ text }: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  let done = 0;
  for (const { start, end } of hits) {
    if (start < done) continue;
    const word = text.slice(start, end);
    if (FORMS.includes(word)) {
      const ahead = BEFORE_FORM.exec(text.slice(Math.max(done, start - 14), start));
      const behind = AFTER_FORM.exec(text.slice(end, end + 20));
      // 木村土木株式会社 3,480円: a blank only where no name stands before the form.
      if (behind && !(behind[0].startsWith(' ') && ahead && ahead[0].length > 1)) {
        done = end + behind[0].replace(/(?:様|御中|殿|各位)$/, '').length;
        found.push({ start, end: done, rule: 'form-first', score: 0.85, settled: true, because: word });
        continue;
      }
      if (ahead && ahead[0].length > 1) {
        done = end;
        found.push({
          start: start - ahead[0].length,
          end,
          rule: 'form-last',
          score: 0.85,
          settled: true,
          because: word,
        });
      }
      continue;
    }
    const ahead = BEFORE_TRADE.exec(text.slice(Math.max(done, start - 12), start))?.[0].replace(PARTICLE_FIRST, '');
    const stop = /^[一-龠ァ-ヴー]/.test(text.slice(end, end + 1));
    if (
      !ahead ||
      stop ||
      ahead.length < 2 ||
      COMMON.test(ahead) ||
      /^(?:うちの|その|この|まだ|あと|もう|放課後)/.test(ahead)
    )
      continue;
    if (
      /^[ぁ-ん]+$/.test(ahead) &&
      !/(?:[はのをがにでと「、。\n (]|^)$/.test(text.slice(0, start - ahead.length).slice(-1))
    )
      continue;
    const whole = WHOLE_START.test(text.slice(0, start - ahead.length).slice(-1));
    // なにわ中央銀行: kana and kanji only where nothing stands before them.
    if (
      /^[ぁ-ん]/.test(ahead) &&
      (!(whole ? /^[ぁ-ん]{2,5}[一-龠]{0,4}$/ : /^[ぁ-ん]{2,5}$/).test(ahead) ||
        /[るいたなではにてくれえう]$/.test(ahead))
    )
      continue;
    done = end;
    found.push({ start: start - ahead.length, end, rule: 'trade', score: 0.6, settled: true, because: word });
  }
  return found;
}

/** Names of companies and other bodies. By itself it decides no level. */
export const organization = defineRecognizer({
  type: 'ORGANIZATION',
  source: 'Companies Act, arts. 6–7; Commercial Registration practice for names',
  cues: [...FORMS, ...TRADES],
  find,
  examples: {
    hits: [
      '株式会社北斗通信システム',
      '東海テレネット株式会社の見積',
      '有限会社みのり製麺に勤める',
      '振込先はみどり信用組合の本店',
      '(株)サンライズ警備',
      '株式会社ひだまり',
      '木村土木株式会社 34,800,000円',
    ],
    misses: ['株式会社を設立したい', '銀行で振り込む', '各銀行の窓口', '建設中の道路'],
  },
});

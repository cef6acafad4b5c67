import { defineRecognizer } from '../../src/classify/recognizer.js';
import { toldAbout } from '../circumstances/told.js';

const TERMS: readonly string[] =
  '滞納 未納 差押 差し押さえ 差押え 申告漏れ 脱税 税務調査 追徴 課税所得 課税額 税額 分割納付 分納 児童虐待 虐待 育児放棄 ネグレクト 一時保護 児童相談所 通告 DV ＤＶ 配偶者暴力 家庭内暴力 夫の暴力 暴力から逃 保護命令 シェルター 支援措置 閲覧制限 住所を知られ 捜査 事情聴取 公益通報 内部通報 内部告発 離婚調停 親権 後見開始 成年後見 養子縁組 特別養子 認知届 破産 通報者 匿名で通報'.split(
    ' ',
  );

/** What the law keeps secret about someone: tax, child protection, domestic violence, investigation, whistle-blowing. */
export const legalSecret = defineRecognizer({
  type: 'LEGAL_SECRET',
  source:
    'Local Tax Act, art. 22; Child Abuse Prevention Act, art. 7; DV Prevention Act, art. 23; Whistleblower Protection Act, art. 12',
  cues: TERMS.map((term) => term.normalize('NFKC')),
  *find(scan, hits) {
    yield* toldAbout(scan, hits, {
      base: 0.26,
      prefix:
        /(?:(?:個人事業|自動車|不動産取得|固定資産|市民|府民|住民|所得|相続|市府民|国保|国民健康保険)(?:税|料)(?:の|を|が)?(?: ?[0-9,]+円(?:が|の|を)?)?)$/,
      extend:
        /^(?:し(?:た件|ています|ている|て)|され(?:て|た)|を受けて|として扱って(?:ほしい)?|から逃げ|が[0-9]件|、?税額 ?[0-9,]+円)/,
      predicate:
        /^[^。\n]{0,8}(?:し(?:て|た|まし|ている)|られ(?:て|た|ま)|され|を(?:受け|され|して|言われ|申し立|考え|争|疑わ)|が(?:あり|あっ|ある|来|届|続|[0-9])|で(?:逃げ|悩|困|揉め|避難|離婚|す|[、。])|と(?:言われ|疑われ|いう通知|伝え)|に(?:遭|なっ|なり|保護|入|避難|行|来)|から(?:逃|避難|電話|連絡)|中|の(?:通知|ため|件で|疑い|被害)|[0-9,]+円|。|、)/,
      subject:
        /^[^。\n]{0,4}(?:の?(?:防止|対策|相談窓口|相談件数|件数|予防|制度|手続|率|啓発|講座|推進|根絶|月間|法|者数|整理|処分の流れ|一般|統計|基準|公売|公告)|防止|対応件数|とは|について|に関する(?:条例|相談|法律))/,
    });
  },
  examples: {
    hits: [
      '夫の暴力から逃げています。DVを受けて避難中です',
      '昨年度の個人事業税 84,600円が未納で困っている私',
      '孫が一時保護された',
      '私は勤務先を公益通報したい。通報したと知られたくない',
      '給料を差し押さえられて生活できない',
      '住民税を滞納していて差押の通知が来た',
    ],
    misses: [
      'DV防止法について',
      '児童虐待の相談件数は過去最多',
      '滞納整理の基準',
      '税金を滞納すると差押えを受けることがあります',
      '税額の計算方法',
      '虐待防止推進月間',
    ],
  },
});

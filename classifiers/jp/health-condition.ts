import { defineRecognizer } from '../../src/classify/recognizer.js';
import { toldAbout } from '../circumstances/told.js';

/** Illness, disability, results of check-ups, treatment; terms that stand for themselves. */
const TERMS: readonly string[] =
  '認知症 うつ病 鬱病 うつ 双極性障害 統合失調症 パニック障害 適応障害 発達障害 知的障害 精神障害 身体障害 聴覚障害 視覚障害 言語障害 内部障害 学習障害 自閉症 自閉スペクトラム ADHD アスペルガー ダウン症 脳性まひ 脳性麻痺 脳梗塞 脳出血 脳卒中 くも膜下出血 心筋梗塞 狭心症 心不全 不整脈 心臓病 心疾患 高血圧 低血圧 糖尿病 糖尿 腎不全 腎臓病 人工透析 透析 肝硬変 肝炎 肺炎 肺気腫 喘息 ぜんそく 結核 リウマチ 膠原病 パーキンソン病 てんかん 難病 指定難病 白血病 がん 癌 乳がん 胃がん 肺がん 大腸がん 抗がん剤 腫瘍 ポリープ 骨折 骨粗しょう症 ヘルニア 脊髄損傷 半身不随 半身まひ 半身麻痺 麻痺 まひ 車いす 車イス 車椅子 義足 義手 寝たきり 歩行困難 難聴 失明 全盲 弱視 白内障 緑内障 人工肛門 ストーマ ペースメーカー 在宅酸素 酸素吸入 アトピー アレルギー アナフィラキシー エピペン 花粉症 化学物質過敏症 不眠症 不眠 依存症 アルコール依存 ギャンブル依存 摂食障害 拒食症 リストカット 自殺未遂 自傷 PTSD 妊娠 妊婦 流産 死産 不妊治療 中絶 HIV エイズ 性感染症 梅毒 コロナ感染 後遺症 持病 既往症 既往歴 病歴 闘病 発症 診断書 通院 入院 手術 投薬 服薬 処方 リハビリ インスリン 精神科 心療内科 障害者手帳 障がい者手帳 身体障害者手帳 療育手帳 精神障害者保健福祉手帳 障害等級 障害支援区分 医療的ケア 食物アレルギー 腰痛 めまい 発熱 発疹 嘔吐 下痢 めまい 動悸 幻聴 幻覚 痙攣 けいれん 救急搬送 要精密検査 再検査 血糖値 健診結果 陽性 余命 末期 ステージ 転移 介助が必要 目が見えない 目が不自由 耳が聞こえない 耳が遠い 耳が不自由 足が不自由 体が不自由 病気 引きこもり ひきこもり'.split(
    ' ',
  );
/** Ends of illness names that no list holds. */
const ENDINGS = ['症', '病', '炎', '腫', '障害', '障がい', '疾患', '症候群', '不全', '中毒'];

const GENERAL = new Set([
  '通院',
  '入院',
  '手術',
  '服薬',
  '投薬',
  '処方',
  '診断書',
  '発症',
  'リハビリ',
  'エピペン',
  '救急搬送',
  '持病',
  '既往症',
  '病気',
]);
/** Units within which two terms tell of the same condition. */
const SAME_CONDITION = 24;

/**
 * Health and disability of someone in the record (要配慮個人情報: 病歴, 障害, 健診の結果, 診療・調剤).
 * An illness named in an FAQ, a notice or a statistic is none.
 */
export const healthCondition = defineRecognizer({
  type: 'HEALTH_CONDITION',
  source: 'Act on the Protection of Personal Information, art. 2(3); Cabinet Order, art. 2 items 1–3',
  cues: [...new Set([...TERMS, ...ENDINGS])],
  find(scan, hits) {
    const told = [
      ...toldAbout(scan, hits, {
        base: 0.32,
        prefix: /(?:[A-Z]型?)?[一-龠ァ-ヴー性型的]{1,10}$|[A-Z]型$/,
        extend:
          /^(?:[(（]?[0-9一二三四五六](?:級|種|度|型)|の(?:治療|手術|後遺症|疑い|診断|薬)|手帳|[(（][^()）（]{1,10}[)）])/,
        predicate:
          /^[^。\n]{0,6}(?:あり[、。\n]|の[^。、\n]{0,8}(?:受給者証|診断書|認定|医療費|治療)|で[^。、\n]{0,6}(?:休|通院|入院|倒れ|療養)|と(?:診断|言われ|医師|告知)|で(?:通院|入院|休|療養|治療|手術|亡くな|倒れ|苦しん|悩|治療|薬|寝|動け|働け|歩け|外出)|を(?:患|わずら|発症|持って|抱え|受け|飲ん|服用|繰り返|起こ|持つ|もって|し(?:て|まし|た))|に(?:なり|なっ|かか|苦し|罹|悩)|が(?:あり|ある|ござ|悪化|再発|ひど|出|見つか|残|続|必要|あっ)|の(?:ため|為|治療中|せい|手術|診断|疑い|後遺症|持病|状態|影響|[一-龠]{0,2}手帳)|(?:です|でして|だと|なもんで|なので|なんです|だから|のため|ため|があ|持ち|気味|中|療養中|治療中|通院中|入院中|申請中|[0-9]級)|を(?:申請|更新|取得|所持|お持ち))/,
        subject:
          /^(?:の?(?:予防|対策|検診|相談窓口|専門|啓発|講座|講演|学会|協会|患者会|家族会|教室|基礎知識|原因|症状とは|理解|支援事業|医療費助成制度|制度|施策|統計|患者数|方への|方へ|方は|有無)|院|棟|室|虫|害虫|者(?:支援|福祉|施策|雇用|差別|用|対応|スポーツ|団体|プラン|計画|の方|等)|児(?:支援|施設)|物|福祉課|福祉サービス|予防|対策|検診|検査のお知らせ|ワクチン|状(?!態)|例|天|上|原因|報|名|毒|媒|床|棟)/,
      }),
    ].filter(({ start, end }) => end - start > 1);
    // 人工透析で通院中 is one condition: treatment in general adds nothing beside what it is for.
    return told.filter(
      ({ start, end }) =>
        !GENERAL.has(scan.text.slice(start, end)) ||
        !told.some(
          (other) =>
            other.start !== start &&
            Math.abs(other.start - start) < SAME_CONDITION &&
            !GENERAL.has(scan.text.slice(other.start, other.end)),
        ),
    );
  },
  examples: {
    hits: [
      '私は糖尿病で通院しています',
      '母が認知症で困っている',
      '昨年うつ病と診断されました',
      '夫は人工透析を受けている',
      '娘は卵アレルギーです',
      '身体障害者手帳２級を持っている父の件',
      '潰瘍性大腸炎の治療中なので行けない',
    ],
    misses: [
      '糖尿病の予防講座を開催します',
      '認知症とは、脳の病気です。',
      '市立病院の待ち時間',
      'がん検診のお知らせ',
      'システムの障害が発生',
      '生活習慣病の患者数は前年より増加',
    ],
  },
});

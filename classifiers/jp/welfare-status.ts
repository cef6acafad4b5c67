import { defineRecognizer } from '../../src/classify/recognizer.js';
import { toldAbout } from '../circumstances/told.js';

const LEVELS = ['要介護', '要支援'].flatMap((word) => [...'12345一二三四五'].map((digit) => `${word}${digit}`));
const TERMS: readonly string[] = [
  ...LEVELS,
  ...'生活保護 生保 児童扶養手当 特別児童扶養手当 障害年金 障害者年金 障害児福祉手当 特別障害者手当 遺族年金 就学援助 母子家庭 父子家庭 母子世帯 父子世帯 ひとり親 一人親 シングルマザー シングルファザー 非課税世帯 被保護 介護認定 要介護認定 生活困窮 児童養護施設 里親 特別養護老人ホーム 老人ホーム デイサービス 訪問介護 ヘルパー 障害福祉サービス 放課後等デイ 就労支援 グループホーム 医療券 住宅扶助 生活扶助 保護費 保護を受け 保護を打ち切 保護を停止 保護を廃止 保護が打ち切 保護が廃止 ホームレス 路上生活 自己破産 生活福祉資金 緊急小口資金'.split(
    ' ',
  ),
];

/** That someone in the record receives or applied for welfare, care or benefits. */
export const welfareStatus = defineRecognizer({
  type: 'WELFARE_STATUS',
  source:
    'Public Assistance Act, Long-Term Care Insurance Act, Child Rearing Allowance Act; duty of secrecy in Local Public Service Act, art. 34',
  cues: [...new Set(TERMS)],
  *find(scan, hits) {
    yield* toldAbout(scan, hits, {
      base: 0.28,
      extend: /^(?:を(?:申請中|受給中|受給|受けて|申請)|の(?:認定|受給者|利用者)|世帯|受給者?)/,
      predicate:
        /^[^。\n]{0,4}(?:を(?:受け|受給|もら|申請し|申請中|利用して|使って|打ち切|停止|減ら|頂|いただ)|で(?:す|して|、|暮ら|育て|生活|入所)|に(?:なり|なっ|入所|入って|通|認定|いま)|の(?:認定|世帯|家庭|母|父|うち|我が家|受給者|者です|身)|と言われ|る(?:と言|って)|られ|ら(?:な|れ)|が(?:打ち切|止め|下り|減ら|もらえ|足り)|なもんで|なので|だと|中|世帯|、|。|申請中|受給(?:して|中|者です))/,
      subject:
        /^[^。\n]{0,3}(?:の?(?:制度|手続|窓口|申請方法|申請書|申請に必要|支給日|支給額|対象|要件|条件|予算|受給世帯数|世帯数|受給者数|件数|率|申込|募集|相談会|運営|整備|指定|事業|説明会|支援事業|支援セン|課|係|課長|職員|金額)|とは|について|に関する|等の(?:方|世帯)|の方)/,
    });
  },
  examples: {
    hits: [
      '生活保護を受けています',
      '父は要介護４、施設に入所',
      '児童扶養手当をもらっています',
      '母が要支援２で、デイサービスに通っている',
      'ケースワーカーに保護を打ち切ると言われた',
      'うちは母子家庭で生活が苦しい',
    ],
    misses: [
      '生活保護の制度について',
      '児童扶養手当の支給日は奇数月です',
      '要介護１から５の区分とは',
      '児童扶養手当は、ひとり親家庭の父又は母に支給されます',
      '就学援助の対象となる世帯',
      'ひとり親支援事業の予算',
    ],
  },
});

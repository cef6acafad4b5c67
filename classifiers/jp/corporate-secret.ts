import { type Candidate, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { sentenceWindow } from '../../src/text/windows.js';
import type { WordHit } from '../../src/text/word-finder.js';

/** That something is not to be known: of the sentence, its heading or its neighbours. */
const CONFIDENTIAL =
  /公表前|公表の?前|未公表|非公表|公表しない|公表し?ていない|公表されていない|公表は(?:行わ|し|まだ)|公表(?:する)?まで|発表の?前|発表まで|未発表|未公開|非公開|非開示|不開示|開示しない|公開前|公開(?:し|され)てい?ない|公開しない|部外秘|部外|社外秘|庁外|庁内限り|関係者限り|取扱注意|取扱い注意|機密|秘密|守秘|NDA|口外|他言|内密|内緒|ここだけ|オフレコ|内々|未定稿|素案|たたき台|起案前|公告の?前|公告まで|届出前|決定前|議決前|開札前|説明もまだ|まだ(?:公|発表|社内|外)|終了までの扱い|部内|内部検討|内部資料|庁内検討|伏せ|知られ(?:ると|たく)|漏らさ|漏れ(?:ると|ない)|答えない|示さず|「未定」|「協議中」|外に出さ|出さないで|出さないこと|表に出|解禁|マル秘|\(秘\)|転送禁止|持ち出し禁止/;
/** What is told: trade partners, plans, technology, tenders, deliberations. */
const MATTER =
  /取引先|取引のある|仕入先|仕入れ先|仕入れ値|仕入|納入元|納入先|納品先|卸先|得意先|顧客名|顧客は|発注元|発注先|下請|協力会社|協力企業|提携先|販売先|供給元|委託先|外注先|主力取引|メインバンク|提示額|提示単価|単価|内示|見積額|見積り?|積算|予定価格|最低制限価格|最低入札価格|上限額|入札価格|入札|応札|落札|失格|評価点|採点|得点|順位|次点|候補者|候補地|選定|内定|方針|予定(?!日|表)|見込み?|検討|交渉中|協議中|比較中|計画|諮る|意向|つもり|独自|自社|特許|製法|レシピ|組成|配合|添加剤|設計図|図面|アルゴリズム|ソースコード|学習データ|ノウハウ|加工技術|手順に特徴|工程|歩留|試作|治具|金型|融資|資金繰り|希望退職|早期退職|人員削減|リストラ|減産|増産|合併|買収|提携|上場|増資|民事再生|撤退|進出|売却|閉館|閉店|閉鎖|畳む|移転|統合|統廃合|縮小|値上げ|引き?上げ|上乗せ|減らす|終了する|終え|切り替え|委託し|再委託|更新しない|売上|原価|利益率|赤字|参加申込者|技術|方式|採用する|新工場|第[一二三四五六]工場|新製品|新商品|新店舗|新サービス|出店|発売/;
/** Stronger still: matters that firms and bodies only tell in confidence. */
const OWN_MATTER =
  /(?:当社|弊社|自社|我が社|同社)[^。\n]{0,20}(?:独自|方式|技術|製法|設計|配合|組成|ノウハウ|単価|原価|見積)|独自の(?:方式|製法|技術|添加剤|配合|手順|設計)|(?:仕入れ?先|取引先|納入元|納入先|納品先|卸先|得意先|委託先|提携先|販売先|供給元|主要顧客|発注元)(?:である|は|が|として)|(?:当社|弊社)の(?:取引先|顧客|仕入れ?先)|最低制限価格|来期(?:は|に|から)[^。\n]{0,20}(?:撤退|進出|出店|閉|値上げ|投入|発売)|新(?:製品|商品|サービス|店舗|工場)[^。\n]{0,16}(?:予定|発売|投入|計画|開発)|特許(?:を|の)?出願(?:中|予定|前|準備)|配合(?:比|率)|人員(?:削減|を[^。\n]{0,8}減ら)|民事再生|資金繰り|最低入札価格|(?:株式会社|有限会社|社)[^。\n]{0,16}(?:内示|内定|意向|購入の)|追加融資|希望退職|条例案を検討|工場を建てる|価格交渉中|審議会には|閉館して|特許は出願してい?ない/;
/** Bodies: a plan is a firm's or an office's, not a person's for the weekend. */
const BODY =
  /株式会社|有限会社|合同会社|\(株\)|㈱|当社|弊社|同社|自社|我が社|わが社|うちの会社|会社|事業者|企業|業者|社長|社内|工場|店舗|府として|府が|当課|本部|審議会|委員会|議会|部長会議|入札|契約|指定管理|仕様|提案|応募者|開札|ライン|製造|原料|卸|運賃|部門|取引|製品|商品/;
const PUBLISHED =
  /公表しました|公表しています|公表済|発表しました|お知らせします|ホームページ(?:に|で)(?:掲載|公開)|公開しています|募集します|開催します|ご覧ください|条例は.{0,10}施行|閲覧できます/;
const HEAD = 120;
/** What makes a sentence worth judging. */
const CUES: readonly string[] =
  '取引先 取引のある 仕入先 仕入れ先 仕入れ値 仕入 納入元 納入先 納品先 卸先 得意先 顧客名 顧客は 発注元 発注先 下請 協力会社 協力企業 提携先 販売先 供給元 委託先 外注先 主力取引 メインバンク 提示額 提示単価 単価 内示 見積額 見積 見積り 積算 予定価格 最低制限価格 最低入札価格 上限額 入札価格 入札 応札 落札 失格 評価点 採点 得点 順位 次点 候補者 候補地 選定 内定 方針 予定!日 予定(!日 表) 見込 見込み 検討 交渉中 協議中 比較中 計画 諮る 意向 つもり 独自 自社 特許 製法 レシピ 組成 配合 添加剤 設計図 図面 アルゴリズム ソースコード 学習データ ノウハウ 加工技術 手順に特徴 工程 歩留 試作 治具 金型 融資 資金繰り 希望退職 早期退職 人員削減 リストラ 減産 増産 合併 買収 提携 上場 増資 民事再生 撤退 進出 売却 閉館 閉店 閉鎖 畳む 移転 統合 統廃合 縮小 値上げ 引上げ 引き上げ 上乗せ 減らす 終了する 終え 切り替え 委託し 再委託 更新しない 売上 原価 利益率 赤字 参加申込者 技術 方式 採用する 新工場 新製品 新商品 新店舗 新サービス 出店 発売 公表 未発表 部外秘 社外秘 内緒 口外 秘密'.split(
    ' ',
  );

function* find({ text }: Scan, hits: readonly WordHit[]): Generator<Candidate> {
  let done = 0;
  for (const hit of hits) {
    if (hit.start < done) continue;
    const sentence = sentenceWindow(text, hit.start, hit.end, 100);
    const said = text.slice(sentence.start, sentence.end);
    done = sentence.end;
    if (PUBLISHED.test(said)) continue;
    const around = text.slice(Math.max(0, sentence.start - HEAD), Math.min(text.length, sentence.end + HEAD));
    const own = OWN_MATTER.test(said);
    const here = CONFIDENTIAL.test(said);
    const near = here || CONFIDENTIAL.test(around);
    if (!MATTER.test(said)) continue;
    if (!own && !near) continue;
    const score =
      0.12 + (own ? 0.4 : 0) + (here ? 0.35 : near ? 0.3 : 0) + (BODY.test(said) ? 0.15 : BODY.test(around) ? 0.08 : 0);
    if (score < 0.5) continue;
    const lead = /^[\s　・※>0-9１-９.)）]*/.exec(said)![0].length;
    const tail = /[\s]*$/.exec(said)![0].length;
    yield {
      start: sentence.start + lead,
      end: sentence.end - tail,
      rule: own ? 'own-matter' : 'confidential',
      score: Math.min(0.9, score),
      settled: true,
      because: text.slice(hit.start, hit.end),
    };
  }
}

/** Trade partners, plans not yet published, a firm's own technology, tenders and deliberations that are not public. */
export const corporateSecret = defineRecognizer({
  type: 'CORPORATE_SECRET',
  source: 'Information disclosure law, art. 5 items 2, 5 and 6; 別紙４ 機密性２',
  cues: CUES,
  find,
  examples: {
    hits: [
      '【公表前】当社は来春に第三工場を建てる方針です',
      '弊社の仕入先である北陸製紙が減産するため納期が遅れる',
      '参加申込者は３者、うち１者は失格見込み。開札まで答えないこと。',
      '当社独自の方式で保管しており、詳細は公開していない',
    ],
    misses: [
      '明日は病院に行く予定です',
      '府の方針を公表しました',
      '料金の値上げに反対です',
      '来年度の予定をホームページで公開しています',
      '引っ越しを検討中です',
    ],
  },
});

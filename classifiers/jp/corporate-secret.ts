import { type Candidate, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { sentenceWindow } from '../../src/text/windows.js';
import type { WordHit } from '../../src/text/word-finder.js';

/** That something is not to be known: of the sentence, its heading or its neighbours. */
const CONFIDENTIAL =
  /公表前|未公表|非公表|公表しない|公表は行わ|公表するまで|公表まで|発表前|発表まで|未発表|未公開|非公開|公開してい?な|部外秘|社外秘|庁外|関係者限り|取扱注意|取扱い注意|秘密保持|守秘|口外|内密|内々|未定稿|起案前|公告前|公告まで|届出前|説明もまだ|終了までの扱い|部内|伏せ|知られ(?:ると|たく)|漏らさ|答えない|示さず|「未定」|「協議中」|秘密と/;
/** What is told: trade partners, plans, technology, tenders, deliberations. */
const MATTER =
  /取引先|仕入先|仕入れ先|納入元|納入先|卸先|得意先|委託先|外注先|主力取引|提示額|提示単価|内示|見積額|予定価格|最低入札価格|上限額|入札価格|落札|失格見込|内定|方針|予定(?!日|表)|見込み|見込んで|検討中|交渉中|比較中|計画(?:して|で|中)|諮る|意向|独自|自社設計|自社開発|特許|製法|組成|配合|添加剤|手順に特徴|工程の|融資|希望退職|減産|増産|合併|買収|撤退|売却|閉館|移転|統合|値上げ|引き?上げ|上乗せ|減らす|終え|切り替え|委託し|再委託|更新しない|売上げ?の|原価|利益率|参加申込者|技術|方式|採用する方向|新工場|第[一二三四五六]工場|新製品|新商品|出店/;
/** Stronger still: matters that firms and bodies only tell in confidence. */
const OWN_MATTER =
  /(?:当社|弊社|自社|我が社|同社)[^。\n]{0,20}(?:独自|方式|技術|製法|設計|配合|組成|ノウハウ|単価|原価|見積)|独自の(?:方式|製法|技術|添加剤|配合|手順|設計)|(?:仕入先|取引先|納入元|卸先|得意先|委託先)(?:である|は|の)|最低入札価格|(?:株式会社|有限会社|社)[^。\n]{0,16}(?:内示|内定|意向|購入の)|追加融資|希望退職|条例案を検討|工場を建てる|価格交渉中|審議会には|閉館して|特許は出願してい?ない/;
/** Bodies: a plan is a firm's or an office's, not a person's for the weekend. */
const BODY =
  /株式会社|有限会社|合同会社|\(株\)|㈱|当社|弊社|同社|自社|我が社|事業者|企業|社長|工場|府として|当課|本部|審議会|議会|入札|契約|指定管理|仕様|提案|応募者|開札|ライン|製造|原料|卸|運賃/;
const PUBLISHED =
  /公表しました|公表しています|公表済|発表しました|お知らせします|ホームページ(?:に|で)(?:掲載|公開)|公開しています|募集します|開催します|ご覧ください|条例は.{0,10}施行|閲覧できます/;
const HEAD = 120;

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
    const score =
      0.15 + (own ? 0.4 : 0) + (here ? 0.35 : near ? 0.3 : 0) + (BODY.test(said) ? 0.15 : BODY.test(around) ? 0.08 : 0);
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
  cues: [
    ...'取引先 仕入先 仕入れ先 納入元 納入先 卸先 得意先 委託先 提示額 提示単価 内示 予定価格 最低入札価格 入札価格 上限額 失格見込 内定 方針 予定 見込 検討中 交渉中 比較中 諮る 意向 独自 自社 特許 製法 組成 配合 手順に特徴 融資 希望退職 減産 増産 合併 買収 撤退 売却 統合 値上げ 引き上げ 引上げ 上乗せ 減らす 終え 切り替え 委託し 更新しない 売上 原価 参加申込者 方式 採用する 工場'.split(
      ' ',
    ),
  ],
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

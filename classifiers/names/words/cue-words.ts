import { foldedWord } from '../../../src/text/fold.js';
import { FILLER } from '../latin/passport-lines.js';
import { HONORIFICS } from './titles.js';

const LABELS = [
  '氏名',
  '名前',
  '芳名',
  '姓名',
  '名義',
  '名義人',
  '契約者',
  '申請者',
  '申込者',
  '申込人',
  '申出者',
  '申出人',
  '届出者',
  '届出人',
  '相談者',
  '通報者',
  '依頼者',
  '被保険者',
  '世帯主',
  '代表者',
  '代理人',
  '保護者',
  '担当',
  '担当者',
  '対応者',
  '応対者',
  '受付者',
  '記録者',
  '作成者',
  '承認者',
  '受電者',
  '受信者',
  '来電者',
  '来庁者',
  '申告者',
  '申立人',
  '請求者',
  '請求人',
  '提出者',
  '同行者',
  '訪問者',
  '入居者',
  '所有者',
  '被害者',
  '加害者',
  '確認者',
  '報告者',
  '起案者',
  '決裁者',
  '主治医',
  '緊急連絡先',
  '参加者',
  '入電者',
  '架電者',
  '発信者',
  '利用者',
  '使用者',
  '患者',
  '受給者',
  '対象者',
  '連絡者',
  '送信者',
  '差出人',
  '宛名',
  '投稿者',
  'ふりがな',
  '旧姓',
  'の名',
  'フリガナ',
  '(カナ)',
  '氏名カナ',
  '児童名',
  '生徒名',
  'Name',
  'name',
  'お客様名',
  '顧客名',
  '契約者名',
  '担当者名',
];
const SAID = [
  'と申',
  'ともうし',
  'といいます',
  'と言います',
  'っていいます',
  'って言います',
  'いいます',
  '言います',
  'という者',
  'と名乗',
  'です',
  'でございます',
];
/** Behind a name in kana, whose family speaks. */
const KIN = [
  'の母',
  'の父',
  'の妻',
  'の夫',
  'の娘',
  'の息子',
  'の家内',
  'の主人',
  'の代理',
  'の祖母',
  'の祖父',
  'の孫',
  'の姉',
  'の兄',
  'の妹',
  'の弟',
];
/** 名は, 嫁は: what is told behind it is a given name where nothing else is said. */
const TOLD_OF = [
  ...['名は', '子は', '孫は', '嫁は', '夫は', '妻は', '旦那は', '主人は', '家内は', '父は', '母は', '祖父は', '祖母は'],
  ...['兄は', '弟は', '姉は', '妹は', '息子は', '娘は', '長男は', '次男は', '三男は', '長女は', '次女は', '三女は'],
  ...[
    '兄が',
    '弟が',
    '姉が',
    '妹が',
    '嫁が',
    '娘が',
    '息子が',
    '孫が',
    '祖母が',
    '祖父が',
    '母が',
    '父が',
    '下は',
    '下が',
    '下の名が',
  ],
];
/** Behind names in Latin letters: Tsukumo-san. */
const LATIN_TITLES = ['-san', '-sama', '-SAN', '-SAMA'];
const MARKS = [' ', '・', FILLER];
/** Keys of logs, forms and markup behind which somebody is named in Latin letters: user=yamane_k, <given>SEAN</given>. */
const KEYS = [
  'user',
  'owner',
  'agent',
  'caller',
  'given',
  'assignee',
  'reporter',
  'login',
  'author',
  'operator',
  'op',
  '_by',
  'ログイン名',
];

/** Words for those who are listed behind them: 受講者:泉、本、西口. */
const ROSTERS =
  '受講者 受講 出席者 出席 欠席者 欠席 参加者 当番 班 委員 役員 係 担当 メンバー シフト 早番 遅番 中番 日勤 夜勤 公休 休み 順に 側から 側は 名簿 出た人 来た人 来なかった人 休んだ人 出られる人 行ける人 来る人 署名人 立会人 補助 同行 生徒 児童 職員 スタッフ オペレーター 研修生 新人'.split(
    ' ',
  );

/** What lists places and things as well: no name in kanji ends right before it, and none is taken from what follows. */
const LISTS = ['参加', '組', '応援', '配布先', '回覧', '一覧'];

/** Words near which names stand, each once; a hit tells which by its position here. */
export const NAME_CUES: readonly string[] = [
  ...new Set([
    ...LABELS,
    ...SAID,
    ...KIN,
    ...TOLD_OF,
    ...HONORIFICS,
    ...MARKS,
    ...KEYS,
    ...LATIN_TITLES,
    ...ROSTERS,
    ...LISTS,
  ]),
];

/** What a cue is, whatever stands around it: one bit each. */
export const CUE = {
  header: 1,
  title: 2,
  maybeSays: 4,
  space: 8,
  dot: 16,
  noName: 32,
  toldOf: 64,
  key: 128,
  roster: 256,
} as const;

/** Headers of columns that hold names. */
const HEADER =
  /氏名|名前|芳名|名義|担当者?$|対応者|申請者|申込者|相談者|契約者|世帯主|フリガナ|ふりがな|患者|利用者|参加者|Name|name/;
const TITLE = /^(?:さん|さま|サン|様|氏|殿|くん|ちゃん|君|先生)$/;
const MAYBE_SAYS = /^(?:です|でございます|と$)/;
/** How cues begin before which no name in kanji ends: です, の母, the marks between two names. */
const NO_NAME = /^[での ・<-]/;

/** Keys, and labels that end them: uname=, <surname>. */
const KEY = new RegExp(`^(?:${KEYS.join('|')}|name)$`);

/** The bits of each cue. */
export const CUE_KINDS: Uint16Array = Uint16Array.from(NAME_CUES, (raw) => {
  const cue = foldedWord(raw);
  return (
    (HEADER.test(cue) ? CUE.header : 0) |
    (TITLE.test(cue) ? CUE.title : 0) |
    (MAYBE_SAYS.test(cue) ? CUE.maybeSays : 0) |
    (cue === ' ' ? CUE.space : 0) |
    (cue === '・' ? CUE.dot : 0) |
    (NO_NAME.test(cue) || ((ROSTERS.includes(raw) || LISTS.includes(raw)) && !LABELS.includes(raw)) ? CUE.noName : 0) |
    (TOLD_OF.includes(cue) ? CUE.toldOf : 0) |
    (KEY.test(cue) ? CUE.key : 0) |
    (ROSTERS.includes(raw) ? CUE.roster : 0)
  );
});

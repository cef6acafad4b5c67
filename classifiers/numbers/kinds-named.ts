import type { Scan } from '../../src/classify/scan.js';
import { PatternAt } from '../../src/text/pattern-at.js';
import type { Range } from '../../src/text/windows.js';

/** Every kind of number that may be meant, the nearest label before or behind decides. */
const KINDS: readonly (readonly [kind: string, words: string])[] = [
  ['MY_NUMBER', 'マイナ(?:ンバー)?(?:カード)?|個人番号(?:カード)?|通知カード'],
  ['RESIDENCE_CARD_NUMBER', '在留(?:カード)?|特別永住|在カ'],
  ['BASIC_PENSION_NUMBER', '年金|基年'],
  ['EMPLOYMENT_INSURANCE_NUMBER', '雇用保険|雇保|離職票|失業|職安|ハローワーク|ハロワ'],
  ['CARE_INSURANCE_NUMBER', '介護|介保|住所地特例|負担割合証|ケアマネ|ケアプラン|デイサービス|ショートステイ'],
  ['HEALTH_INSURANCE_NUMBER', '保険|国保|社保|健保|記号'],
  ['DRIVERS_LICENSE_NUMBER', '免許|めんきょ|メンキョ|運転経歴|免番'],
  ['PASSPORT_NUMBER', '旅券|パスポート|passport'],
  ['BANK_ACCOUNT', '口座|通帳|預金|貯金|普通'],
  ['RESIDENT_RECORD_CODE', '住民票|住基|住コ|コード記載欄'],
  ['VEHICLE_PLATE', 'ナンバー|車両番号|プレート|車の番号'],
  [
    'OTHER',
    '電話|TEL|携帯|着信|発信|連絡先|折り?返|内線|[A-Za-z]カード|(?:会員|診察|図書|ポイント|利用者|定期|学生|スタンプ)(?:カード)?|受付|整理|管理|製造|型番|品番|当選|追跡|伝票|車台|賞|課題|学校コード|納付|注文|予約|登録番号|暗証|工事|乗車券',
  ],
  ['CREDIT_CARD_NUMBER', 'クレジット|クレカ|カード|[Vv]isa|VISA|JCB|[Mm]aster|アメックス'],
];
const ANY_KIND = new PatternAt(new RegExp(KINDS.map(([, words]) => `(${words})`).join('|')));
/** Units before and behind digits in which words say what they are. */
export const BEFORE_DIGITS = 48;
export const BEHIND_DIGITS = 28;

/** A word that names a kind of number. */
export interface NamedKind extends Range {
  /** Information type, or `OTHER`. */
  kind: string;
}

/** The kinds of number that words name. */
export function kindsNamed(words: string): string[] {
  return namedIn(words).map(({ kind }) => kind);
}

/** The words of a text that name kinds of number, in order; ask by `once`. */
export function namedKinds({ text }: Scan): readonly NamedKind[] {
  return namedIn(text);
}

/** The words that name kinds of number, in order. */
export function namedIn(text: string): NamedKind[] {
  const named: NamedKind[] = [];
  for (let match = ANY_KIND.next(text); match; ) {
    const start = match.index;
    const end = start + match[0].length;
    named.push({ start, end, kind: KINDS[match.indexOf(match[0], 1) - 1]![0] });
    match = ANY_KIND.next(text, end);
  }
  return named;
}

/** The kind of number of which the digits from `start` to `end` are a part, as the words around it say. */
export function kindAround(
  text: string,
  start: number,
  end: number,
  before = BEFORE_DIGITS,
  behind = BEHIND_DIGITS,
): string | undefined {
  return (
    kindsNamed(text.slice(Math.max(0, start - before), start)).at(-1) ?? kindsNamed(text.slice(end, end + behind))[0]
  );
}

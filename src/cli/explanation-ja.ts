import type { Explanation } from '../classify/detector.js';
import { locatorText } from './locator-ja.js';
import { typeName } from './type-names-ja.js';

/** With the record of a file that it is of, where there is one. */
export interface PlacedExplanation extends Explanation {
  /** As `SourceRecord.locator`. */
  locator?: string;
  /** Which of the record's fields that are not empty, from 1; undefined where it has only one. */
  field?: number;
}

const OUTCOMES: Readonly<Record<Explanation['outcome'], string>> = {
  reported: '検出',
  weak: '根拠が弱いため検出としない',
  overlapped: '重なる別の検出を優先',
  allowed: '許可リストに記載',
};

const BANDS: Readonly<Record<Explanation['band'], string>> = { certain: '確実', likely: '有力', weak: '弱い' };

const CONTEXTS: Readonly<Record<Explanation['context'], string>> = {
  field: '項目名が示す',
  before: '前の語が示す',
  shared: '前の語が示すが、別の番号の語がより近い',
  after: '後の語が示す',
  column: '表の列の見出しが示す',
  listed: '同じ種類の番号に続く',
  named: '文章の離れたところにある名称が示す',
  topic: '文章の話題が示す',
  beside: '同じ記録の別の項目が示す',
  'other-label': '別の種類の語が前にある',
  none: '前後に手掛かりなし',
  settled: '形と前後の語から判断',
  unit: '直後に単位がある',
  veto: '公的機関等のもの',
  sample: '記入例',
};

const CHECKS: Readonly<Record<Explanation['check'], string | undefined>> = {
  passed: '検査数字又は番号体系に合う',
  failed: '検査数字又は番号体系に合わない',
  none: undefined,
};

export const EXPLANATION_HEADER = ['種類', '位置', '点', '確からしさ', '結果', '理由', '規則'] as const;

/** Why a place of a text scored what it did; its position but never the value. */
export function explanationRow(explained: PlacedExplanation): string[] {
  const { type, start, end, score, base, band, outcome, rule } = explained;
  const points = percent(score) === percent(base) ? percent(score) : `${percent(base)}→${percent(score)}`;
  const place = end === start + 1 ? `${end}文字目` : `${start + 1}～${end}文字目`;
  return [
    typeName(type),
    `${recordOf(explained)}${place}`,
    points,
    BANDS[band],
    OUTCOMES[outcome],
    reasonOf(explained),
    rule,
  ];
}

/** A text that is one record needs no place; cells that hold nothing are not counted. */
function recordOf({ locator, field }: PlacedExplanation): string {
  const places = [
    ...(locator === undefined || locator === 'document' ? [] : [locatorText(locator)]),
    ...(field === undefined ? [] : [`記入のある${field}番目の項目`]),
  ];
  return places.map((place) => `${place}、`).join('');
}

function reasonOf({ context, word, check }: Explanation): string {
  // Words of the lists are Japanese; the recognizers' own remarks are not and say no more than the rule's name.
  const cue = word !== undefined && /[ぁ-んァ-ヴ一-龠]/.test(word) ? `「${word}」` : '';
  const checked = CHECKS[check];
  return `${CONTEXTS[context]}${cue}${checked === undefined ? '' : `。${checked}`}`;
}

function percent(score: number): string {
  return `${Math.round(score * 100)}%`;
}

import type { Candidate } from '../../src/classify/recognizer.js';
import { PatternAt } from '../../src/text/pattern-at.js';
import { SPOKEN_DIGIT } from '../numbers/spoken-digit.js';
import { DIGIT } from './counted.js';

/** Words that end in 国 and are no town's insurance: 中国, 帰国. */
const NO_TOWN = '(?<![中韓米英仏独露外全四両自他帰入出母天王愛建開島戦諸各我本大衆邦帝異故隣三])';
/** 泉国07-11893, 堺国 12-204815, 京国・伏0307・1193826: the insurance of a town, its 記号 and the number. */
const TOWN = new PatternAt(
  new RegExp(
    `(?<![一-龠々])[一-龠]{1,3}${NO_TOWN}国(?:・[一-龠ぁ-ん]{1,2})?[ ・]?(?!0[0-9]{1,3}-[0-9]{2,4}-)[0-9]{2,4}[・-][0-9]{4,8}(?![0-9A-Za-z-]|[ ]?(?:円|年|件|番地))`,
  ),
);

/** 記号 and 番号 in one value, which begins with the name of a town's insurance. */
export function symbolsOfTown(text: string): Candidate[] {
  const found: Candidate[] = [];
  if (!text.includes('国')) return found;
  for (let match = TOWN.next(text); match; match = TOWN.next(text, match.index + match[0].length)) {
    const start = match.index;
    found.push({ start, end: start + match[0].length, rule: 'of-town', score: 0.7, settled: true, because: '国' });
  }
  return found;
}

const FIGURES = `(?:${DIGIT}{1,8}|${SPOKEN_DIGIT}{2,8})`;
/** 一〇三〇　二五五　枝ゼロゼロ, 21-1183 枝番02, ニーハチ、てん、イチイチゴー、枝がゼロイチ. */
const BRANCH = new PatternAt(
  new RegExp(
    `(?<![0-9A-Za-z〇一二三四五六七八九-])(${FIGURES})(?: ?[-・] ?|[ 、の]{1,2}(?:(?:てん|テン|ハイフン|番号(?:が|は)?)[、 ]?)?)(${FIGURES})[ 、(/]{1,2}枝(?:番号?)?(?:が|は)?[ :]?(?:[0-9〇零一二三四五六七八九]{2}|${SPOKEN_DIGIT}{2})(?![0-9〇零一二三四五六七八九])`,
  ),
);
const AROUND = 120;
/** Land, budgets and stock have branches as well. */
const INSURED = /保険|健保|国保|社保|保番|共済|組合|資格|後期|扶養|医療|病院|受診|限度額|歯医者|カード/;
const OF_OTHER = /地番|土地|登記|予算|科目|款|在庫|数量|路線|水路|伝票/;

/** 記号 and 番号 before a branch of two digits, where words of insurance are near. */
export function beforeBranch(text: string): Candidate[] {
  const found: Candidate[] = [];
  if (!text.includes('枝')) return found;
  for (let match = BRANCH.next(text); match; match = BRANCH.next(text, match.index + match[0].length)) {
    const start = match.index;
    const around = text.slice(Math.max(0, start - AROUND), start + match[0].length + AROUND);
    if (!INSURED.test(around) || OF_OTHER.test(around)) continue;
    const second = start + match[0].indexOf(match[2]!, match[1]!.length);
    const as = { rule: 'before-branch', score: 0.75, settled: true, because: '枝' } as const;
    found.push({ start, end: start + match[1]!.length, ...as });
    found.push({ start: second, end: second + match[2]!.length, ...as });
  }
  return found;
}

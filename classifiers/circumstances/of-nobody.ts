import { TRAIT } from './rule-score.js';
import type { Told } from './told-candidates.js';

/**
 * Asks what a word means or how two differ, or is the title of a work: 要支援1と要介護3では何が違うの, 「空き巣」とかいう題の小説.
 * On its own 違う says nothing: 病名が違う.
 */
const ABOUT_THE_WORD =
  /^[^。\n]{0,14}(?:の違い|の区別|(?:何|どこ)が(?:違|ちが)|どう(?:違|ちが))|^[^。\n]{0,6}(?:の意味|とは何|って何|とはど[んう]|って、?ど[んう]な|というのは何|の略)|^[^。\n]{0,14}(?:と(?:か)?いう|と)(?:題|タイトル|映画|小説|ドラマ|漫画|絵本)|^[^。\n]{0,8}を(?:描い|扱っ|撮っ|題材にし)た(?:映画|小説|ドラマ|漫画|絵本|もの|作品)/;
const READ = 28;
/** One grade beside another, of which nobody has both: 全部支給・一部支給. */
const EITHER = /^.{0,10}(?:全部支給[・、/]一部支給|一部支給[・、/]全部(?:支給|停止))/;

/** A box nobody ticked, right before a word; one box alone may be the mark of a list. */
const OPEN_BOX = /(?:[□☐] ?|[(][ \u3000]{0,2}[)] ?)$/;
const BOX = /[□☐■☑✓✔]|[(][ \u3000○◯〇レ✓]{0,2}[)]/g;
/** Where boxes stand behind their words, the one before a word is its neighbour's. */
const BOX_BEHIND = /^[^\n□☐(]{0,8}(?:[□☐■☑✓✔]|[(][ \u3000○◯〇レ✓]{0,2}[)])\s*(?:$|[\n、])/;
const BESIDE = 40;

/** Whether what is said of a term is certain to tell of nobody. Where someone close is named beside it, nothing is. */
export function tellsOfNobody(text: string, { start, end, traits }: Pick<Told, 'start' | 'end' | 'traits'>): boolean {
  if (isUnticked(text, start, end)) return true;
  if ((traits & TRAIT.here) !== 0) return false;
  const following = text.slice(end, end + READ);
  return ABOUT_THE_WORD.test(following) || EITHER.test(text.slice(start, end + READ));
}

function isUnticked(text: string, start: number, end: number): boolean {
  if (!OPEN_BOX.test(text.slice(Math.max(0, start - 5), start))) return false;
  const line = text.slice(Math.max(0, start - BESIDE), end + BESIDE);
  return (line.match(BOX)?.length ?? 0) > 1 && !BOX_BEHIND.test(text.slice(end, end + BESIDE));
}

import { TRAIT } from '../rule-score.js';
import type { Told } from './told-candidates.js';

/** Another term beside the first, と躁うつ; no predicate and no earlier state of a person: と言われ, と診断された, と前回. */
const OTHER_TERM =
  '[0-9]?と(?:(?!され|われ|なり|いい|い[うわ]|[言聞思診判]|知[らりっ]|分か|前[回の]|[今次]回|以前|[去昨]年|隣|[てた](?!ん))[^、。で\\n]){1,8}?';
/**
 * Asks how words differ: 要支援1と要介護3では何が違うの. On its own 違う says nothing: 病名が違う.
 * What stands between belongs to the question, else a person tells of it: 認知症で昼夜の区別がつかない, 要介護2と言われ、何が違うのか.
 */
const HOW_WORDS_DIFFER = new RegExp(
  `^[」』]?(?:${OTHER_TERM})?の(?:違い|区別)(?![がもはを]?つ)|^[」』]?(?:${OTHER_TERM})?(?:とは|って|では|[とはが])?(?:何が|どこが|どう)(?:違|ちが)`,
);
/** Asks what a word means, or is the title of a work: 「空き巣」とかいう題の小説. */
const ABOUT_THE_WORD =
  /^[^。\n]{0,6}(?:の意味|とは何|って何|とはど[んう]|って、?ど[んう]な|というのは何|の略(?![式取奪]))|^[^。\n]{0,14}と(?:か)?いう(?:題|タイトル|映画|小説|ドラマ|漫画|絵本)|^[^。\n]{0,8}を(?:描い|扱っ|撮っ|題材にし)た(?:映画|小説|ドラマ|漫画|絵本|もの|作品)/;
const READ = 40;
/** One grade beside another, of which nobody has both: 全部支給・一部支給; unless which of them it is follows. */
const EITHER =
  /(?:全部支給[・、/]一部支給|一部支給[・、/]全部(?:支給|停止))(?![^。\n]{0,8}(?:のうち|を受け|の通知|届))/;
const EITHER_WITHIN = 10;
const EITHER_LENGTH = 9;

/** Steps of a scale in a row are a table's: 要支援1 8,120 要支援2 9,044 要介護1. Whoever has several people's names them out of order. */
const CARE_LEVEL = /要(?:支援|介護)[1-5]/;
const SCALE =
  /要支援1[^。]{1,16}要支援2[^。]{1,16}要介護1|要介護1[^。]{1,16}要介護2[^。]{1,16}要介護3|要介護3[^。]{1,16}要介護4[^。]{1,16}要介護5/;
const SCALE_WITHIN = 44;
/** What stands beside each step there; nobody's history has it. */
const COUNTS = /[0-9],[0-9]{3}|[0-9][人件円%]|[0-9]{3}/;
/** A history: one who got better or worse, when it was decided. */
const OF_ONE = /[→⇒]|から|[一-龠]年|[RHS][0-9]|今回|前回|認定|(?<![0-9,])(?:19|20)[0-9]{2}(?![0-9])/;
/** Shows what to write: (例:父 高血圧). */
const IN_EXAMPLE = /[(](?:例えば、?|(?:例|記入例|記載例)[:、 ])[^()\n]{0,40}$/;

/** A box nobody ticked, right before a word; one box alone may be the mark of a list. */
const OPEN_BOX = /(?:[□☐] ?|[(][ \u3000]{0,2}[)] ?)$/;
const BOX = /[□☐■☑✓✔]|[(][ \u3000○◯〇レ✓]{0,2}[)]/g;
/** Where boxes stand behind their words, the one before a word is its neighbour's. */
const BOX_BEHIND = /^[^\n□☐(]{0,8}(?:[□☐■☑✓✔]|[(][ \u3000○◯〇レ✓]{0,2}[)])\s*(?:$|[\n、])/;
const BESIDE = 40;

/** Whether what is said of a term is certain to tell of nobody. Where someone close is named beside it, nothing is. */
export function tellsOfNobody(text: string, { start, end, traits }: Pick<Told, 'start' | 'end' | 'traits'>): boolean {
  if (isUnticked(text, start, end) || IN_EXAMPLE.test(text.slice(Math.max(0, start - READ - 6), start))) return true;
  if ((traits & TRAIT.here) !== 0) return false;
  const following = text.slice(end, end + READ);
  return (
    HOW_WORDS_DIFFER.test(following) ||
    ABOUT_THE_WORD.test(following) ||
    isEither(text, start, end) ||
    isOnScale(text, start, end)
  );
}

/** Before the two grades or among them: 支給 in 全部支給・一部支給. */
function isEither(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - EITHER_LENGTH + 1);
  const at = text.slice(from, end + READ).search(EITHER);
  return at >= 0 && from + at <= start + EITHER_WITHIN;
}

function isOnScale(text: string, start: number, end: number): boolean {
  if (!CARE_LEVEL.test(text.slice(start, end))) return false;
  const row = SCALE.exec(text.slice(Math.max(0, start - SCALE_WITHIN), end + SCALE_WITHIN))?.[0];
  return row !== undefined && COUNTS.test(row) && !OF_ONE.test(row);
}

function isUnticked(text: string, start: number, end: number): boolean {
  if (!OPEN_BOX.test(text.slice(Math.max(0, start - 5), start))) return false;
  const line = text.slice(Math.max(0, start - BESIDE), end + BESIDE);
  return (line.match(BOX)?.length ?? 0) > 1 && !BOX_BEHIND.test(text.slice(end, end + BESIDE));
}

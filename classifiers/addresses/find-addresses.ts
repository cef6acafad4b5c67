import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { UnitSet } from '../../src/text/unit-set.js';
import type { WordHit } from '../../src/text/word-finder.js';
import { blockAt, type ParsedAddress, parseAddress, townEnd } from './parse-address.js';
import { isMunicipality, PREFECTURES, placeNames } from './place-lexicon.js';

const LABEL_REACH = 16;
/** Before an address that someone has given as theirs. */
const LABEL =
  /(?:現住所|新住所|旧住所|ご?住所|居所|所在|転居先|転入先|引っ?越し?先|お届け先|送付先|送り先|届け先|自宅|実家|在住地|居住地|本籍地?|アドレス|Address|address|〒[0-9-]{7,8})(?:\([^)]{0,8}\))?[はが、の]?[ :=】\]」\t\n、,|]{0,4}$/;
/** After a place where someone lives. */
const LIVES =
  /^(?:に|で|の)?(?:、)?(?:住|すん|すみ|在住|居住|お住ま|おすま|暮ら|くら|引っ?越|転居|転入|移り|実家|自宅|です。)/;
const LIVES_HERE = /^(?:に|で|の)?(?:、)?(?:住|すん|在住|居住|お住ま|おすま|暮ら|引っ?越|転居|転入|実家|自宅)/;
const ADDRESS_FIELD = /住所|居所|所在地|address|street|city|addr/;
/** 長野県道407号, 国道26号, 第2区: numbers of roads and districts. */
const ROAD = /^.{0,12}(?:国道|[都道府県市]道|号線|第[0-9一二三四五六七八九十]+[区回号期次])/;
const REACH_BACK = 16;
/** Of the cues only prefectures are that long. */
const SHORTEST_PREFECTURE = Math.min(...PREFECTURES.map((name) => name.length));
const MUNICIPAL = new UnitSet(/[市区郡町村]/);
const NUMERAL = new UnitSet(/[0-9一二三四五六七八九十百]/);
const TOWN = new UnitSet(/[一-龠々ヶケノァ-ヴー\ud840-\udfff]/);
const HIRAGANA = new UnitSet(/[ぁ-ん]/);
/** Units of kana before a town's name that may belong to it. */
const KANA_BACK = 5;

/** Addresses of normalised text, each the whole expression, in order. */
export function* findAddresses(scan: Scan, hits: readonly WordHit[]): Generator<Candidate> {
  const { text } = scan;
  const inField = scan.fields.matches(ADDRESS_FIELD);
  let done = 0;
  for (const hit of hits) {
    if (hit.start < done) continue;
    const start = startOf(text, hit.start, hit.end, done);
    if (start === undefined) continue;
    const parsed = parseAddress(text, start);
    if (parsed.end < hit.end && parsed.block === 0) continue;
    const weighed = weigh(text, parsed, inField);
    if (!weighed) continue;
    done = parsed.end;
    yield { start: parsed.start, end: parsed.end, settled: true, ...weighed };
  }
}

/** Where the address that contains this cue begins; nothing before `lowest` belongs to it. */
function startOf(text: string, cueStart: number, cueEnd: number, lowest: number): number | undefined {
  if (cueEnd - cueStart >= SHORTEST_PREFECTURE) return cueStart;
  if (cueEnd - cueStart === 1 && MUNICIPAL.has(text.charCodeAt(cueStart)))
    return municipalityStart(text, cueEnd, lowest);
  return townStart(text, cueStart, lowest);
}

function municipalityStart(text: string, end: number, lowest: number): number | undefined {
  for (let length = 8; length >= 2; length--) {
    const start = end - length;
    if (start < lowest || !isMunicipality(text, start, end)) continue;
    // 東大阪市 is not 大阪市 behind something: the longest name is tried first. A name inside another word is none.
    return start;
  }
  return undefined;
}

const STRIPPED =
  /^(?:(?:現|新|旧)?住所|自宅|実家|転居先|送付先|場所|現場|所在地?|隣|近所|当方|私|今|現在|以前|昨年|先日|本日)/;

/** Before a block number with 丁目, 番地 or hyphens: back over the town's name. */
function townStart(text: string, cueStart: number, lowest: number): number | undefined {
  let number = cueStart;
  while (number > lowest && NUMERAL.has(text.charCodeAt(number - 1))) number--;
  if (number === cueStart) return undefined;
  let from = number;
  while (from > lowest && number - from < REACH_BACK && TOWN.has(text.charCodeAt(from - 1))) from--;
  for (let start = Math.max(lowest, from - KANA_BACK); start < Math.min(from, number - 1); start++)
    if (HIRAGANA.has(text.charCodeAt(start)) && coversKana(text, start, from)) return start;
  if (from === number) return undefined;
  const stripped = STRIPPED.exec(text.slice(from, number));
  if (stripped) from += stripped[0].length;
  if (from >= number) return undefined;
  return townEnd(text, from) >= number ? from : undefined;
}

/** A known place that begins at `start` and reaches to or over `until`: ひばりが丘. */
function coversKana(text: string, start: number, until: number): boolean {
  const places = placeNames();
  for (let end = start + 6; end >= until && end - start >= 2; end--) if (places.has(text, start, end)) return true;
  return false;
}

/** How surely this is someone's address. A city in passing has neither block nor cue. */
function weigh(
  text: string,
  parsed: ParsedAddress,
  inField: boolean,
): { rule: string; score: number; because: string } | undefined {
  const before = text.slice(Math.max(0, parsed.start - LABEL_REACH), parsed.start);
  const after = text.slice(parsed.end, parsed.end + 12);
  if (ROAD.test(text.slice(parsed.start, parsed.end))) return undefined;
  const labelled = inField || LABEL.test(before);
  const places = parsed.municipalities + (parsed.prefecture ? 1 : 0);
  if (parsed.block > 0) {
    if (places > 0 && (parsed.block > 1 || parsed.blockUnit || parsed.town > 0)) {
      return {
        rule: 'whole',
        score: labelled ? 0.98 : parsed.block > 1 || parsed.building ? 0.93 : 0.8,
        because: 'municipality, block',
      };
    }
    if (parsed.town < 2) return undefined;
    const strong = parsed.blockUnit || parsed.block > 2;
    if (labelled) return { rule: 'town', score: parsed.townKnown ? 0.93 : 0.75, because: 'label' };
    if (parsed.townKnown && parsed.block > 1)
      return { rule: 'town', score: strong ? 0.82 : 0.6, because: 'town, block' };
    if (parsed.townKnown && parsed.blockUnit && LIVES.test(after))
      return { rule: 'town', score: 0.8, because: 'town, lives there' };
    if (parsed.townKnown && parsed.blockUnit && parsed.building)
      return { rule: 'town', score: 0.75, because: 'town, building' };
    return parsed.townKnown && parsed.blockUnit ? { rule: 'town', score: 0.45, because: 'town' } : undefined;
  }
  if (places === 0) return undefined;
  const lives = LIVES_HERE.test(after);
  const deep = parsed.townWithin || (parsed.municipalities > 0 && parsed.town >= 2 && parsed.townKnown);
  if (deep && (labelled || lives))
    return { rule: 'no-block', score: labelled ? 0.85 : 0.75, because: labelled ? 'label' : 'lives there' };
  if (labelled && parsed.municipalities > 0) return { rule: 'no-block', score: inField ? 0.7 : 0.6, because: 'label' };
  return undefined;
}

export { blockAt };

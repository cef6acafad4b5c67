import { probabilityOf } from '../../src/classify/learned/linear-model.js';
import { readTrees, type TreeModel } from '../../src/classify/learned/tree-model.js';
import { once, type Scan } from '../../src/classify/scan.js';
import { BESIDE_FEATURES, besideFeatures } from './beside-features.js';
import { CIRCUMSTANCE_WEIGHTS, CLAUSE_WEIGHTS } from './circumstance-model.js';
import { judgedScan } from './kana/kana-scan.js';
import { inWritten } from './kana/plain-kana.js';
import { type Place, placesOf } from './places.js';
import { WORDING_WEIGHTS } from './wording.js';

export const SECOND_LOOK = 'second-look';

/** What places are judged with, beside their terms and cues. */
export const JUDGED_LEXICONS = [CIRCUMSTANCE_WEIGHTS, CLAUSE_WEIGHTS, WORDING_WEIGHTS, SECOND_LOOK] as const;

/** With a lower sum a place by itself is so unlikely that nothing beside it helps. */
const LEAST = -4.5;

/** How much of what the trees add counts: all of it gives better spans, but leaves more of what stands alone unseen. */
const SHARE = 0.7;

let trees: TreeModel | undefined;
const features = new Float64Array(BESIDE_FEATURES);

/**
 * All places of a text that may tell a circumstance, each judged beside the others: a clause rarely tells of two types,
 * and where something is told of somebody, more is. By type, those of a type in order. Found out once for all types.
 */
export function judgedPlaces(scan: Scan): readonly Place[] {
  return once(scan, judged);
}

function judged(scan: Scan): Place[] {
  trees ??= readTrees(SECOND_LOOK);
  const model = trees;
  const { scan: as, plain } = judgedScan(scan);
  const places = placesOf(as);
  seenBeside(places, as.text, features, (place) => {
    place.probability = besideOthers(place, model, features);
  });
  if (!plain) return places;
  return places.map((place) => ({ ...place, ...inWritten(plain, place), clause: inWritten(plain, place.clause) }));
}

/** How likely a place is, with its features beside others. */
export function besideOthers({ sum }: Place, model: TreeModel, features: Float64Array): number {
  return probabilityOf(sum + SHARE * model.sum(features));
}

/**
 * Calls `look` for each place worth a second look, with its features in `out`. Places of a type come in order of the
 * text.
 */
export function seenBeside(
  places: readonly Place[],
  text: string,
  out: Float64Array,
  look: (place: Place) => void,
): void {
  if (!places.some(({ sum }) => sum >= LEAST)) return;
  const inOrder = [...places].sort((one, other) => one.clause.start - other.clause.start);
  for (const [at, place] of inOrder.entries()) {
    if (place.sum < LEAST) continue;
    besideFeatures(inOrder, at, text, out);
    look(place);
  }
}

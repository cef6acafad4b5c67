import { maskedSample } from '../base/mask.js';
import type { Finding } from '../classify/finding.js';
import type { FindingSummary } from '../ports/catalog.js';

/** What an object was found to hold, by type: counts and one masked sample, never a value. */
export class FindingTally {
  #byType = new Map<string, FindingSummary>();

  /** @param text - the text that the offsets of `findings` belong to */
  add(findings: readonly Finding[], text: string): void {
    for (const { type, start, end, score, rule } of findings) {
      const percent = Math.round(score * 100);
      const known = this.#byType.get(type);
      if (!known) {
        this.#byType.set(type, {
          type,
          rule,
          count: 1,
          maxScore: percent,
          sample: maskedSample(text.slice(start, end)),
        });
        continue;
      }
      known.count += 1;
      if (percent <= known.maxScore) continue;
      known.maxScore = percent;
      known.rule = rule;
      known.sample = maskedSample(text.slice(start, end));
    }
  }

  /** In order of type id, so that the same content gives the same bytes. */
  summaries(): FindingSummary[] {
    return [...this.#byType.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
  }

  strongestRule(): string | undefined {
    let best: FindingSummary | undefined;
    for (const summary of this.summaries()) if (!best || summary.maxScore > best.maxScore) best = summary;
    return best?.rule;
  }
}

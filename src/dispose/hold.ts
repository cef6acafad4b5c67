import type { PlaceFilter } from './selection.js';

/** Keeps records from being erased, whatever their retention period: a lawsuit, a disclosure request, an inquiry. */
export interface Hold {
  holdId: string;
  /** What it covers; records that come later and meet it are covered too. */
  filter: PlaceFilter;
  /** Why, in words that go into documents; nothing personal. */
  reason: string;
  placedBy: string;
  placedAt: string;
  released: { by: string; confirmedBy: string; at: string; reason: string } | undefined;
}

import type { AccessEvent } from '../access-event.js';
import type { WatchSetting } from '../setting.js';

/** `serious`: somebody has to look at it today. */
export type Severity = 'serious' | 'notice';

/** A rule about single events. */
export interface EventRule {
  id: string;
  severity: Severity;
  /** As reports name it. */
  title: string;
  /** What the operator does about it. */
  advice: string;
  /** True when the event goes against the rule. Attempts that were denied count as a notice. */
  matches(event: AccessEvent, setting: WatchSetting): boolean;
  /** Parts of events, judged in the setting of test/watch/example-setting.ts. */
  examples: { hits: readonly Partial<AccessEvent>[]; misses: readonly Partial<AccessEvent>[] };
}

/** A rule about more than one event; something else finds it, the words stand here. */
export interface OtherRule {
  id: string;
  severity: Severity;
  title: string;
  advice: string;
}

/** A service of the provider acts for itself: lifecycle, replication, log delivery. */
export const isService = ({ principal }: AccessEvent): boolean => principal.startsWith('service:');

import type { WatchConfig } from '../../config/watch.js';
import type { WatchSettings } from '../../watch/setting.js';

/** The configuration as the watch sees it. */
export function settingsOf(config: WatchConfig): WatchSettings {
  const { businessHours, holidays, closedDays, openDays, principals, networks, thresholds, digestHours } = config;
  return {
    businessHours: { hours: businessHours, holidays, closedDays, openDays },
    principals,
    networks,
    thresholds,
    digestHours,
  };
}

import { BusinessHours, type BusinessHoursSettings } from './business-hours.js';
import { Networks } from './networks.js';
import { type KnownPrincipal, Principals } from './principals.js';

/** What the configuration says of the watch, beside its sources. */
export interface WatchSettings {
  businessHours: BusinessHoursSettings;
  principals: readonly KnownPrincipal[];
  networks: readonly string[];
  thresholds: {
    /** Readings of one principal in an hour. */
    readsPerHour: number;
    /** Times the principal's own median of hours in which it reads. */
    timesMedian: number;
    /** Fewer readings in an hour than these are never many. */
    readsAtLeast: number;
  };
  /** Hours without a digest after which the log counts as interrupted. */
  digestHours: number;
}

/** A time in which an erasure is under way; `to` is open while it is. */
export interface ErasureTime {
  from: number;
  to: number;
}

/** What rules judge an event by. */
export interface WatchSetting {
  hours: BusinessHours;
  principals: Principals;
  networks: Networks;
  erasures: readonly ErasureTime[];
}

export function watchSetting(settings: WatchSettings, erasures: readonly ErasureTime[]): WatchSetting {
  return {
    hours: new BusinessHours(settings.businessHours),
    principals: new Principals(settings.principals),
    networks: new Networks(settings.networks),
    erasures,
  };
}

/** Rules that the configuration gives nothing to judge by: said in every report, so that silence is no acquittal. */
export function rulesNotApplied({ principals, networks }: WatchSetting): string[] {
  return [
    ...(principals.known.length === 0 ? ['unknown-principal', 'beyond-permission'] : []),
    ...(networks.cidrs.length === 0 ? ['unknown-network'] : []),
    ...(principals.anyone('decrypt') ? [] : ['foreign-decrypt']),
  ];
}

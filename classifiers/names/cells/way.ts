import { isKnownPlace } from '../words/known-places.js';

/** A stop in a row of them that nobody is called: 中央公園. */
const STOP = /^(?:.{1,6}(?:公園|駅前?|[東西南北]口|空港|橋|ターミナル|バス停))$/;
/** What it costs to go there. */
const FARE_BEHIND = /^ ?(?:便[ 未]|[0-9]{1,3}0(?:円|$|[ \n]?\/))/;
const FARE = /運賃|(?<![0-9:.-])[0-9]{1,3}0(?:円|$|[ \n]?\/)/;
/** Said of a way between places that everybody knows. */
const JOURNEY = /便|片道|往復|運賃|新幹線|特急|高速バス/;
/** Said of the way to work or school. */
const COMMUTE = /通勤|通学|定期券/;
const ARROW = /[→⇔⇒]/;
const FROM_TO = /(?:^|[ 、:])([^ 、:。\n]{1,6}) ?から ?([^ 、。\n]{1,6}) ?まで/;

/** 岩田 から 平井 まで: what a traveller says. */
export function isFromTo(line: string, name: string): boolean {
  const way = FROM_TO.exec(line);
  return way !== null && (way[1] === name || way[2] === name);
}

/** 岩田→中央公園 180, 岩田 7:31 → 平井: a row of stops. */
export function isOnTheWay(before: string, name: string, behind: string): boolean {
  const line = before + name + behind;
  if (!ARROW.test(line)) return isFromTo(line, name);
  if (!/[→⇔⇒] ?$/.test(before) && !/^ ?(?:[0-9:]{4,5} ?)?[→⇔⇒]/.test(behind)) return false;
  if (FARE_BEHIND.test(behind)) return true;
  if (COMMUTE.test(line)) return true;
  if (JOURNEY.test(line) && isKnownPlace(name, 0, name.length)) return true;
  const stops = line.split(/ ?[→⇔⇒/、・,() ] ?/).filter((part) => part !== name && STOP.test(part));
  return stops.length > 1 || (stops.length === 1 && FARE.test(line));
}

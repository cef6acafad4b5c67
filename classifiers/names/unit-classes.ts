/** Class of a unit, as what learns of names sees it: what it is, not which. */
export const UNIT_CLASS = new Uint8Array(0x10000);
for (let unit = 0; unit < 0x10000; unit++) UNIT_CLASS[unit] = classOf(unit);

function classOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return 1;
  if ((unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)) return 2;
  if (unit >= 0x3041 && unit <= 0x3096) return 3;
  if (unit >= 0x30a1 && unit <= 0x30fc) return 4;
  if ((unit >= 0x4e00 && unit <= 0x9fff) || unit === 0x3005) return 5;
  if (unit === 0x0a || unit === 0x0d) return 6;
  if (unit === 0x20 || unit === 0x09) return 7;
  if (unit === 0x3001 || unit === 0x2c) return 8;
  if (unit === 0x3002 || unit === 0x21 || unit === 0x3f) return 9;
  if ('()[]「」『』【】<>'.includes(String.fromCharCode(unit))) return 10;
  if (':/|=-→・;'.includes(String.fromCharCode(unit))) return 11;
  return 12;
}

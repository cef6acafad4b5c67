/** Of one UTF-16 unit. Digits and letters of a normalised text are ASCII, whatever their width was. */
export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
export const isCapital = (unit: number): boolean => unit >= 0x41 && unit <= 0x5a;
export const isSmall = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;
export const isLatin = (unit: number): boolean => isCapital(unit) || isSmall(unit);

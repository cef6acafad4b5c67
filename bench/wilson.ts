export interface Rate {
  /** 0 when nothing was counted. */
  value: number;
  /** `0.973 (0.941–0.988)`, padded. */
  text: string;
}

const Z = 1.96;

/** A share with its Wilson score interval at 95 %. */
export function rate(hits: number, of: number): Rate {
  if (of === 0) return { value: 0, text: '–'.padEnd(21) };
  const share = hits / of;
  const spread = (Z * Math.sqrt((share * (1 - share) + (Z * Z) / (4 * of)) / of)) / (1 + (Z * Z) / of);
  const middle = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const low = Math.max(0, middle - spread);
  const high = Math.min(1, middle + spread);
  return { value: share, text: `${share.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`.padEnd(21) };
}

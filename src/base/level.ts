/** 機密性1–3 of 別紙４: 3 personal or legally secret, 2 not for publication, 1 everything else. */
export type Level = 1 | 2 | 3;

export const LEVELS: readonly Level[] = [3, 2, 1];

/** The highest of `levels`; 1 when there is none. */
export function highestLevel(levels: Iterable<Level>): Level {
  let highest: Level = 1;
  for (const level of levels) if (level > highest) highest = level;
  return highest;
}

/** As it stands in Japanese documents: 機密性３. */
export function levelName(level: Level): string {
  return `機密性${'１２３'[level - 1]}`;
}

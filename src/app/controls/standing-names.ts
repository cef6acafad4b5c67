import type { Standing } from './evidence.js';

/** In the order in which they are counted. */
export const STANDINGS: readonly (readonly [Standing, string])[] = [
  ['met', '満たす'],
  ['partly', '一部'],
  ['not-done', '未実施'],
  ['to-check', '要確認'],
];

export const standingName = (standing: Standing): string => STANDINGS.find(([id]) => id === standing)![1];

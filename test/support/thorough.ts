/**
 * Whether everything is tried instead of a sample: `npm run test:slow` asks for it. What takes tens of seconds in full
 * would keep `npm test` from being run before every commit.
 */
export const THOROUGH = process.env.KIMITSU_THOROUGH === '1';

/** All of them, or one in so many, always the same ones. */
export function sampled<T>(all: readonly T[], oneIn: number): readonly T[] {
  return THOROUGH ? all : all.filter((_, index) => index % oneIn === 0);
}

/** How often something is tried that is drawn anew each time: all of `count`, or one in five. */
export const runs = (count: number): number => (THOROUGH ? count : Math.ceil(count / 5));

/** The step of a loop over every place: 1, or `oneIn`; a step prime to 8 still meets every bit of a byte. */
export const stride = (oneIn: number): number => (THOROUGH ? 1 : oneIn);

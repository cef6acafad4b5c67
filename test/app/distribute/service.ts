import { smallService } from '../../support/small-service.js';

/** A small service with 24 objects in three systems, every second of which has something to find. */
export const FILES = Object.fromEntries(
  ['pbx', 'citizens-voice', 'inquiry-form'].flatMap((system) =>
    Array.from({ length: 8 }, (_, i) => [
      `${system}/2026/${i}.txt`,
      i % 2 === 0 ? `氏名：山田花子 電話 090-1234-567${i}` : `開庁時間のご案内 ${i}`,
    ]),
  ),
);

export const never = new AbortController().signal;

/** @param catalogue - of PostgreSQL; else a file */
export function serviceOf(catalogue?: string) {
  return smallService(FILES, (yaml) =>
    catalogue === undefined ? yaml : yaml.replace(/^catalogue: .*$/m, `catalogue: ${catalogue}`),
  );
}

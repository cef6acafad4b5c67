import type { Control } from './control.js';
import { ANNEX_1 } from './table/annex1.js';
import { ANNEX_2 } from './table/annex2.js';
import { ANNEX_3 } from './table/annex3.js';
import { ANNEX_4 } from './table/annex4.js';

/** The prefecture's security requirements by annex: what `report controls` reports on, and what docs/controls.md says. */
export const ANNEXES: readonly { title: string; titleJa: string; controls: readonly Control[] }[] = [
  { title: '別紙１ Introduction and set-up', titleJa: '別紙１　導入・構築時', controls: ANNEX_1 },
  { title: '別紙２ Operation', titleJa: '別紙２　運用・保守時', controls: ANNEX_2 },
  { title: '別紙３ Renewal and disposal', titleJa: '別紙３　更改・廃棄時', controls: ANNEX_3 },
  { title: '別紙４ Levels and systems', titleJa: '別紙４　情報管理レベル', controls: ANNEX_4 },
];

export const CONTROLS: readonly Control[] = ANNEXES.flatMap(({ controls }) => controls);

import type { Block, TableColumn } from './content.js';

/** Blocks in a word each, so that the builders read as the documents do. */

export const heading = (text: string): Block => ({ is: 'heading', text });
export const subheading = (text: string): Block => ({ is: 'subheading', text });
export const paragraph = (text: string): Block => ({ is: 'paragraph', text });
export const note = (text: string): Block => ({ is: 'note', text });
export const points = (...items: string[]): Block => ({ is: 'list', marks: 'points', items });
export const numbered = (...items: string[]): Block => ({ is: 'list', marks: 'numbers', items });
export const facts = (...rows: [string, string][]): Block => ({ is: 'facts', rows });
export const steps = (...items: { text: string; line?: string }[]): Block => ({ is: 'steps', items });

/** @param size - points of the type in the PDF */
export const table = (columns: TableColumn[], rows: string[][], size?: number): Block => ({
  is: 'table',
  columns,
  rows,
  ...(size === undefined ? {} : { size }),
});

/** A column whose cells name their row. */
export const names = (title: string, share: number): TableColumn => ({ title, share, heads: true });
export const column = (title: string, share: number, align?: TableColumn['align']): TableColumn => ({
  title,
  share,
  ...(align ? { align } : {}),
});

/** Stands in a cell that the configuration leaves open. */
export const OPEN = '要確認';

import type { Block } from './content.js';

export type Numbered = Block & { mark?: string };

/** Headings become `１` and `（１）`, counted anew below each heading. */
export function withNumbers(blocks: readonly Block[]): Numbered[] {
  let section = 0;
  let part = 0;
  return blocks.map((block) => {
    if (block.is === 'heading') {
      section += 1;
      part = 0;
      return { ...block, mark: wide(section) };
    }
    if (block.is === 'subheading') {
      part += 1;
      return { ...block, mark: `（${wide(part)}）` };
    }
    return block;
  });
}

/** Digits as headings of administrative documents have them. */
export const wide = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

import { address, frameOf } from '../official.js';
import * as pdf from '../pdf/blocks.js';
import { composePdf } from '../pdf/compose.js';
import { seals } from '../pdf/seals.js';
import { BODY, type Sheet, type TextStyle } from '../pdf/sheet.js';
import { keyValues, table } from '../pdf/table.js';
import type { AgreedDocument, Block } from './content.js';
import { headFacts, signatories, tailBlocks } from './frame.js';
import { type Numbered, wide, withNumbers } from './numbering.js';
import { heading } from './write.js';

/**
 * An agreed document as PDF/A-3b with its canonical JSON attached as `document.json`, and its attachments.
 *
 * @param files - content of each attachment by its name
 * @throws {Fault} `usage` / `documents/missing-glyph`
 */
export async function renderAgreedPdf(
  document: AgreedDocument,
  files: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Uint8Array> {
  const { content, number, version, createdAt } = document;
  const official = { title: content.title, number: `${number}（第${version}版）`, createdAt };
  const frame = frameOf(official, { name: 'document.json', label: '文書データ', data: document });
  const attached = content.attachments.map(({ name, type, title }) => ({
    name,
    type,
    relationship: 'Data' as const,
    description: title,
    bytes: files.get(name)!,
  }));
  return composePdf({ ...frame, attachments: [...frame.attachments, ...attached] }, (sheet) => {
    address(sheet, official, content.parties);
    drawBlock(sheet, headFacts(document));
    const blocks = [...content.blocks, ...tailBlocks(document), heading(signatureTitle(document))];
    withNumbers(blocks).forEach((block, index, all) => {
      const { is } = all[index + 1] ?? {};
      drawBlock(sheet, block, is === 'table' || is === 'facts' || is === 'steps');
    });
    seals(sheet, signatories(document));
    pdf.note(sheet, SIGNATURE_NOTE);
  });
}

export const signatureTitle = ({ content }: AgreedDocument): string =>
  content.nature === 'agreement' ? '承認欄' : '確認欄';

export const SIGNATURE_NOTE =
  '電磁的な承認は、本書の正本（添付の document.json）のハッシュ値への署名による。正本のハッシュ値は、各ページの下部に記載する。';

/** @param leads - a table stands below */
function drawBlock(sheet: Sheet, block: Numbered, leads = false): void {
  switch (block.is) {
    case 'heading':
      pdf.heading(sheet, `${block.mark}　${block.text}`);
      break;
    case 'subheading':
      pdf.subheading(sheet, `${block.mark}　${block.text}`);
      break;
    case 'paragraph':
      if (leads) pdf.lead(sheet, block.text);
      else pdf.paragraph(sheet, block.text);
      break;
    case 'note':
      pdf.note(sheet, block.text);
      break;
    case 'list':
      pdf.list(sheet, block.items, block.marks);
      break;
    case 'facts':
      keyValues(sheet, block.rows, { keyShare: 0.2 });
      break;
    case 'steps':
      keyValues(sheet, stepRows(sheet, block), { keyShare: 0.2 });
      break;
    case 'table':
      table(sheet, block.columns, block.rows, block.size === undefined ? {} : { size: block.size });
  }
}

const STEP: TextStyle = { ...BODY, size: 9 };

function stepRows(sheet: Sheet, { items }: Extract<Block, { is: 'steps' }>): [string, string][] {
  const fits = (line: string): boolean => sheet.lines(line, sheet.width * 0.8 - 10, STEP).length === 1;
  return items.map(({ text, line }, index) => [
    `手順${wide(index + 1)}`,
    line === undefined ? text : `${text}\n${continued(`$ ${line}`, fits)}`,
  ]);
}

/** A command line that needs several lines is continued as a shell takes it, between its options. */
function continued(line: string, fits: (line: string) => boolean): string {
  if (fits(line)) return line;
  const [first = '', ...options] = line.split(/ (?=--[a-z])/);
  const lines = [first];
  for (const option of options) {
    const longer = `${lines.at(-1)} ${option}`;
    if (fits(`${longer} \\`)) lines[lines.length - 1] = longer;
    else lines.push(`    ${option}`);
  }
  return lines.join(' \\\n');
}

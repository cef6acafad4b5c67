import { address, frameOf } from '../official.js';
import * as pdf from '../pdf/blocks.js';
import { composePdf } from '../pdf/compose.js';
import { seals } from '../pdf/seals.js';
import type { Sheet } from '../pdf/sheet.js';
import { keyValues, table } from '../pdf/table.js';
import type { AgreedDocument, Block } from './content.js';
import { headFacts, signatories, tailBlocks } from './frame.js';
import { type Numbered, withNumbers } from './numbering.js';
import { heading, note } from './write.js';

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
    const blocks = [
      ...content.blocks,
      ...tailBlocks(document),
      heading(signatureTitle(document)),
      note(SIGNATURE_NOTE),
    ];
    for (const block of withNumbers(blocks)) drawBlock(sheet, block);
    seals(sheet, signatories(document));
  });
}

export const signatureTitle = ({ content }: AgreedDocument): string =>
  content.nature === 'agreement' ? '承認欄' : '確認欄';

export const SIGNATURE_NOTE =
  '電磁的な承認は、本書の正本（添付の document.json）のハッシュ値への署名による。正本のハッシュ値は、各ページの下部に記載する。';

function drawBlock(sheet: Sheet, block: Numbered): void {
  switch (block.is) {
    case 'heading':
      return pdf.heading(sheet, `${block.mark}　${block.text}`);
    case 'subheading':
      return pdf.subheading(sheet, `${block.mark}　${block.text}`);
    case 'paragraph':
      return pdf.paragraph(sheet, block.text);
    case 'note':
      return pdf.note(sheet, block.text);
    case 'list':
      return pdf.list(sheet, block.items, block.marks);
    case 'facts':
      return keyValues(sheet, block.rows, { keyShare: 0.2 });
    case 'commands':
      return keyValues(sheet, commandRows(block), { keyShare: 0.14 });
    case 'table':
      return table(sheet, block.columns, block.rows, block.size === undefined ? {} : { size: block.size });
  }
}

function commandRows({ lines }: Extract<Block, { is: 'commands' }>): [string, string][] {
  return [['コマンド', lines.join('\n')]];
}

import { canonicalHash } from '../../base/canonical-json.js';
import { fullDate, joined } from '../wording.js';
import type { AgreedDocument, Block } from './content.js';
import { headFacts, signatories, tailBlocks } from './frame.js';
import { type Numbered, withNumbers } from './numbering.js';
import { SIGNATURE_NOTE, signatureTitle } from './render-pdf.js';
import { heading } from './write.js';

/** The same document as Markdown (GitHub's tables), for reading on a screen and for comparing versions. */
export function renderAgreedMarkdown(document: AgreedDocument): string {
  const { content, number, version, createdAt } = document;
  const { contractor, prefecture } = content.parties;
  const blocks: Block[] = [...content.blocks, ...tailBlocks(document), heading(signatureTitle(document))];
  const boxes = signatories(document);
  const lines = [
    `# ${escaped(content.title)}`,
    '',
    `文書番号　${escaped(number)}（第${version}版）　${fullDate(createdAt)}`,
    '',
    `${escaped(joined(prefecture.name, prefecture.department))}　御中`,
    '',
    `${escaped(joined(contractor.name, contractor.department))}　責任者　${escaped(contractor.responsible)}`,
    '',
    ...linesOf(headFacts(document)),
    ...withNumbers(blocks).flatMap(linesOf),
    `| ${boxes.map(({ act }) => act).join(' | ')} |`,
    `|${' --- |'.repeat(boxes.length)}`,
    `| ${boxes.map(({ who }) => cell(who.join('\n'))).join(' | ')} |`,
    `| ${boxes.map(() => '　　年　　月　　日<br>氏名　　　　　　　㊞').join(' | ')} |`,
    '',
    `※ ${SIGNATURE_NOTE}`,
    '',
    `文書データ（document.json）の SHA-256　\`${canonicalHash(document)}\``,
    '',
  ];
  return lines.join('\n');
}

function linesOf(block: Numbered): string[] {
  switch (block.is) {
    case 'heading':
      return [`## ${block.mark}　${escaped(block.text)}`, ''];
    case 'subheading':
      return [`### ${block.mark}　${escaped(block.text)}`, ''];
    case 'paragraph':
      return [escaped(block.text), ''];
    case 'note':
      return [`※ ${escaped(block.text)}`, ''];
    case 'list':
      return [
        ...block.items.map((item, index) => `${block.marks === 'points' ? '-' : `${index + 1}.`} ${escaped(item)}`),
        '',
      ];
    case 'steps':
      return block.items.flatMap(({ text, line }, index) => [
        `${index + 1}. ${escaped(text)}`,
        '',
        ...(line === undefined ? [] : ['   ```sh', `   ${line}`, '   ```', '']),
      ]);
    case 'facts':
      return ['| 項目 | 内容 |', '| --- | --- |', ...block.rows.map((row) => rowOf(row)), ''];
    case 'table':
      return [
        rowOf(block.columns.map(({ title }) => title.replaceAll('\n', ''))),
        `|${block.columns.map(({ align }) => (align === 'right' ? ' ---: |' : align === 'center' ? ' :---: |' : ' --- |')).join('')}`,
        ...block.rows.map((row) => rowOf(row)),
        '',
      ];
  }
}

const rowOf = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const cell = (text: string): string => escaped(text).replaceAll('\n', '<br>');
/** What the configuration says must not become a link, a table or HTML. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, '\\$&');

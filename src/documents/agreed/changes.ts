import type { AgreedContent, Block, Change } from './content.js';

/** What `after` says more and less than `before`, section by section: rows, items and paragraphs, each as a whole. */
export function changesBetween(before: AgreedContent, after: AgreedContent): Change[] {
  const [old, fresh] = [partsOf(before), partsOf(after)];
  const sections = [...new Set([...fresh.keys(), ...old.keys()])];
  return sections.flatMap((section) => {
    const [was, is] = [old.get(section) ?? [], fresh.get(section) ?? []];
    return [
      ...without(was, is).map((text): Change => ({ section, kind: 'removed', text })),
      ...without(is, was).map((text): Change => ({ section, kind: 'added', text })),
    ];
  });
}

/** Texts of `some` that `others` does not have, each as often as it stands there more. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1);
  return some.filter((text) => {
    const found = left.get(text) ?? 0;
    left.set(text, found - 1);
    return found <= 0;
  });
}

function partsOf({
  title,
  purpose,
  basis,
  parties,
  verifier,
  blocks,
  open,
  attachments,
}: AgreedContent): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  const add = (section: string, texts: readonly string[]): void => {
    parts.set(section, [...(parts.get(section) ?? []), ...texts]);
  };
  add('表題及び当事者', [title, purpose, ...basis, verifier, ...namesOf(parties)]);
  let section = '本文';
  let part = '';
  for (const block of blocks) {
    if (block.is === 'heading') [section, part] = [block.text, ''];
    else if (block.is === 'subheading') part = `　${block.text}`;
    else add(section + part, textsOf(block));
  }
  add(
    '要確認事項',
    open.map(({ what }) => what),
  );
  add(
    '添付',
    attachments.map(({ name, sha256 }) => `${name}（SHA-256 ${sha256}）`),
  );
  return parts;
}

const namesOf = ({ service, contractor, prefecture }: AgreedContent['parties']): string[] => [
  service.name,
  service.contract,
  contractor.name,
  contractor.department ?? '',
  contractor.responsible,
  prefecture.name,
  prefecture.department ?? '',
];

function textsOf(block: Exclude<Block, { is: 'heading' | 'subheading' }>): string[] {
  switch (block.is) {
    case 'list':
      return block.items;
    case 'steps':
      return block.items.map(({ text, line }) => (line === undefined ? text : `${text}｜${line}`));
    case 'table':
    case 'facts':
      return (block.rows as string[][]).map((row) => row.map((cell) => cell.replaceAll('\n', ' ')).join('｜'));
    default:
      return 'text' in block ? [block.text] : [];
  }
}

import { bulletList, element, factTable, formatTime, listTable, mono, section } from './elements.js';

const NATURES = { agreement: '府と合意する文書', record: '実施の記録' };
const CHANGES = { added: '追加', removed: '削除' };

/** Members of a document and of its content that stand in a table or a place of their own. */
const SHOWN = new Set('schema number version createdAt createdBy content since changes'.split(' '));
const SHOWN_OF_CONTENT = new Set(
  'schema id title nature controls basis parties verifier purpose blocks open attachments'.split(' '),
);

/** An agreed document as an officer reads it. What this page does not know is shown as it is, never left out. */
export function agreedView({ document: agreed, hash }) {
  const { content } = agreed;
  return [
    section(`３　文書の内容（${content.title}）`, facts(agreed, hash)),
    section(`要確認事項（${content.open.length}件）`, openPoints(content)),
    section('本文', ...bodyOf(content.blocks)),
    section('添付', attachments(content)),
    section('版及び変更点', changes(agreed)),
    ...rest(agreed),
  ];
}

const organisation = ({ name, department }) => (department ? `${name}　${department}` : name);

function facts({ number, version, createdAt, createdBy, content }, hash) {
  const { service, contractor, prefecture } = content.parties;
  return factTable('文書', [
    ['文書番号及び版', `${number}　第${version}版`],
    ['文書データのハッシュ値', mono(hash)],
    ['種類', NATURES[content.nature] ?? content.nature],
    ['目的', content.purpose],
    ['根拠', `${content.basis.join('、')}（要件番号　${content.controls.join('、')}）`],
    ['業務及び契約', `${service.name}（${service.contract}）`],
    ['発注者', organisation(prefecture)],
    ['受注者', `${organisation(contractor)}　${contractor.responsible ?? ''}`],
    ['作成者及び作成日時', `${createdBy}（${formatTime(createdAt)}）`],
    ['確認者', content.verifier],
  ]);
}

function openPoints({ open }) {
  if (open.length === 0) return element('p', {}, '要確認事項はありません。');
  return listTable(
    '確認が必要な事項',
    ['事項', '記入する設定又は行う操作'],
    open.map(({ what, where }) => [what, where]),
  );
}

/** Headings get their numbers here, as on paper. */
function bodyOf(blocks) {
  let [sections, parts] = [0, 0];
  return blocks.map((block) => {
    if (block.is === 'heading') {
      parts = 0;
      return element('h3', {}, `${wide(++sections)}　${block.text}`);
    }
    if (block.is === 'subheading') return element('h4', {}, `（${wide(++parts)}）　${block.text}`);
    return blockView(block);
  });
}

function blockView(block) {
  const { is, text, items, columns, rows } = block;
  if (is === 'paragraph') return element('p', {}, text);
  if (is === 'note') return element('p', { class: 'hint' }, `※　${text}`);
  if (is === 'list') return block.marks === 'points' ? bulletList(items) : numbered(items.map((item) => [item]));
  if (is === 'steps')
    return numbered(items.map(({ text: step, line }) => [step, ...(line ? [mono(`　${line}`)] : [])]));
  if (is === 'table')
    return listTable(
      '',
      columns.map(({ title }) => title.replaceAll('\n', '')),
      rows,
    );
  if (is === 'facts') return factTable('', rows);
  return element('p', {}, mono(JSON.stringify(block)));
}

const numbered = (items) => element('ol', {}, ...items.map((parts) => element('li', {}, ...parts)));

function attachments({ attachments: files }) {
  if (files.length === 0) return element('p', {}, '添付はありません。');
  return listTable(
    '添付されたファイル',
    ['ファイル名', '内容', 'SHA-256'],
    files.map(({ name, title, sha256 }) => [name, title, mono(sha256)]),
  );
}

function changes({ version, since, changes: list }) {
  if (!since) return element('p', {}, `第${version}版です。これより前の版はありません。`);
  const from = `第${since.version}版（${formatTime(since.createdAt)}作成、${since.agreed ? '承認済み' : '未承認'}）`;
  if (list.length === 0) return element('p', {}, `${from}から、本文の変更はありません。`);
  return listTable(
    `${from}からの変更`,
    ['箇所', '区分', '内容'],
    list.map(({ section: place, kind, text }) => [place, CHANGES[kind] ?? kind, text]),
  );
}

function rest(agreed) {
  const unknown = [
    ...Object.entries(agreed).filter(([name]) => !SHOWN.has(name)),
    ...Object.entries(agreed.content).filter(([name]) => !SHOWN_OF_CONTENT.has(name)),
  ];
  const rows = unknown.map(([name, value]) => [name, mono(JSON.stringify(value))]);
  return rows.length === 0 ? [] : [section('その他の項目', factTable('このページが対応していない項目', rows))];
}

/** Digits as headings of administrative documents have them. */
const wide = (value) => String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

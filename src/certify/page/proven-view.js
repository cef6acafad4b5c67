import { factTable, formatCount, mono, section } from './elements.js';

const LEVELS = { 1: '機密性１', 2: '機密性２', 3: '機密性３' };
const ITEMS = { version: '版', 'delete-marker': '削除マーカー', upload: '未完了のアップロード' };

/** What an inclusion proof shows. It names the record in clear: whoever chose the file knows it. */
export function provenView({ leaf, opening, index, count }) {
  return section(
    '包含証明で確認した記録',
    factTable('次のものは、この証明書が消去したと記載するものに含まれています。', [
      ['システム', leaf.system],
      ['記録の名前', mono(opening.object)],
      ['種類', ITEMS[leaf.item]],
      ['版の番号', mono(opening.versionId)],
      ['機密性', LEVELS[leaf.level]],
      ['容量', `${formatCount(leaf.bytes)}バイト`],
      ['消去目録での位置', `第${formatCount(index + 1)}行（全${formatCount(count)}行）`],
    ]),
  );
}

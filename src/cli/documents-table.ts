import type { DocumentList, DocumentState, ListedDocument } from '../app/documents/list.js';
import { japaneseDay } from '../base/japanese-day.js';
import type { Output } from './print.js';

const STATES: Readonly<Record<DocumentState, string>> = {
  'not-made': '未作成',
  changed: '内容が変わった',
  agreed: '承認済',
  'not-agreed': '未承認',
  current: '最新',
};

const REASONS = {
  never: '周知を受けていません',
  'older-version': '古い版の周知だけを受けています',
  'too-long-ago': '前回の周知から期限を過ぎています',
} as const;

const day = (instant: string | undefined): string => (instant === undefined ? '' : japaneseDay(new Date(instant)));

/** Where every document stands, and what is to be done about it. */
export function sayDocuments({ documents, others }: DocumentList, withPoints: boolean, output: Output): void {
  output.table(
    ['文書', '指定する名前', '版', '作成日', '状態', '承認された版', '周知', '要確認'],
    documents.map((one) => [
      one.title,
      one.id,
      one.version === undefined ? '' : `第${one.version}版`,
      day(one.createdAt),
      STATES[one.state],
      agreedText(one),
      one.toAcknowledge.length > 0
        ? `${one.acknowledged}名（未了 ${one.toAcknowledge.length}名）`
        : `${one.acknowledged}名`,
      one.open.length,
    ]),
    [7],
  );
  output.say('他のコマンドで作る文書');
  output.table(
    ['文書', '指定する名前', '最新のもの', '作成日', '作り方'],
    others.map(({ title, id, latest, command }) => [
      title,
      id,
      latest?.number ?? '未作成',
      day(latest?.createdAt),
      `kimitsu ${command}`,
    ]),
  );
  for (const { title, toAcknowledge } of documents)
    for (const { member, because } of toAcknowledge) output.say(`周知: ${member}　${title}　${REASONS[because]}。`);
  if (documents.some(({ state }) => state === 'not-made' || state === 'changed'))
    output.say('kimitsu documents render で、現在の設定及び記録による版を作ってください。');
  if (withPoints)
    for (const { title, open } of documents)
      for (const { what, where } of open) output.say(`要確認: ${title}　${what}（${where}）`);
  else if (documents.some(({ open }) => open.length > 0))
    output.say('要確認の内容は、kimitsu documents list --open で表示します。');
}

function agreedText({ agreed, nature }: ListedDocument): string {
  if (nature === 'record') return '（記録）';
  return agreed ? `第${agreed.version}版 ${day(agreed.at)}${agreed.form === 'letter' ? '（書面）' : ''}` : '';
}

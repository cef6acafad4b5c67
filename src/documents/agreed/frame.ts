import { fullTime, joined } from '../wording.js';
import type { AgreedDocument, Block } from './content.js';
import * as write from './write.js';

/** Person or office, act: 作成 and 確認 by the contractor, 承認 (of a record: 受領) by the prefecture. */
export function signatories({ content }: AgreedDocument): { act: string; who: string[] }[] {
  const { contractor, prefecture } = content.parties;
  return [
    { act: '作成', who: [contractor.name, contractor.responsible] },
    { act: '確認', who: [contractor.name, content.verifier] },
    {
      act: content.nature === 'agreement' ? '承認' : '受領',
      who: [prefecture.name, prefecture.department ?? ''].filter((part) => part !== ''),
    },
  ];
}

/** What stands at the head of every document. */
export function headFacts({ number, version, createdAt, createdBy, content }: AgreedDocument): Block {
  const { parties, basis, controls, purpose } = content;
  return write.facts(
    ['目的', purpose],
    ['業務の名称', parties.service.name],
    ['契約', parties.service.contract],
    ['根拠', `${basis.join('\n')}\n（要件番号　${controls.join('、')}）`],
    ['文書番号及び版', `${number}　第${version}版`],
    ['作成日時', fullTime(createdAt)],
    ['作成者', createdBy],
    ['受注者', joined(parties.contractor.name, parties.contractor.department)],
    ['府', joined(parties.prefecture.name, parties.prefecture.department)],
  );
}

/** What stands at its end: 要確認, attachments, what has changed, and how to check it. */
export function tailBlocks(document: AgreedDocument): Block[] {
  const { content } = document;
  return [
    write.heading('要確認事項'),
    ...openPoints(document),
    ...(content.attachments.length === 0
      ? []
      : [
          write.heading('添付'),
          write.table(
            [write.names('ファイル名', 34), write.column('内容', 30), write.column('SHA-256', 46)],
            content.attachments.map(({ name, title, sha256 }) => [name, title, sha256]),
            7.5,
          ),
        ]),
    write.heading('版及び変更点'),
    ...changes(document),
  ];
}

function openPoints({ content: { open } }: AgreedDocument): Block[] {
  if (open.length === 0) return [write.paragraph('要確認事項はない。')];
  return [
    write.paragraph(
      `設定又は記録から定まらない事項が${open.length}件ある。府と受注者が確認し、設定に記入した上で次の版を作る。`,
    ),
    write.table(
      [write.column('番号', 8, 'center'), write.names('事項', 52), write.column('記入する設定又は行う操作', 40)],
      open.map(({ what, where }, index) => [String(index + 1), what, where]),
    ),
  ];
}

const CHANGES_SHOWN = 60;

function changes({ version, since, changes: all }: AgreedDocument): Block[] {
  if (!since) return [write.paragraph(`本書は第${version}版であり、これより前の版はない。`)];
  const from = `第${since.version}版（${fullTime(since.createdAt)}作成、${since.agreed ? '承認済み' : '未承認'}）`;
  if (all.length === 0) return [write.paragraph(`本書は第${version}版である。${from}から本文の変更はない。`)];
  const rest = all.length - CHANGES_SHOWN;
  return [
    write.paragraph(`本書は第${version}版である。${from}からの変更は、次のとおりである。`),
    write.table(
      [write.names('箇所', 24), write.column('区分', 9, 'center'), write.column('内容', 67)],
      [
        ...all
          .slice(0, CHANGES_SHOWN)
          .map(({ section, kind, text }) => [section, kind === 'added' ? '追加' : '削除', text]),
        ...(rest > 0 ? [[`ほか${rest}件`, '', '添付の document.json に全件を記載']] : []),
      ],
      8,
    ),
    write.note(`変更前の版の SHA-256　${since.hash}`),
  ];
}

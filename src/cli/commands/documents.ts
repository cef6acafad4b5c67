import { acknowledge } from '../../app/documents/acknowledge.js';
import { approveDocument, type GivenAgreement } from '../../app/documents/approve.js';
import { listDocuments } from '../../app/documents/list.js';
import { documentsOf, withDocuments } from '../../app/documents/open-documents.js';
import { bundledScan, recordScan } from '../../app/documents/record-scan.js';
import { renderDocuments, type WrittenDocument } from '../../app/documents/render.js';
import { isOther, renderOther } from '../../app/documents/render-other.js';
import { withdrawAgreement } from '../../app/documents/withdraw.js';
import { Fault } from '../../base/fault.js';
import type { RegisterCommand } from '../command.js';
import { sayDocuments } from '../documents-table.js';
import { faultWording } from '../faults-ja.js';
import { boundBy, type LetterHashOptions, sayBinding, typedFromLetter, withLetterHash } from '../letter-hash.js';
import type { Output } from '../print.js';
import { confirmedBySecond, withSecondPerson } from '../second-person.js';

interface ApproveOptions extends LetterHashOptions {
  key?: string;
  jws?: string;
  letter?: string;
  number?: string;
  date?: string;
  approver?: string;
  recordedBy?: string;
  confirmedBy?: string;
  confirmAs?: string;
  confirmSecretFile?: string;
  edition?: number;
}

export const registerDocuments: RegisterCommand = (program, action) => {
  const documents = program
    .command('documents')
    .description('府と合意する文書（責任分界表、手順書等）の作成、承認及び周知');

  documents
    .command('list')
    .description('文書の版、承認、周知及び要確認の状態を一覧します')
    .option('--open', '要確認の内容も表示します')
    .action(
      action(async ({ dir, output }, { open: withPoints = false }: { open?: boolean }) =>
        withDocuments(dir, {}, async (open) => {
          const listed = await listDocuments(open, faultWording);
          sayDocuments(listed, withPoints, output);
          output.result(listed);
          return 0;
        }),
      ),
    );

  documents
    .command('render [documents...]')
    .description(
      '文書（PDF、Markdown 及び JSON）を、現在の設定及び記録から作ります。指定がなければ、合意文書の全てを作ります',
    )
    .option('--plan <id>', '終了計画書又は移行計画書の計画番号。なければ最新のもの')
    .action(
      action(async ({ dir, withWorkspace, output }, ids: string[], { as, plan }: { as?: string; plan?: string }) => {
        const own = ids.filter((id) => !isOther(id));
        const written =
          ids.length > 0 && own.length === 0
            ? []
            : as === undefined
              ? await withDocuments(dir, { lock: 'exclusive' }, (open) => renderDocuments(open, own, faultWording))
              : await withWorkspace({ lock: 'exclusive' }, (workspace) =>
                  renderDocuments(documentsOf(workspace), own, faultWording),
                );
        for (const one of written) sayWritten(one, output);
        const others = [];
        for (const id of ids.filter(isOther)) {
          const other = await withWorkspace({ lock: 'exclusive' }, (workspace) => renderOther(workspace, id, plan));
          output.say(`${other.title}: ${other.pdf}`);
          others.push({ id, ...other });
        }
        output.result({ documents: written, others });
        return 0;
      }),
    );

  documents
    .command('acknowledge <document>')
    .description('職員が文書の版を読み、理解したことを記録します')
    .requiredOption('--by <name>', '周知を受けた者（職名等でも可）')
    .option('--edition <n>', '読んだ版の番号。なければ最新の版', editionOf)
    .action(
      action(async ({ withWorkspace, output }, document: string, { by, edition }: { by: string; edition?: number }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const request = { by, ...(edition === undefined ? {} : { version: edition }) };
          const made = await acknowledge(documentsOf(workspace), document, request);
          output.say(`${made.title}（${made.number}　第${made.version}版）の周知を記録しました: ${made.by}`);
          if (made.version < made.latest) output.warn(`最新の版は、第${made.latest}版です。最新の版の周知も必要です。`);
          output.result(made);
          return 0;
        }),
      ),
    );

  const approve = documents
    .command('approve <document>')
    .description('文書の版に対する府の承認（ハッシュへの署名、又は承認書）を記録します')
    .option('--key <file>', '府の署名鍵（P-256、PEM）。この場で署名します')
    .option('--jws <file>', '署名済みの承認（JWS）を取り込みます')
    .option('--letter <file>', '承認書（書面）の写し。受注者の二人が記録します')
    .option('--number <text>', '承認書の文書番号')
    .option('--date <date>', '承認書の日付（例: 2026-12-01）')
    .option('--approver <name>', '承認書の承認者。設定の承認者の名称のとおり（氏名を添えることもできます）')
    .option('--recorded-by <name>', '承認書を記録する者（受注者）の職名等。利用者の名称が添えられます')
    .option('--confirmed-by <name>', '記録を確認する別の者（受注者）の職名等。利用者の名称が添えられます')
    .option('--edition <n>', '承認された版の番号。なければ最新の版', editionOf);
  withSecondPerson(withLetterHash(approve, '文書')).action(
    action(async ({ withWorkspace, output }, document: string, options: ApproveOptions) => {
      const given = agreementOf(options);
      return withWorkspace({ lock: 'exclusive' }, async (workspace) => {
        if ('letter' in given) {
          const tried = { command: 'documents approve', kind: 'personal', subject: null } as const;
          given.letter.people = await confirmedBySecond(workspace, tried, options, output.json);
          given.letter.typed = await typedFromLetter(options, '文書', output.json);
        }
        const agreed = await approveDocument(documentsOf(workspace), document, given, options.edition);
        const { number, version, content } = agreed.document;
        const form = agreed.letter ? 'letter' : 'signature';
        output.say(
          `${content.title}（${number}　第${version}版）について、${agreed.approver} による承認${agreed.letter ? '（書面）' : ''}を記録しました。`,
        );
        sayBinding(agreed.letter, '文書', output);
        if (content.open.length > 0) output.warn(`この版には、要確認事項が${content.open.length}件あります。`);
        const { documentHash, hash: approvalHash, approver, at } = agreed;
        output.result({
          id: content.id,
          number,
          version,
          documentHash,
          approvalHash,
          approver,
          at,
          form,
          ...boundBy(agreed.letter),
        });
        return 0;
      });
    }),
  );

  documents
    .command('withdraw <document>')
    .description('文書の版に対する府の承認を撤回します')
    .requiredOption('--reason <text>', '撤回の理由')
    .option('--edition <n>', '撤回する版の番号。なければ承認済みの最新の版', editionOf)
    .action(
      action(async ({ withWorkspace, output }, document: string, options: { reason: string; edition?: number }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { reason, edition } = options;
          const request = { reason, ...(edition === undefined ? {} : { version: edition }) };
          const withdrawn = await withdrawAgreement(documentsOf(workspace), document, request);
          output.say(`${withdrawn.title}（${withdrawn.number}　第${withdrawn.version}版）の承認を撤回しました。`);
          output.result(withdrawn);
          return 0;
        }),
      ),
    );

  documents
    .command('record-scan [file]')
    .description('脆弱性の検査の結果（JSON）を記録します。ファイルを省くと、付属の検査の結果を記録します')
    .action(
      action(async ({ withWorkspace, output }, file: string | undefined) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const scan = await recordScan(documentsOf(workspace), file ?? bundledScan());
          const { critical, high, moderate, low } = scan.counts;
          output.say(scan.known ? 'この検査の結果は、既に記録されています。' : '検査の結果を記録しました。');
          if (scan.result === 'unavailable')
            output.warn('この検査では、結果が得られていません。脆弱性の有無は不明です。');
          else output.say(`緊急 ${critical}件、重要 ${high}件、警告 ${moderate}件、注意 ${low}件`);
          output.result(scan);
          return 0;
        }),
      ),
    );
};

function sayWritten(
  { title, number, version, made, hash, since, changes, open, pdf, markdown }: WrittenDocument,
  output: Output,
): void {
  output.say(`${title}（${number}　第${version}版${made ? '。新しい版です' : ''}）`);
  output.say(`  PDF       ${pdf}`);
  output.say(`  Markdown  ${markdown}`);
  output.say(`  ハッシュ  ${hash}`);
  if (made && since)
    output.say(`  第${since.version}版（${since.agreed ? '承認済' : '未承認'}）からの変更  ${changes.length}件`);
  if (made && since)
    for (const { section, kind, text } of changes.slice(0, CHANGES_SHOWN))
      output.say(
        `    ${kind === 'added' ? '＋' : '－'} ${section}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`,
      );
  if (open > 0) output.say(`  要確認    ${open}件`);
}

const CHANGES_SHOWN = 10;

function agreementOf({ key, jws, letter, ...rest }: ApproveOptions): GivenAgreement {
  if ([key, jws, letter].filter((given) => given !== undefined).length !== 1)
    throw new Fault('usage', 'documents/one-form', 'give one of --key, --jws and --letter');
  if (key !== undefined) return { key };
  if (jws !== undefined) return { jws };
  const { number = '', date = '', approver = '', recordedBy = '', confirmedBy = '' } = rest;
  return { letter: { file: letter ?? '', number, date, approver, recordedBy, confirmedBy } };
}

function editionOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Fault('usage', 'documents/bad-edition', 'an edition is a number from 1', {}, { hint: 'e.g. --edition 2' });
}

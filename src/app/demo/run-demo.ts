import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Clock, DAY_MS, systemClock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import { readPublicKey } from '../../certify/public-key.js';
import { verifyCertificate } from '../../certify/verify.js';
import type { Config } from '../../config/schema.js';
import type { InventoryLine } from '../../ports/catalog.js';
import { verifyAudit } from '../audit.js';
import { classify } from '../classify.js';
import { createWorkspace } from '../create-workspace.js';
import { approvePlan } from '../end-of-service/approve-plan.js';
import { erasePlan } from '../end-of-service/erase-plan.js';
import { type IssuedCertificate, issueCertificate } from '../end-of-service/issue-certificate.js';
import { planDisposal } from '../end-of-service/plan-files.js';
import { enforce } from '../enforce.js';
import { type Remanence, remanenceOf } from '../remanence.js';
import { type Workspace, withWorkspace } from '../workspace.js';
import { DEMO_RECORDS, demoConfig } from './demo-config.js';
import { DemoPeople } from './demo-people.js';
import { placeDemoRecords, plantedValues } from './demo-records.js';

export interface DemoScreen {
  say(line?: string): void;
  inventory(lines: readonly InventoryLine[], config: Config): void;
}

export interface DemoResult {
  /** True only if every check below held. */
  held: boolean;
  checks: { name: string; held: boolean }[];
  dir: string;
  certificates: string[];
}

/** A clock that the demo can put forward, so that a waiting period of days passes at once. */
class DemoClock implements Clock {
  #ahead = 0;

  now(): Date {
    return new Date(systemClock.now().getTime() + this.#ahead);
  }

  advanceDays(days: number): void {
    this.#ahead += days * DAY_MS;
  }
}

/**
 * The whole life of a small service on the embedded default with the committed fixtures. Leaves certificates and the
 * verifier page in `<dir>/certificates`.
 * @throws {Fault} usage `demo/not-empty`
 */
export async function runDemo(dir: string, screen: DemoScreen, signal: AbortSignal): Promise<DemoResult> {
  const root = resolve(dir);
  await assertEmpty(root);
  const clock = new DemoClock();
  const checks: DemoResult['checks'] = [];
  const check = (name: string, held: boolean): void => {
    checks.push({ name, held });
    screen.say(`  ${held ? '✔' : '✘'} ${name}`);
  };
  const open = <T>(work: (workspace: Workspace) => Promise<T>, detector = false): Promise<T> =>
    withWorkspace(root, { detector, lock: 'exclusive', clock, actor: 'operator:demo' }, work);
  const people = new DemoPeople(root, clock);

  screen.say('kimitsu 実演 ― 架空の府と受注者による、サービスの始めから終わりまで');
  screen.say(`作業フォルダー: ${root}`);
  screen.say('※ 人物、番号及び住所は全て架空です。府の署名鍵も、この実演のために作ります。');
  screen.say();

  screen.say('１ 準備: 五つのシステムに見本の記録を置きます');
  const { yaml, prefectureKey } = demoConfig();
  const { config } = await createWorkspace(root, 'demo-centre', yaml);
  const keyFile = join(root, 'make-believe-prefecture.pem');
  await writeFile(keyFile, prefectureKey, { mode: 0o600 });
  const { damaged } = await placeDemoRecords(join(root, DEMO_RECORDS));
  screen.say(`  破損したファイルも${damaged}件含めました。`);

  screen.say('２ 分類: 別紙４に従い、機密性１～３に分類します');
  await open(async (workspace) => {
    const summary = await classify(workspace, { signal });
    const inventory = await workspace.ports.catalog.inventory();
    screen.inventory(inventory, config);
    check('全てのファイルを分類した', summary.failed === 0 && summary.done > 0);
    const toReview = inventory.reduce((sum, line) => sum + line.toReview, 0);
    check(`破損したファイルは機密性３とし、確認対象（${toReview}件）に挙げた`, toReview >= damaged);
    const again = await classify(workspace, { signal });
    check('変更のない記録は読み直さない', again.planned === 0);
  }, true);

  screen.say('３ 暗号化: 機密性に応じた方式で保護します');
  await open(async (workspace) => {
    const { summary, notClassified } = await enforce(workspace, { signal });
    screen.inventory(await workspace.ports.catalog.inventory(), config);
    check('全てのファイルを保護し、読み戻して照合した', summary.failed === 0 && notClassified === 0);
    check('2回目の実行では何も変わらない', (await enforce(workspace, { signal })).summary.planned === 0);
  });
  const exposed = await remanenceOf(join(root, DEMO_RECORDS), plantedValues(true));
  check(
    `保護した後の保管庫に、見本の氏名等が平文で残っていない（${exposed.files}ファイルを走査）`,
    exposed.found.length === 0,
  );

  screen.say('４ 特権運用者の登録、終了計画書及び府の承認');
  await people.enrol();
  const planned = await people.give('plan disposal', (workspace) => planDisposal(workspace, {}, signal), 'secret');
  screen.say(`  計画 ${planned.plan.planId}`);
  check(
    '承認のない計画では消去できない',
    await refused(
      () => people.give('erase', (workspace) => erasePlan(workspace, planned.plan, { signal })),
      'erase/not-approved',
    ),
  );
  const approval = await people.give(
    'approve',
    (workspace) => approvePlan(workspace, planned.plan.planId, keyFile),
    'secret',
  );
  check(`${approval.approver}が計画のハッシュ値に署名した`, approval.plan.planId === planned.plan.planId);

  screen.say('５ 暗号化消去: ユニット鍵の消去、全ての版の削除、読戻し');
  const erase = (workspace: Workspace) => erasePlan(workspace, planned.plan, { signal });
  for (const [what, code, give] of [
    ['本人確認のない', 'access/no-identity', () => people.give('erase', erase, 'nothing')],
    ['二要素認証のない', 'access/no-code', () => people.give('erase', erase, 'secret')],
  ] as const)
    check(`${what}消去は拒否される`, await refused(give, code));
  const erased = await people.give('erase', erase);
  check(
    `再び読取りを試みた${erased.readBack?.probed ?? 0}版は、全て読み取れない`,
    erased.phase === 'kms-keys-scheduled' && erased.readBack?.outcomes.destroyed === erased.readBack?.probed,
  );
  const issue = () =>
    people.give('certificate issue', (workspace) => issueCertificate(workspace, planned.plan.planId), 'secret');
  const interim = await issue();
  check(`暫定の廃棄証明書 ${interim.certificate.number} を発行した`, interim.certificate.stage === 'interim');

  screen.say(`６ 鍵の待機期間: 実演では時計を${config.keys.waitingDays + 1}日進めます`);
  clock.advanceDays(config.keys.waitingDays + 1);
  const completed = await people.give('erase', erase);
  check('KMS鍵の消滅を確認した', completed.phase === 'complete');
  const final = await issue();
  check(`確定の廃棄証明書 ${final.certificate.number} を発行した`, final.certificate.stage === 'final');

  screen.say('７ 検証: 府の側で、作業フォルダーを使わずに確かめます');
  for (const issued of [interim, final]) await checkCertificate(issued, check);
  const audit = await open((workspace) => verifyAudit(workspace));
  check(`監査ログ${audit.entries}件のつながりに改変がない`, audit.problemCount === 0);
  const left = await remanenceOf(root, plantedValues());
  check(
    `見本の氏名、番号、住所等は、作業フォルダーのどこにも残っていない（${summaryOf(left)}）`,
    left.found.length === 0,
  );

  const held = checks.every((one) => one.held);
  screen.say();
  screen.say(
    held ? `全ての確認に適合しました。廃棄証明書: ${join(root, 'certificates')}` : '適合しない確認があります。',
  );
  return { held, checks, dir: root, certificates: [interim.pdf, interim.jws, final.pdf, final.jws] };
}

async function checkCertificate(
  issued: IssuedCertificate,
  check: (name: string, held: boolean) => void,
): Promise<void> {
  const pin = readPublicKey(await readFile(join(issued.pdf, '..', 'issuer.pub.pem'), 'utf8'));
  const name = issued.certificate.number;
  for (const [form, file] of [
    ['PDF', issued.pdf],
    ['JWS', issued.jws],
  ] as const) {
    const bytes = await readFile(file);
    check(`${name}（${form}）は有効である`, (await verifyCertificate(bytes, { pin })).verdict === 'valid');
    let rejected = true;
    for (const share of [0.1, 0.5, 0.9]) {
      const at = Math.floor(bytes.byteLength * share);
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] as number) ^ 1;
      rejected &&= (await verifyCertificate(altered, { pin })).verdict !== 'valid';
    }
    check(`${name}（${form}）は、1バイトでも変えると無効になる`, rejected);
  }
}

async function assertEmpty(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  if ((await readdir(root)).length > 0)
    throw new Fault(
      'usage',
      'demo/not-empty',
      'the folder of the demo must be empty or new',
      {},
      {
        hint: 'name a new folder with --dir; nothing was changed',
      },
    );
}

async function refused(task: () => Promise<unknown>, code: string): Promise<boolean> {
  try {
    await task();
    return false;
  } catch (error) {
    if (error instanceof Fault && error.code === code) return true;
    throw error;
  }
}

function summaryOf({ files, forms }: Remanence): string {
  return `${files}ファイル、${forms.toLocaleString('ja-JP')}通りを走査`;
}

import { levelName } from '../base/level.js';
import type { LeftBehindReason, MigrationPlan } from '../migrate/plan.js';
import { humanBytes, type Output } from './print.js';

const LEFT_BEHIND: Readonly<Record<LeftBehindReason, string>> = {
  'noncurrent-version': '旧版',
  'deleted-record': '削除済みの記録の版',
  'delete-marker': '削除マーカー',
  'unfinished-upload': '未完了のアップロード',
  'no-content': '内容を持たないもの（リンク等）',
  unreadable: '読めないもの（どの鍵でも開けない暗号文）',
  'cryptographically-erased': '暗号化消去済みのもの（鍵を消去済みの暗号文）',
};

const PROTECTIONS: Readonly<Record<MigrationPlan['protection']['mode'], string>> = {
  none: '暗号化を解除して引き渡します（平文）',
  'raw-rsa': '移行先の RSA 公開鍵で暗号化します',
  kms: '移行先の KMS 鍵で保管時に暗号化されます',
};

/** What a migration plan covers, where it goes and what stays, before anyone agrees to it (B1-1-2). */
export function sayMigrationScope(plan: MigrationPlan, output: Output): void {
  const sum = (pick: (line: MigrationPlan['moved'][number]) => number): number =>
    plan.moved.reduce((total, line) => total + pick(line), 0);
  output.table(
    ['システム', '機密性', 'ファイル', '記録', '移行する版', '容量'],
    [
      ...plan.moved.map((line) => [
        line.systemName,
        levelName(line.level),
        line.objects,
        line.records,
        line.versions,
        humanBytes(line.bytes),
      ]),
      [
        '計',
        '',
        sum((line) => line.objects),
        sum((line) => line.records),
        sum((line) => line.versions),
        humanBytes(sum((line) => line.bytes)),
      ],
    ],
    [2, 3, 4, 5],
  );
  output.say(
    '容量は、移行元に保管されている大きさ（暗号化によるものを含む。）であり、移行データの大きさとは異なります。',
  );
  const { destination, receiver } = plan;
  output.say(`移行先  ${receiver.name}${receiver.office === undefined ? '' : `　${receiver.office}`}`);
  output.say(
    `格納先  ${destination.type === 'folder' ? destination.folder : `${destination.bucket}/${destination.prefix}（${destination.region}）`}`,
  );
  output.say(`保護    ${PROTECTIONS[plan.protection.mode]}`);
  for (const { system, reason, versions } of plan.leftBehind)
    output.say(`移行しないもの  ${system}: ${LEFT_BEHIND[reason]} ${versions.toLocaleString('ja-JP')}件`);
}

import type { MigrationRun } from '../app/migration/migrate-plan.js';
import type { PackageReading } from '../app/migration/read-again.js';
import { PROBLEMS } from './package-text.js';
import { humanBytes, type Output } from './print.js';

/** The packages of a migration, as they were verified, and what they are now where that was long ago. */
export function sayPackages({ packages, phase, readAgain }: MigrationRun, output: Output): void {
  const now = new Map(readAgain.map((reading) => [reading.name, reading]));
  for (const { name, objects, bytes, tagManifest } of packages) {
    const reading = now.get(name);
    output.say(`移行データ ${name}: ${objects.toLocaleString('ja-JP')}件、${humanBytes(bytes)}`);
    output.say(`  ハッシュ値 ${tagManifest}`);
    if (reading) sayReading(reading, output);
  }
  if (phase !== 'verified') return;
  if (readAgain.every(({ state }) => state === 'as-verified'))
    output.say('検証に合格しました。移行先の受領の署名を kimitsu migrate import-acceptance で取り込んでください。');
}

function sayReading({ state, accepted, problems, name }: PackageReading, output: Output): void {
  if (state === 'as-verified') output.say('  読み直しました。検証の時と同じ内容です。');
  else if (state === 'changed')
    output.warn(
      `警告: 移行データ ${name} は、検証の時と異なります（${problems.length > 0 ? problems.map((code) => PROBLEMS[code]).join('、') : '別の移行データです'}）。kimitsu migrate verify で内容を確認してください。`,
    );
  else if (accepted) output.say('  格納先にありません。移行先の受領が記録されています。');
  else
    output.warn(
      `警告: 移行データ ${name} が、格納先にありません。媒体を引き渡した後でなければ、媒体の接続（マウント）を確認してください。失われているときは、計画を作り直し、改めて承認を受けてください。`,
    );
}

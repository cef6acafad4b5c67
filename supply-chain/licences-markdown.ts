import type { LicenceReport } from './licences.js';

const TEXT = { present: 'あり', absent: 'なし', 'platform-package': '親パッケージに含む' } as const;
const USE = { production: '製品', development: '開発・試験' } as const;

/** B1-2-3: the report that people read. */
export function licencesMarkdown({ allowed, packages, data }: LicenceReport): string {
  const counts = (use: keyof typeof USE) => packages.filter((one) => one.use === use).length;
  const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[
    '# 第三者ソフトウェアのライセンス一覧',
    '',
    '`npm run supply-chain` が package-lock.json 及び同梱データから作成する。手で編集しない。',
    `製品に含まれるパッケージ ${counts('production')}件、開発及び試験にのみ使用するパッケージ ${counts('development')}件、同梱データ ${data.length}件。`,
    '許可一覧にないライセンス又は不明なライセンスが一つでもあれば、作成及び検査は失敗する。',
    'ライセンス文は `notices.txt` にまとめている。',
    '',
    '## 許可するライセンス',
    '',
    row('SPDX', '対象', '理由'),
    row('---', '---', '---'),
    ...allowed.map((one) => row(one.id, one.for === 'all' ? '全て' : '開発・試験のみ', one.why)),
    '',
    '## 同梱データ',
    '',
    row('名称', '版', 'ライセンス', '権利者', '用途', 'ライセンス文'),
    row('---', '---', '---', '---', '---', '---'),
    ...data.map((one) => row(one.name, one.version, one.licence, one.holder, one.use, `\`${one.notice}\``)),
    '',
    '## パッケージ',
    '',
    row('名称', '版', '用途', 'ライセンス', 'ライセンス文'),
    row('---', '---', '---', '---', '---'),
    ...packages.map((one) => row(one.name, one.version, USE[one.use], one.licence, TEXT[one.text])),
  ].join('\n')}\n`;
}

import type { ErasureRecord } from '../../../dispose/erasure.js';
import type { InventoryLine, ObjectState } from '../../../ports/catalog.js';
import { type Evidence, type EvidenceSource, type Sighting, sighting, type Words } from '../evidence.js';
import { KEPT, type KeptForReason, keptForReason } from '../kept-records.js';

const ENDED: readonly ObjectState[] = ['erased', 'migrated', 'exception'];

/** B4, B3-2-1: what the catalogue counts: levels and protection while records are kept, and where each has ended. */
export const records: EvidenceSource = {
  id: 'records',
  controls: ['B4', 'B3-2-1'],
  async look(room) {
    const { catalog, clock } = room;
    const lines = await catalog.inventory();
    const at = clock.now().toISOString();
    const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
    const unfinished = erasures.filter(({ phase }) => phase !== 'complete' && phase !== 'cancelled');
    return [levels(lines, at), ends(lines, await keptForReason(room), unfinished, at)];
  },
};

function levels(lines: readonly InventoryLine[], at: string): Sighting {
  const kept = lines.filter(({ state }) => KEPT.includes(state) || state === 'migrated');
  const objects = sum(kept);
  const [unclassified, unprotected] = [sum(kept, 'found'), sum(kept, 'classified')];
  const toReview = kept.reduce((total, line) => total + line.toReview, 0);
  if (lines.length === 0)
    return sighting(
      'B4',
      [],
      [['nothing was listed yet: kimitsu classify', '記録が把握されていません。kimitsu classify を実行してください']],
    );
  const byLevel = [3, 2, 1].map((level) => sum(kept.filter((line) => line.level === level)));
  const evidence: Evidence = {
    at,
    words: [
      `${objects} objects kept: ${byLevel.join(', ')} of level 3, 2, 1; ${unprotected} not protected yet`,
      `保管中${ja(objects)}件（機密性３ ${ja(byLevel[0]!)}件、機密性２ ${ja(byLevel[1]!)}件、機密性１ ${ja(byLevel[2]!)}件）`,
    ],
  };
  return sighting(
    'B4',
    [evidence],
    [
      ...open(unclassified, 'not classified', '未分類のファイル', 'kimitsu classify'),
      ...open(unprotected, 'not protected', '保護前のファイル', 'kimitsu enforce'),
      ...open(toReview, 'to be reviewed', '確認待ちのファイル', 'kimitsu review list'),
    ],
  );
}

function ends(
  lines: readonly InventoryLine[],
  { held, excepted }: KeptForReason,
  unfinished: readonly ErasureRecord[],
  at: string,
): Sighting {
  const kept = sum(lines.filter(({ state }) => KEPT.includes(state)));
  const ended = sum(lines.filter(({ state }) => ENDED.includes(state)));
  const gone = sum(lines, 'gone');
  const count = (state: ObjectState): string => ja(sum(lines, state));
  const reasons: Words[] = [
    ...(held > 0 ? [[`${held} on hold`, `保全中${ja(held)}件`] as const] : []),
    ...(excepted > 0
      ? [[`${excepted} named by a plan as staying`, `終了計画書に例外として記載したもの${ja(excepted)}件`] as const]
      : []),
  ];
  const why = (language: 0 | 1, [before, between, after]: [string, string, string]): string =>
    reasons.length === 0 ? '' : `${before}${reasons.map((words) => words[language]).join(between)}${after}`;
  const evidence: Evidence = {
    at,
    words: [
      `${sum(lines, 'erased')} erased, ${sum(lines, 'migrated')} migrated, ${sum(lines, 'exception')} excepted, ${gone} vanished, ${kept} kept${why(0, [' (', ', ', ')'])}`,
      `消去済${count('erased')}件、移行済${count('migrated')}件、例外${count('exception')}件、所在不明${ja(gone)}件、保管中${ja(kept)}件${why(1, ['（うち', '、', '）'])}`,
    ],
  };
  const missing: Words[] = [
    ...open(kept - excepted, 'kept', '移行も消去もされていないファイル', 'kimitsu plan'),
    ...open(
      sum(lines, 'migrated'),
      'handed over and kept here',
      '移行し、移行元に残っているファイル',
      'kimitsu plan disposal',
    ),
    ...open(gone, 'vanished without kimitsu', '所在不明のファイル', 'kimitsu report'),
  ];
  for (const { planId, phase } of unfinished)
    missing.push([
      `the erasure of ${planId} is in phase ${phase}`,
      `計画 ${planId} の消去が完了していません（kimitsu erase）`,
    ]);
  if (lines.length === 0) missing.push(['nothing was listed yet', '記録が把握されていません']);
  return sighting('B3-2-1', lines.length === 0 ? [] : [evidence], missing, ended > 0);
}

const open = (count: number, english: string, japanese: string, command: string): Words[] =>
  count === 0
    ? []
    : [[`${count} object(s) ${english}: ${command}`, `${japanese}が${ja(count)}件あります（${command}）`]];

const sum = (lines: readonly InventoryLine[], state?: ObjectState): number =>
  lines.reduce((total, line) => total + (state === undefined || line.state === state ? line.objects : 0), 0);

const ja = (value: number): string => value.toLocaleString('ja-JP');

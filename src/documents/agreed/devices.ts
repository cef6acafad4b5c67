import { count, eraDate } from '../wording.js';
import type { Block, OpenPoint } from './content.js';
import type { Definition, Sources } from './definition.js';
import { CLOUD, METHODS, PRINCIPLES, PURPOSE, STEPS } from './devices-texts.js';
import type { Installation } from './installation.js';
import { column, heading, names, note, numbered, OPEN, paragraph, table } from './write.js';

/** 装置等廃棄方針 (B3-2-4). */
export const devices: Definition = {
  id: 'devices',
  title: '装置等廃棄方針',
  nature: 'agreement',
  code: 'B3-2-4',
  controls: ['B3-2-4'],
  basis: [
    '別紙３ ２（４）（装置等の処分及び廃棄の方針及び手順。第三者による監査報告書、認証等をもって代えることができる。）',
  ],
  build: ({ installation, attested }) => ({
    purpose: PURPOSE,
    blocks: blocks(installation, attested),
    open: open(installation, attested),
    attachments: installation.settings.devices.attestations.flatMap(({ file, title }) => {
      const name = nameOf(file);
      const sha256 = attested.get(name);
      return sha256 === undefined ? [] : [{ name, type: typeOf(name), sha256, title }];
    }),
  }),
};

const nameOf = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;
const typeOf = (name: string): string =>
  /\.pdf$/i.test(name)
    ? 'application/pdf'
    : /\.png$/i.test(name)
      ? 'image/png'
      : /\.jpe?g$/i.test(name)
        ? 'image/jpeg'
        : 'application/octet-stream';

function blocks(installation: Installation, attested: Sources['attested']): Block[] {
  const { settings, storage, keys } = installation;
  const { items, attestations } = settings.devices;
  const cloud = storage.kind === 's3' || keys.kind === 'kms';
  return [
    heading('原則'),
    numbered(...PRINCIPLES),
    heading('対象とする装置及び媒体'),
    ...(items.length === 0
      ? [
          paragraph(
            '装置及び媒体は、まだ登録されていない（要確認）。登録するまでは、記録、鍵、目録又はバックアップを置いた全ての装置及び媒体を対象とする。',
          ),
        ]
      : [
          table(
            [
              names('装置', 24),
              column('所在', 22),
              column('媒体', 28),
              column('数量', 8, 'right'),
              column('処分の方法', 20),
            ],
            items.map(({ name, place, media, quantity, disposal }) => [
              name,
              place,
              media,
              count(quantity),
              METHODS[disposal].name,
            ]),
          ),
        ]),
    heading('処分の方法'),
    table(
      [names('方法', 17), column('適する媒体', 24), column('行うこと及び確認', 38), column('証拠', 24)],
      Object.values(METHODS).map(({ name, suited, how, evidence }) => [name, suited, how, evidence]),
      8.5,
    ),
    heading('手順'),
    numbered(...STEPS),
    heading('外部サービスの基盤'),
    paragraph(
      cloud
        ? CLOUD
        : '現在の設定では、記録及び鍵を外部サービスに置かない。外部サービスを利用することとなったときは、提供者の第三者による監査報告書、認証等を本書に添付する。',
    ),
    heading('第三者による監査報告書、認証等'),
    ...(attestations.length === 0
      ? [paragraph('添付する監査報告書、認証等はない。')]
      : [
          table(
            [
              names('名称', 26),
              column('発行者', 20),
              column('発行日', 15, 'center'),
              column('有効期限', 15, 'center'),
              column('ファイル名', 24),
            ],
            attestations.map(({ file, title, issuer, date, until }) => [
              title,
              issuer,
              eraDate(`${date}T00:00:00+09:00`),
              until === undefined ? '定めなし' : eraDate(`${until}T00:00:00+09:00`),
              attested.has(nameOf(file)) ? nameOf(file) : `${nameOf(file)}\n（${OPEN}）`,
            ]),
          ),
          note('ファイルは本書の PDF に添付し、その SHA-256 を「添付」に記載する。'),
        ]),
  ];
}

function open({ settings, storage, keys }: Installation, attested: Sources['attested']): OpenPoint[] {
  const { items, attestations } = settings.devices;
  const result: OpenPoint[] = [];
  if (items.length === 0)
    result.push({ what: '受注者の装置及び媒体が登録されていない。', where: 'documents.devices.items' });
  const flash = items.filter(
    ({ media, disposal }) => disposal === 'overwrite' && /SSD|フラッシュ|USB|NVMe/i.test(media),
  );
  for (const { name } of flash)
    result.push({
      what: `${name}の媒体はフラッシュメモリーと認められ、上書きによる消去に適さない。`,
      where: 'documents.devices.items の disposal',
    });
  if ((storage.kind === 's3' || keys.kind === 'kms') && attestations.length === 0)
    result.push({
      what: '外部サービスの提供者の監査報告書、認証等が添付されていない。',
      where: 'documents.devices.attestations',
    });
  for (const { file } of attestations)
    if (!attested.has(nameOf(file)))
      result.push({
        what: `${nameOf(file)}を読み取れない（20 MB を超えるものは添付できない。）。`,
        where: 'documents.devices.attestations の file',
      });
  return result;
}

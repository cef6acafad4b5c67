import { EVENTS, EVIDENCE, ORGANISATIONS, PURPOSE, REPORTED, UNREACHABLE, UPKEEP } from './contacts-texts.js';
import type { Block, OpenPoint } from './content.js';
import type { Definition } from './definition.js';
import type { Installation } from './installation.js';
import type { ContactPerson } from './settings.js';
import { column, heading, names, note, numbered, OPEN, paragraph, points, table } from './write.js';

/** 連絡体制表 (B2-1-3). */
export const contacts: Definition = {
  id: 'contacts',
  title: '連絡体制表',
  nature: 'agreement',
  code: 'B2-1-3',
  controls: ['B2-1-3'],
  basis: ['別紙２ １（３）（インシデント発生時の連絡体制の構築及び共有）'],
  madeKnown: true,
  build: ({ installation }) => ({ purpose: PURPOSE, blocks: blocks(installation), open: open(installation) }),
};

const inOrder = (people: readonly ContactPerson[]): ContactPerson[] =>
  people
    .map((person, index) => ({ person, index }))
    .sort((a, b) => a.person.order - b.person.order || a.index - b.index)
    .map(({ person }) => person);

function blocks(installation: Installation): Block[] {
  const { settings, alertContacts } = installation;
  const people = inOrder(settings.contacts);
  return [
    heading('連絡の順序及び連絡先'),
    ...(people.length === 0
      ? [paragraph('連絡先は、まだ設定されていない（要確認）。')]
      : [
          table(
            [
              column('順位', 8, 'center'),
              column('区分', 12, 'center'),
              names('職名又は担当', 24),
              column('電話番号及び電子メール', 32),
              column('連絡可能な時間', 18),
              column('検知から\n連絡まで', 14, 'center'),
            ],
            people.map(({ order, organisation, role, name, phone, mail, hours, withinMinutes }) => [
              String(order),
              ORGANISATIONS[organisation],
              name === undefined ? role : `${role}\n${name}`,
              [phone, mail].filter((way) => way !== undefined).join('\n'),
              hours ?? OPEN,
              withinMinutes === undefined ? OPEN : within(withinMinutes),
            ]),
          ),
          note('順位の小さい者から連絡する。順位の同じ者には、同時に連絡する。'),
        ]),
    heading('インシデントの段階及び時間'),
    stages(installation),
    heading('自動の通知'),
    ...alerts(alertContacts),
    heading('報告する事項'),
    points(...REPORTED),
    heading('証拠の保全'),
    numbered(...EVIDENCE),
    heading('連絡が取れないとき'),
    points(...UNREACHABLE),
    heading('本表の維持'),
    points(...UPKEEP),
  ];
}

/** `90分` or `2時間` */
const within = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60}時間以内` : `${minutes}分以内`);

function stages({ settings: { incidents } }: Installation): Block {
  const { firstReportMinutes, updateHours, finalReportDays } = incidents;
  return table(
    [names('段階', 14), column('行うこと', 44), column('行う者', 20), column('時間', 22)],
    [
      ['検知', '自動の通知、日報、職員又は府民からの申出により知る。検知の日時を記録する。', '検知した者', '検知の時'],
      [
        '第一報',
        '判明している事実だけを府に連絡する。原因の判明を待たない。',
        '受注者の責任者',
        firstReportMinutes === undefined ? `${OPEN}（検知の後、直ちに）` : `検知から${within(firstReportMinutes)}`,
      ],
      [
        '封じ込め',
        '鍵の無効化、アカウントの停止、通信の遮断等により被害の拡大を防ぐ。証拠を損なわない。',
        '受注者',
        '第一報と並行して',
      ],
      [
        '経過の報告',
        '事実、措置及び見込みを府に報告し、指示を受ける。',
        '受注者の責任者',
        updateHours === undefined
          ? `${OPEN}（状況が変わる都度）`
          : `収束まで${updateHours}時間ごと及び状況が変わる都度`,
      ],
      [
        '原因の調査',
        'デジタル証拠を保全し、原因及び影響の範囲を特定する。',
        '受注者（府の指示による。）',
        '封じ込めの後、速やかに',
      ],
      [
        '本人等への対応',
        '本人への通知、公表及び関係機関への報告の要否を決定し、実施する。',
        '府（受注者が補助する。）',
        '法令の定める期限内',
      ],
      ['復旧', '原因を除いたことを府と確認した上で、業務を再開する。', '受注者', '府の了解の後'],
      [
        '最終報告',
        '原因、影響、措置及び再発防止策を文書で報告する。',
        '受注者の責任者',
        finalReportDays === undefined ? OPEN : `収束から${finalReportDays}日以内`,
      ],
    ],
    8.5,
  );
}

function alerts(alertContacts: Installation['alertContacts']): Block[] {
  const told = (event: string): string =>
    alertContacts
      .filter(({ events }) => events === undefined || events.includes(event))
      .map(({ name }) => name)
      .join('\n');
  return [
    paragraph(
      alertContacts.length === 0
        ? '自動の通知の送信先は、まだ設定されていない（要確認）。設定したときは、次の事象が通知される。'
        : '本ソフトウェアは、次の事象を、直ちに、定められた送信先に通知する。通知は個人の値及びファイル名を含まない。届かなかった通知は保存し、届くまで1時間ごとに再送する。',
    ),
    table(
      [
        names('事象', 25),
        column('意味', 28),
        column('程度', 9, 'center'),
        column('送信先', 18),
        column('受けた者が行うこと', 34),
      ],
      Object.entries(EVENTS).map(([event, { name, meaning, gravity, action }]) => [
        `${name}\n${event}`,
        meaning,
        gravity,
        told(event) || OPEN,
        action,
      ]),
      8,
    ),
    ...(alertContacts.length === 0
      ? []
      : [
          table(
            [names('送信先', 26), column('方法', 16, 'center'), column('宛先', 40)],
            alertContacts.map(({ name, way, to }) => [name, way === 'mail' ? '電子メール' : 'Webhook', to.join('\n')]),
          ),
        ]),
  ];
}

function open({ settings, alertContacts }: Installation): OpenPoint[] {
  const { contacts: people, incidents } = settings;
  const result: OpenPoint[] = [];
  const where = 'documents.contacts';
  for (const organisation of ['contractor', 'prefecture'] as const)
    if (!people.some((person) => person.organisation === organisation))
      result.push({ what: `${ORGANISATIONS[organisation]}の連絡先が定められていない。`, where });
  for (const { organisation, role, hours, withinMinutes, phone } of inOrder(people)) {
    const who = `${ORGANISATIONS[organisation]}の${role}`;
    if (hours === undefined)
      result.push({ what: `${who}の連絡可能な時間が定められていない。`, where: `${where} の hours` });
    if (withinMinutes === undefined)
      result.push({ what: `${who}への連絡までの時間が定められていない。`, where: `${where} の withinMinutes` });
    if (phone === undefined) result.push({ what: `${who}の電話番号が定められていない。`, where: `${where} の phone` });
  }
  const times: [unknown, string, string][] = [
    [incidents.firstReportMinutes, '第一報までの時間', 'firstReportMinutes'],
    [incidents.updateHours, '経過の報告の間隔', 'updateHours'],
    [incidents.finalReportDays, '最終報告の期限', 'finalReportDays'],
  ];
  for (const [value, what, member] of times)
    if (value === undefined)
      result.push({ what: `${what}が定められていない。`, where: `documents.incidents.${member}` });
  if (alertContacts.length === 0)
    result.push({ what: '自動の通知の送信先が定められていない。', where: 'alerts.contacts' });
  else
    for (const [event, { name }] of Object.entries(EVENTS))
      if (!alertContacts.some(({ events }) => events === undefined || events.includes(event)))
        result.push({ what: `「${name}」を受け取る送信先がない。`, where: 'alerts.contacts の events' });
  return result;
}

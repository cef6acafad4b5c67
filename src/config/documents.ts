import { z } from 'zod';
import type { ConfigMistake } from './load.js';
import { text } from './text.js';

const day = z.iso.date();
const days = (usual: number) => z.int().min(1).max(730).default(usual);

const ContactPerson = z.strictObject({
  organisation: z.enum(['contractor', 'prefecture', 'provider', 'other']).describe('Whose contact it is'),
  role: text.describe('Post or office, as 連絡体制表 names it'),
  name: text.optional(),
  phone: text.optional(),
  mail: z.email().optional(),
  hours: text.optional().describe('When it can be reached, e.g. 終日 or 平日8:45～17:30'),
  order: z.int().min(1).max(20).describe('Order in which contacts are told; the same number: at the same time'),
  withinMinutes: z.int().min(1).max(10_080).optional().describe('Minutes after detection until it is told'),
});

const Device = z.strictObject({
  name: text.describe('Device, e.g. 業務用サーバー'),
  place: text,
  media: text.describe('Media in it, e.g. SSD 960 GB（自己暗号化）'),
  quantity: z.int().min(1).default(1),
  disposal: z
    .enum(['overwrite', 'crypto-erase', 'destroy', 'return'])
    .describe('How its media are disposed of; return: given back to their owner after erasure'),
});

const Attestation = z.strictObject({
  file: text.describe('File, from the workspace folder; it is attached to 装置等廃棄方針'),
  title: text.describe('What it is, e.g. SOC 2 Type II 報告書'),
  issuer: text,
  date: day,
  until: day.optional().describe('Last day on which it is good'),
});

/** What the documents agreed with the prefecture say beside the rest of the configuration (B2-1-1 to B2-5-1, B3-2-4). */
export const DocumentsConfig = z
  .strictObject({
    command: text.default('npx kimitsu').describe('How kimitsu is called here; stands in the command lines of 手順書'),
    contacts: z.array(ContactPerson).default([]).describe('B2-1-3: who is told of an incident, on both sides'),
    incidents: z
      .strictObject({
        firstReportMinutes: z.int().min(1).max(1440).optional().describe('Minutes from detection to 第一報'),
        updateHours: z.int().min(1).max(168).optional().describe('Hours between reports while it goes on'),
        finalReportDays: z.int().min(1).max(90).optional().describe('Days from its end to the final report'),
      })
      .prefault({}),
    boundary: z
      .array(z.strictObject({ item: text, prefecture: text, contractor: text, provider: text }))
      .default([])
      .describe('B2-1-1: further lines of 責任分界表'),
    training: z
      .strictObject({
        members: z.array(text).default([]).describe('Persons or posts that have to know the documents'),
        intervalMonths: z.int().min(1).max(36).default(12),
      })
      .prefault({}),
    vulnerability: z
      .strictObject({
        responsible: text.optional().describe('Person or post that decides on vulnerabilities'),
        scanDays: days(7).describe('Days between two scans'),
        deadlineDays: z
          .strictObject({ critical: days(3), high: days(14), moderate: days(30), low: days(90) })
          .prefault({})
          .describe('Days from the result to the correction, by severity'),
      })
      .prefault({}),
    devices: z
      .strictObject({ items: z.array(Device).default([]), attestations: z.array(Attestation).default([]) })
      .prefault({})
      .describe('B3-2-4: devices and media of the contractor, and reports of third parties'),
  })
  .prefault({});
export type DocumentsConfig = z.infer<typeof DocumentsConfig>;

/** What a schema of single values cannot say about documents. */
export function documentMistakes({
  contacts,
  training,
  vulnerability,
  devices,
}: DocumentsConfig): Omit<ConfigMistake, 'line'>[] {
  const mistakes: Omit<ConfigMistake, 'line'>[] = [];
  contacts.forEach(({ phone, mail }, index) => {
    if (phone === undefined && mail === undefined)
      mistakes.push({ path: `documents.contacts.${index}.role`, ...PROBLEMS.unreachable });
  });
  training.members.forEach((member, index) => {
    if (training.members.indexOf(member) < index)
      mistakes.push({ path: `documents.training.members.${index}`, ...PROBLEMS.twice });
  });
  const { critical, high, moderate, low } = vulnerability.deadlineDays;
  if (critical > high || high > moderate || moderate > low)
    mistakes.push({ path: 'documents.vulnerability.deadlineDays', ...PROBLEMS.deadlines });
  devices.attestations.forEach(({ file, date, until }, index) => {
    const path = `documents.devices.attestations.${index}`;
    const name = nameOf(file);
    if (devices.attestations.findIndex((other) => nameOf(other.file) === name) < index)
      mistakes.push({ path: `${path}.file`, ...PROBLEMS.sameName });
    if (until !== undefined && until < date) mistakes.push({ path: `${path}.until`, ...PROBLEMS.until });
  });
  return mistakes;
}

/** Attachments of a PDF are told apart by their names alone. */
const nameOf = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;

const PROBLEMS = {
  unreachable: {
    code: 'documents/unreachable',
    message: 'a contact needs phone or mail',
    hint: 'give at least one of the two',
    messageJa: '連絡先には、phone 又は mail が必要です',
    hintJa: '少なくともどちらか一方を記入してください',
  },
  twice: {
    code: 'documents/twice',
    message: 'a member stands twice',
    hint: 'remove one of the two',
    messageJa: '周知の対象者が重複しています',
    hintJa: 'どちらかを削除してください',
  },
  deadlines: {
    code: 'documents/deadlines',
    message: 'a graver vulnerability has more time than a lesser one',
    hint: 'critical ≤ high ≤ moderate ≤ low',
    messageJa: '重大な脆弱性の期限が、より軽い脆弱性の期限より長くなっています',
    hintJa: 'critical、high、moderate、low の順に、同じか長い日数を記入してください',
  },
  sameName: {
    code: 'documents/same-name',
    message: 'two attestations have the same file name',
    hint: 'give the files different names',
    messageJa: '添付する証明のファイル名が重複しています',
    hintJa: '異なるファイル名を付けてください',
  },
  until: {
    code: 'documents/until',
    message: 'the end is before the date of the attestation',
    hint: 'correct one of the two days',
    messageJa: '証明の有効期限が発行日より前です',
    hintJa: 'どちらかの日付を直してください',
  },
} as const;

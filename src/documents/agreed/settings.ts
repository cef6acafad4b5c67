/** Section `documents` of the configuration, as the documents read it. */
export interface DocumentSettings {
  command: string;
  contacts: ContactPerson[];
  incidents: {
    firstReportMinutes?: number | undefined;
    updateHours?: number | undefined;
    finalReportDays?: number | undefined;
  };
  boundary: { item: string; prefecture: string; contractor: string; provider: string }[];
  training: { members: string[]; intervalMonths: number };
  vulnerability: {
    responsible?: string | undefined;
    scanDays: number;
    deadlineDays: { critical: number; high: number; moderate: number; low: number };
  };
  devices: {
    items: { name: string; place: string; media: string; quantity: number; disposal: DeviceDisposal }[];
    attestations: Attestation[];
  };
}

export type Organisation = 'contractor' | 'prefecture' | 'provider' | 'other';

export interface ContactPerson {
  organisation: Organisation;
  role: string;
  name?: string | undefined;
  phone?: string | undefined;
  mail?: string | undefined;
  hours?: string | undefined;
  /** Order of escalation; who has the same number is told at the same time. */
  order: number;
  withinMinutes?: number | undefined;
}

/** How a device is disposed of. */
export type DeviceDisposal = 'overwrite' | 'crypto-erase' | 'destroy' | 'return';

export interface Attestation {
  /** From the workspace folder. */
  file: string;
  title: string;
  issuer: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** Last day on which it is good. */
  until?: string | undefined;
}

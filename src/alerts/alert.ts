/** Facts of an alert by name: ids, codes, counts and times; nothing personal, no object key. */
export type AlertFacts = Readonly<Record<string, string | number>>;

/** Something that happened and that people have to know of. */
export interface Alert {
  /** Also what a receiver tells a repeated message by. */
  id: string;
  event: string;
  /** RFC 3339. */
  at: string;
  service: { id: string; name: string };
  /** Japanese, one line. */
  subject: string;
  /** Japanese, a few lines. */
  text: string;
  facts: AlertFacts;
}

/** How a contact is reached. Takes one alert or throws a Fault; when it resolves, the receiver has taken it. */
export interface Channel {
  send(alert: Alert, signal: AbortSignal): Promise<void>;
}

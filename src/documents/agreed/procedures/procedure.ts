import type { Installation } from '../installation.js';

/** Who may do it. The posts of the contractor, and the prefecture's approver. */
export type Performer =
  | 'operator'
  | 'privileged-operator'
  | 'approver'
  | 'verifier'
  | 'auditor'
  | 'scheduler'
  | 'receiver';

export interface Step {
  text: string;
  /** What follows the program's name, with places to fill in Japanese: `keys rotate --level 機密性`. */
  run?: string;
}

/** How an operation that affects the service is done (B1-1-2). */
export interface Procedure {
  /** As in the command tree: `keys rotate`. */
  command: string;
  /** Tells two procedures of one command apart: `--withdraw`. */
  variant?: string;
  title: string;
  who: readonly Performer[];
  /** Two people take part. */
  twoPeople?: true;
  gravity: '重大' | '中' | '軽微';
  purpose: string;
  before: readonly string[];
  /** What it changes, and how far. */
  effect: string;
  steps: readonly Step[];
  /** What the screen shows, and what is asked before it happens. */
  shown: string;
  after: readonly string[];
  /** Main fault codes; their wording is that of the screen. */
  faults: readonly string[];
  /** How it is taken back, and until when. */
  undo: string;
  alert: string;
  record: string;
  /** What the present configuration makes of it. */
  here?: (installation: Installation) => string | undefined;
}

export const PERFORMERS: Readonly<Record<Performer, string>> = {
  operator: '運用者',
  'privileged-operator': '特権運用者',
  approver: '府の承認者',
  verifier: '検証者',
  auditor: '監査者',
  scheduler: '定期処理',
  receiver: '移行先',
};

export const NO_ALERT = 'なし';
/** What a privileged command tells the contacts, where it has no alerts of its own. */
export const PRIVILEGED = '実行したときは privileged-command';
export const NO_CONFIRMATION = '確認の入力はない。実行の前に、指定した値を読み上げて確かめる。';

/** Alerts of a command that destroys. */
export const DESTRUCTIVE =
  'destructive-started、destructive-finished。条件を満たさないときは destructive-refused、中断したときは destructive-failed';
/** How it is confirmed. */
export const CONFIRMED =
  '画面で、サービスの識別子（service.id）の入力を求められる。対話による入力ができないときは、計画のハッシュ値を --confirm に指定する。';

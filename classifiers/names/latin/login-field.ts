import type { Candidate } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { isPersonsLogin, LOGIN } from './keyed-names.js';

/** Names of fields that hold who somebody is to a system, or who did something in it. */
const FIELD =
  /(?:^|[/_ -])(?:(?:display|login|account|user|handle|nick|owner|author|assignee|operator|agent)[_ -]?(?:name|id)?|(?:created|updated|modified|changed|assigned|approved|handled)[_ -]?by|ログイン名|アカウント名?|ハンドル(?:ネーム)?|ユーザー?名?|表示名|[^/]{0,6}者(?:名|id)?)$/;
const LONGEST = 32;

/** yuki_toudou, dejima: a login that is all its field holds. */
export function loginInField({ text, fields }: Scan, found: Candidate[]): void {
  if (text.length > LONGEST || !fields.matches(FIELD)) return;
  const login = LOGIN.exec(text)?.[0];
  if (login === undefined || login.length < text.trimEnd().length || !isPersonsLogin(login)) return;
  found.push({ start: 0, end: login.length, rule: 'login', score: 0.8, settled: true, because: 'field' });
}

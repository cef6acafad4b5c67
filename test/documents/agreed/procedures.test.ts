import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMAND_ACCESS } from '../../../src/access/commands.js';
import { ROLES } from '../../../src/base/role.js';
import { commandsFor } from '../../../src/cli/commands.js';
import { faultText } from '../../../src/cli/faults-ja.js';
import { ALERT_EVENTS } from '../../../src/config/alerts.js';
import { EVENTS } from '../../../src/documents/agreed/contacts-texts.js';
import { LOOKING, PROCEDURES } from '../../../src/documents/agreed/procedures/document.js';
import { faultsIn } from '../../cli/faults-in-source.js';
import { sourceFiles } from '../../house/source-files.js';
import { CLOUD, contentNamed, EMBEDDED, saidIn, sourcesOf } from './samples.js';

/** Every command that can be given, by its full name. */
async function tree(): Promise<Map<string, Command>> {
  const program = new Command('kimitsu');
  for (const register of await commandsFor()) register(program, () => async () => undefined);
  const found = new Map<string, Command>();
  const walk = (command: Command, name: string): void => {
    for (const child of command.commands) {
      const full = `${name} ${child.name()}`.trim();
      // A group alone does nothing; `migrate` is both.
      if (child.commands.length === 0 || child.options.length > 0) found.set(full, child);
      walk(child, full);
    }
  };
  walk(program, '');
  return found;
}

/** Subjects of codes that belong to a command; the others are of what all commands use: store, keys, settings, the gate. */
const OF_COMMANDS = [
  ...['acceptance', 'accounts', 'adopt', 'approval', 'catalog', 'certificate', 'documents', 'enforce', 'erase'],
  ...['hold', 'migrate', 'plan', 'read', 'review'],
];

/** Codes of commands that change nothing and have no procedure. */
const SAID_BY: Readonly<Record<string, string>> = {
  'acceptance/other-key': 'migrate accept',
  'acceptance/package-not-valid': 'migrate accept',
  'certificate/unreadable': 'certificate verify',
};

const isRole = (name: string): boolean => ROLES.some((role) => role === name);
const COMMAND_TREE = await tree();
const titled = PROCEDURES.map((one) => [one.title, one] as const);

describe('B1-1-2: 手順書 and the commands that there are', () => {
  it('every command stands in it: with a procedure, or among those that change nothing', () => {
    expect(COMMAND_TREE.size).toBeGreaterThan(40);
    const told = new Set([...PROCEDURES.map(({ command }) => command), ...LOOKING.map(([command]) => command)]);
    expect([...COMMAND_TREE.keys()].filter((name) => !told.has(name))).toEqual([]);
    expect([...told].filter((name) => !COMMAND_TREE.has(name))).toEqual([]);
  });

  it.each(titled)('%s: its command lines are ones that the program takes', (_title, { steps }) => {
    for (const { run } of steps) {
      if (run === undefined) continue;
      const words = run.split(' ');
      const name = [words.slice(0, 2).join(' '), words[0]!].find((one) => COMMAND_TREE.has(one));
      const command = COMMAND_TREE.get(name ?? '')!;
      expect(command, run).toBeDefined();
      const given = words.filter((word) => word.startsWith('--'));
      const known = command.options.map(({ long }) => long);
      for (const option of given) expect(known, run).toContain(option);
      for (const option of command.options) if (option.mandatory) expect(given, run).toContain(option.long);
      const places = command.registeredArguments.filter(({ required }) => required).length;
      expect(words.length - name!.split(' ').length, run).toBeGreaterThanOrEqual(places);
    }
  });

  it.each(titled)('%s: its faults have a wording of their own', (_title, { faults }) => {
    expect(faults.length).toBeGreaterThan(0);
    const unknown = faultText({ code: 'no/such-code', kind: 'bug' });
    for (const code of faults) expect(faultText({ code, kind: 'bug' }), code).not.toEqual(unknown);
  });

  it.each(titled)('B1-2-2 %s: it says so where a log that was cut stops it', (_title, { command, variant, faults }) => {
    const access = COMMAND_ACCESS[command]!;
    const option = variant?.startsWith('--')
      ? variant.slice(2).replace(/-./g, ([, one = '']) => one.toUpperCase())
      : '';
    const given = access.variants?.find(({ when }) => 'option' in when && when.option === option);
    const told = faults.includes('audit/log-cut') && faults.includes('checkpoint/file-damaged');
    expect(told).toBe((given ?? access).wholeLog === true);
  });

  it('every code of a command stands in its procedure, or belongs to one that changes nothing', () => {
    const told = new Set<string>(PROCEDURES.flatMap(({ faults }) => faults));
    const codes = new Set(
      sourceFiles('src', 'jobs')
        .filter(({ path }) => !/faults-ja|documents\/agreed/.test(path))
        .flatMap(faultsIn)
        .filter(({ kind }) => kind !== 'bug')
        .flatMap((one) => one.codes),
    );
    const owned = [...codes].filter((code) => OF_COMMANDS.includes(code.split('/')[0] ?? ''));
    expect(owned.length).toBeGreaterThan(150);
    expect(owned.filter((code) => !told.has(code) && !(code in SAID_BY)).sort()).toEqual([]);
    for (const [code, command] of Object.entries(SAID_BY)) {
      expect(codes, code).toContain(code);
      expect(told, code).not.toContain(code);
      expect(LOOKING.map(([name]) => name)).toContain(command);
    }
  });

  it('its alerts and entries of the audit log are ones that there are', () => {
    const source = sourceFiles('src', 'jobs')
      .filter(({ path }) => !path.startsWith('src/documents/'))
      .map(({ text }) => text)
      .join('\n');
    const phases = ['unit-keys-destroyed', 'versions-deleted', 'read-back', 'kms-keys-scheduled', 'complete', 'frozen'];
    for (const { alert, record } of PROCEDURES) {
      for (const [event] of alert.matchAll(/[a-z]+(-[a-z]+)+/g))
        if (event !== 'watch-access') expect(ALERT_EVENTS).toContain(event);
      for (const [action] of record.matchAll(/[a-z-]+\.[a-z-]+/g)) {
        const [subject = '', what = ''] = action.split('.');
        const known =
          subject === 'erasure' && phases.includes(what)
            ? source.includes(`'${what}'`)
            : source.includes(`'${action}'`);
        expect(known, action).toBe(true);
      }
    }
  });

  it('B2-3-1: who does it may give the command, and privileged acts are told of', () => {
    for (const { command, variant, title, who, alert } of PROCEDURES) {
      const access = COMMAND_ACCESS[command]!;
      const rules = [access, ...(access.variants ?? [])];
      const may = new Set<string>(rules.flatMap(({ roles }) => roles));
      if (rules.every(({ kind }) => kind !== 'open'))
        for (const performer of who) if (isRole(performer)) expect(may, `${title}: ${performer}`).toContain(performer);
      if (access.kind === 'privileged' && !access.announced && variant === undefined)
        expect(alert, title).toContain('privileged-command');
    }
  });

  it('B2-1-3: 連絡体制表 explains every alert', () => {
    expect(Object.keys(EVENTS).sort()).toEqual([...ALERT_EVENTS].sort());
  });

  it('shows the command lines of this installation, and what its configuration makes of them', () => {
    const said = saidIn(contentNamed('procedures', sourcesOf(EMBEDDED)));
    expect(said).toContain('sudo -u kimitsu npx kimitsu erase 計画番号 --dry-run --dir /srv/kimitsu/centre');
    expect(said).toContain('現在の設定では、目録が組み込みのもの（SQLite）であるため、用いない。');
    expect(
      saidIn(contentNamed('procedures', sourcesOf(CLOUD.replace('waitingDays: 30', 'waitingDays: 14')))),
    ).toContain('待機期間は、14日');
  });
});

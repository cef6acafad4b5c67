import type { JobPorts } from '../../src/run/ports.js';

/** What changes something outside the process. */
const CHANGING: Readonly<Record<string, readonly string[]>> = {
  catalog: [
    'saveSeen',
    'saveClassified',
    'saveProtected',
    'saveState',
    'saveVersions',
    'saveDecision',
    // Beginning and ending a listing are not named: a crash beside them is one beside the changes between them.
    'saveListed',
    'saveDocument',
    'appendAudit',
    'sealAfterErasure',
  ],
  objects: ['put', 'rewrite', 'destroyVersion', 'abortUpload'],
  unitKeyStore: ['add', 'replace', 'destroy'],
  keys: [
    'createKey',
    'rotateKey',
    'importKeyMaterial',
    'deleteImportedKeyMaterial',
    'disableKey',
    'scheduleKeyDeletion',
  ],
};

export interface CrashPoint {
  /** The n-th change, from 1. */
  at: number;
  /** Before it takes effect, or after it has and before anyone hears of it. */
  when: 'before' | 'after';
  /** What a crash is, besides that nothing works any more; a child process kills itself. */
  die?: () => void;
  /** Happens instead of a crash, at this change and every later one; everything goes on. */
  instead?: () => Promise<void>;
}

/**
 * The same ports with a crash at one change. Once crashed nothing works any more, as in a process that is gone.
 */
export function crashingPorts(
  ports: JobPorts,
  point: CrashPoint,
): { ports: JobPorts; changes(): number; crashed(): boolean } {
  let changes = 0;
  let crashed = false;
  const crash = (): Error => {
    crashed = true;
    point.die?.();
    return new Error('crashed');
  };
  const wrap = <T extends object>(port: T, names: readonly string[]): T =>
    new Proxy(port, {
      get(target, name) {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        const call = (args: unknown[]): unknown => (member as (...given: unknown[]) => unknown).apply(target, args);
        return (...args: unknown[]) => {
          if (crashed) throw crash();
          if (!names.includes(String(name))) return call(args);
          changes += 1;
          if (point.instead && changes >= point.at) return beside(point.instead, () => call(args), point.when);
          if (changes !== point.at) return call(args);
          if (point.when === 'before') return Promise.reject(crash());
          return Promise.resolve(call(args)).then(() => Promise.reject(crash()));
        };
      },
    });
  // Getters stay getters: some ports are loaded only when asked for.
  const wrapped = Object.defineProperties({} as JobPorts, Object.getOwnPropertyDescriptors(ports));
  for (const [port, names] of Object.entries(CHANGING)) {
    const inner = ports[port as keyof JobPorts] as object;
    Object.defineProperty(wrapped, port, { value: wrap(inner, names) });
  }
  return { ports: wrapped, changes: () => changes, crashed: () => crashed };
}

async function beside(happening: () => Promise<void>, call: () => unknown, when: CrashPoint['when']): Promise<unknown> {
  if (when === 'before') await happening();
  const result = await call();
  if (when === 'after') await happening();
  return result;
}

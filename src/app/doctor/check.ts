import { asFault } from '../../base/fault.js';

/** `attention`: works, but should be looked at. `bad`: has to be put right. */
export type CheckState = 'ok' | 'attention' | 'bad';

/** One line of the doctor, in English for programs and in Japanese for operators. */
export interface Check {
  /** Stable: monitors rely on it. */
  id: string;
  state: CheckState;
  detail: string;
  detailJa: string;
  /** What to do; absent where nothing has to be done. */
  hint?: string;
  hintJa?: string;
  /** Stable code of the error that stopped the check, whose Japanese wording is that of the error. */
  code?: string;
}

type Words = readonly [english: string, japanese: string];

export function ok(id: string, [detail, detailJa]: Words): Check {
  return { id, state: 'ok', detail, detailJa };
}

export function attention(id: string, detail: Words, hint: Words): Check {
  return line(id, 'attention', detail, hint);
}

export function bad(id: string, detail: Words, hint: Words): Check {
  return line(id, 'bad', detail, hint);
}

function line(id: string, state: CheckState, [detail, detailJa]: Words, [hint, hintJa]: Words): Check {
  return { id, state, detail, detailJa, hint, hintJa };
}

const PATIENCE_MS = 20_000;

/** Runs a check; whatever it throws, or its taking too long, is a line too. */
export async function examined(id: string, check: () => Promise<Check | Check[]>): Promise<Check[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(
      () =>
        resolve(
          bad(
            id,
            [`no answer within ${PATIENCE_MS / 1000} seconds`, `${PATIENCE_MS / 1000}秒以内に応答がありません`],
            ['check the network and the service', '通信及びサービスの状態を確認してください'],
          ),
        ),
      PATIENCE_MS,
    );
  });
  try {
    return [await Promise.race([check(), late])].flat();
  } catch (error) {
    const { code, message, hint, kind } = asFault(error);
    // The message of an error that is not ours may hold a path.
    const said = kind === 'bug' ? code : `${code}: ${message}`;
    const words = [said, `確認できませんでした（${code}）`] as const;
    return [{ ...bad(id, words, [hint ?? 'see the code', 'エラーの内容に従って対処してください']), code }];
  } finally {
    clearTimeout(timer);
  }
}

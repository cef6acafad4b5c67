import { input } from '@inquirer/prompts';
import { assertConfirmed, type Confirmation, type Confirmed } from '../access/confirmation.js';
import type { Workspace } from '../app/workspace.js';
import { leftQuestion } from './left-question.js';
import type { Output } from './print.js';

/**
 * Where no person is asked for it later, the confirmation is looked at before a code is used up.
 * @throws {Fault} as `assertConfirmed`
 */
export function confirmedBefore(
  expected: Confirmation,
  given: string | undefined,
  act: Confirmed,
  output: Output,
): void {
  if (given === undefined && process.stdin.isTTY && !output.json) return;
  assertConfirmed(expected, undefined, given, act);
}

/**
 * B1-1-2: asks a person at a terminal for the service's id; elsewhere the plan's hash must have been given.
 *
 * @param warning - what cannot be taken back, one sentence
 * @throws {Fault} as `assertConfirmed`
 */
export async function confirm(
  { planHash, given, warning, act }: { planHash: string; given: string | undefined; warning: string; act: Confirmed },
  { config }: Workspace,
  output: Output,
): Promise<void> {
  const serviceId = config.service.id;
  const atTerminal = given === undefined && process.stdin.isTTY && !output.json;
  const message = `${warning}続けるには、サービスの識別子「${serviceId}」を入力してください:`;
  const typed = atTerminal ? await input({ message }).catch(unlessLeft) : undefined;
  assertConfirmed({ serviceId, planHash }, typed, given, act);
}

/** Who leaves the question has not confirmed. */
function unlessLeft(error: unknown): undefined {
  if (!leftQuestion(error)) throw error;
}

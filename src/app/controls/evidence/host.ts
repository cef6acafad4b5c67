import { CHECK_NAMES } from '../../doctor/check-names.js';
import { type Evidence, type EvidenceSource, sighting, type Words } from '../evidence.js';

/** B1-1-3: what `doctor` sees now. */
export const host: EvidenceSource = {
  id: 'host',
  controls: ['B1-1-3'],
  async look(room) {
    const checks = await room.checks();
    const count = (state: string): number => checks.filter((check) => check.state === state).length;
    const [good, attention, bad] = [count('ok'), count('attention'), count('bad')];
    const evidence: Evidence = {
      at: room.clock.now().toISOString(),
      words: [
        `doctor: ${good} ok, ${attention} to look at, ${bad} bad`,
        `点検（doctor）の結果: OK ${good}件、注意 ${attention}件、不可 ${bad}件`,
      ],
    };
    const missing = checks
      .filter(({ state }) => state !== 'ok')
      .map(({ id, detail, detailJa }): Words => [`${id}: ${detail}`, `${CHECK_NAMES[id] ?? id}: ${detailJa}`]);
    return [sighting('B1-1-3', [evidence], missing)];
  },
};

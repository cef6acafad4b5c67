import { type EvidenceSource, sighting, type Words } from '../evidence.js';

/** B2-1-2: whether what the configuration uses stands in the register. */
export const services: EvidenceSource = {
  id: 'services',
  controls: ['B2-1-2'],
  async look(room) {
    const at = room.clock.now().toISOString();
    const check = (await room.checks()).find(({ id }) => id === 'services/approved');
    if (!check) return [];
    const registered = room.config.approvedServices.length;
    const evidence = {
      at,
      words: [
        `${check.detail}; ${registered} line(s) in the register`,
        `${check.detailJa}（利用承認の一覧 ${registered}件）`,
      ] as Words,
    };
    const missing: Words[] = check.state === 'ok' ? [] : [[check.detail, check.detailJa]];
    return [sighting('B2-1-2', [evidence], missing)];
  },
};

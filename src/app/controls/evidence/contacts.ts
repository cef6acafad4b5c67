import { waitingAlerts } from '../../status/status.js';
import { type Evidence, type EvidenceSource, sighting, type Words } from '../evidence.js';

/** B1-1-2, B2-1-3: who is told of what, and whether it reaches them. */
export const contacts: EvidenceSource = {
  id: 'contacts',
  controls: ['B1-1-2', 'B2-1-3'],
  async look({ dir, config, clock }) {
    const at = clock.now().toISOString();
    const all = config.alerts.contacts;
    const ofDestruction = all.filter(({ events }) => !events || events.includes('destructive-started'));
    const waiting = (await waitingAlerts(dir)).reduce((sum, one) => sum + one.waiting, 0);
    const count = (contacts: number, event: Words): Evidence[] =>
      contacts === 0
        ? []
        : [{ at, words: [`${contacts} contact(s) told of ${event[0]}`, `${event[1]}の通知先 ${contacts}件`] }];
    const undelivered: Words[] =
      waiting > 0
        ? [[`${waiting} alert(s) undelivered`, `未配信の通知が${waiting}件あります。連絡先を確認してください`]]
        : [];
    const none = (event: Words): Words[] => [
      [
        `nobody is told of ${event[0]}: alerts in kimitsu.yaml`,
        `${event[1]}の通知先がありません。kimitsu.yaml の alerts に記入してください`,
      ],
    ];
    const destruction: Words = ['operations that cannot be undone', '元に戻せない操作'];
    const incidents: Words = ['incidents', '異常'];
    return [
      sighting(
        'B1-1-2',
        count(ofDestruction.length, destruction),
        ofDestruction.length === 0 ? none(destruction) : undelivered,
      ),
      sighting('B2-1-3', count(all.length, incidents), all.length === 0 ? none(incidents) : undelivered),
    ];
  },
};

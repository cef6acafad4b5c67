import { describe, expect, it } from 'vitest';
import { keyedNames } from '../../../../classifiers/names/latin/keyed-names.js';
import { NAME_CUES } from '../../../../classifiers/names/words/cue-words.js';
import type { Candidate } from '../../../../src/classify/recognizer.js';
import type { Scan } from '../../../../src/classify/scan.js';

/** What the rule finds by itself: no model has a say. */
function found(text: string): string[] {
  const hits = NAME_CUES.flatMap((word, cue) =>
    [...text.matchAll(new RegExp(word.replace(/[()]/g, '\\$&'), 'g'))].map(({ index }) => ({
      cue,
      start: index,
      end: index + word.length,
    })),
  ).sort((one, other) => one.start - other.start);
  const names: Candidate[] = [];
  keyedNames({ text } as Scan, hits, names);
  return [...new Set(names.map(({ start, end }) => text.slice(start, end)))];
}

describe('names behind keys', () => {
  it.each([
    ['2026-01-10 user=nakajima_h action=view', ['nakajima_h']],
    ['uname=m.hirano ip=192.0.2.1', ['m.hirano']],
    ['assignee: ogawa', ['ogawa']],
    ['op=ogawa.yuki', ['ogawa.yuki']],
    ['"updated_by": "ogawa"', ['ogawa']],
    ['shop=ogawa', []],
    ['oncall:\n  primary: fujimoto\n  backup: murakami', ['fujimoto', 'murakami']],
    ['{"agent": "matsuda"}', ['matsuda']],
    ['<surname>REYES</surname><given>ANA LUISA</given>', ['REYES', 'ANA LUISA']],
    ['/lead?owner=Matsuda%20Ken&id=3', ['Matsuda%20Ken']],
    ['09:12 ueno.aya 参照', ['ueno.aya']],
    ['to nishimura: 折り返してください', ['nishimura']],
    ['[10:01] okamoto: 確認しました', ['okamoto']],
    ['2026-11-17 18:42 kuwabara login', ['kuwabara']],
    ['10:15 morimoto 対応中', ['morimoto']],
    ['10:15:40 morimoto', ['morimoto']],
    ['10:02 ueno.aya 参照 10:05 matsuda 更新', ['ueno.aya', 'matsuda']],
    ['assignee: yamaguchi', ['yamaguchi']],
    ['owner=nagano_yuki', ['nagano_yuki']],
    ['owner=matsuda.ken', ['matsuda.ken']],
    ['<surname>NAGANO</surname>', ['NAGANO']],
    ['caller=Minho+Park', ['Minho+Park']],
    ['10:00 Emi: はい\n10:01 Op: 番号は\n10:02 Emi: 3です', ['Emi']],
    ['emi: はい\n案内: どうぞ\nemi: わかりました', ['emi']],
  ])('are found in %s', (text, names) => expect(found(text)).toEqual(names));

  it.each([
    'user=admin action=login',
    'user: guest',
    'user=noreply@nakajima.example',
    'owner=root group=wheel',
    'name: memo\nkana: none\nmei: aoi\nsei: tani',
    'title: update',
    '10:30 system restart',
    'author=ogawa.md',
    '<given></given>',
    'http://nakajima.example/a?agent=mozilla',
    'file: 10:02 sakai2.log',
    '07:10 mizoguchi 07:15 tabata',
    '12:30 takahashi → 13:45 morita',
    '[08:00] matsuda [09:00] okazaki',
    '9:45 masuda',
    '08:15:00 matsuda 08:40:00 okamoto',
    '2026-04-01 09:30 kitano 運行開始',
    'Owner: wakayama',
    'Staff: morioka',
    'contact: tottori-ken',
    'contact: morita-cho',
    'owner: honda',
    'user=toyota_sales',
    'owner=fujita-kanko',
    'user: sakai.osaka',
    'owner: ono.lake',
    'by: sakura',
    'name=Mount+Koya',
    'caller=Sakai%20City',
    '/p?name=Green+Park',
    '<given>OSAKA</given>',
    '10:00 Haru: spring lunch set',
    '09:00 Sora: open',
    '10:30 Maya: museum tour',
  ])('are not seen in %s', (text) => expect(found(text)).toEqual([]));
});

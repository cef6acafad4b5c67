import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../../src/classify/detector.js';
import { loadPolicy } from '../../../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const namesIn = (text: string) =>
  detector
    .detect(text)
    .findings.filter(({ type }) => type === 'PERSON_NAME')
    .map(({ start, end }) => text.slice(start, end));

describe('a name in a cell of places or things is nobody’s', () => {
  it.each([
    ['by its key', 'ts=08:12 site=小西 dev=WL-02 val=0.4'],
    ['by the word before NM', 'STOP_CD=21 STOP_NM=森下\nSTOP_CD=22 STOP_NM=小西'],
    ['by what encloses the key', '{"no":"T-11","station":{"name":"小西","floor":1},"sev":2}'],
    ['by the section', '[branch.mori]\nlabel=森下\nqueue=3'],
    ['by the table', "INSERT INTO m_station VALUES (11,'小西','N'),(12,'森下','S');"],
    ['by the header', '番号\t題\t返却館\n21\t山歩き\t森下\n22\t川釣り\t小西'],
    ['by one of two headers', '支所,交付数\n森下,210\n小西,88'],
    ['by a header parted by blanks', '時刻 行先 状況\n0815 森下 定刻\n0840 小西 運休'],
    ['by another column', '名,収容台数,開場\n森下,40,8:00\n小西,15,9:00'],
    ['by what the row begins with', '消火栓 森下 良 / 小西 不良'],
    ['by the line above', '各駅の案内板\n森下 有/小西 無'],
    ['by what is said of all', '札 101 森下/ 102 小西 (室名の札)'],
    ['by a fare', '小西→中央公園 180 / 森下→小西 200'],
    ['by a stop', '巡回: 小西→森下→帰庁'],
    ['by what it does', '小西 運休\n森下 遅延'],
    ['as a way', '利用者: 小西 から 森下 まで'],
    ['as a school', '一回戦 小西中 - 森下中'],
    ['as a header', 'CASE_ID,STATUS,NAME,TEL\n11,OPEN,,'],
  ])('%s', (_why, text) => expect(namesIn(text)).toEqual([]));
});

describe('a name in a cell of people is found', () => {
  it.each`
    text                                                      | names
    ${'AGT=0107 NM=MORITA ST=READY'}                          | ${['MORITA']}
    ${'停留所,運転士,始発\n森下,小西,6:10'}                   | ${['小西']}
    ${'番号,氏名\n21,小西\n22,福井'}                          | ${['小西', '福井']}
    ${'GUEST,ROOM,MEAL\nMorita, Emi,401,STD'}                 | ${['Morita, Emi']}
    ${'体温 小西 36.5 / 福井 37.9'}                           | ${['小西', '福井']}
    ${'歩数(職員)\n1 小西 9,120\n2 福井 8,044'}               | ${['小西', '福井']}
    ${'赤=小西有休 青=全員会議'}                              | ${['小西']}
    ${'引継ぎ 小西→森下→帰庁'}                                | ${['小西', '森下']}
    ${'会場 担当\n市民会館 小西'}                             | ${['小西']}
    ${'行き先 小西様 / 森下様'}                               | ${['小西', '森下']}
    ${'本人  小西 健太  昭55.1.2\n妻    小西 由美  昭57.3.4'} | ${['小西 健太', '小西 由美']}
  `('$text', ({ text, names }) => expect(namesIn(text)).toEqual(names));

  it('but not where somebody speaks', () => expect(namesIn('Agent: Thank you.\nCaller: July ninth.')).toEqual([]));
});

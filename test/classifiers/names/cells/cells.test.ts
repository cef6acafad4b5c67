import { describe, expect, it } from 'vitest';
import { thingInCell } from '../../../../classifiers/names/cells/thing-in-cell.js';
import type { Scan } from '../../../../src/classify/scan.js';
import { valuesOf } from '../../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

/** Why the cells rule names out, whatever the model says of them. */
const reasonsIn = (text: string, names: readonly string[]) =>
  names
    .map((name) => {
      const start = text.indexOf(name);
      const candidate = { start, end: start + name.length, score: 0.9, rule: 'judged-surname' };
      return thingInCell({ text } as Scan, candidate);
    })
    .filter((reason) => reason !== undefined);

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
    ['by two stops', '小西→中央公園→北空港'],
    ['by what it does', '小西 運休 / 森下 遅延'],
    ['by a header with blanks and three rows of numbers', '採水地 残塩\n小西 0.4\n森下 0.5\n福井 0.3'],
    ['by a header that says it names places', '校名 楽器 様子\n小西 笛 見積\n森下 太鼓 済'],
    ['by a verdict', '堰,判定\n下堰,小西'],
    ['as a way', '利用者: 小西 から 森下 まで'],
    ['as a school', '一回戦 小西中 - 森下中'],
    ['as a school among schools', '名前|世帯|人\n森下小|12|27\n小西中|0|0\n内山公民館|1|4'],
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

describe('a person is not lost to a place', () => {
  it.each`
    text                            | names
    ${'会場 設営\n小西 受付'}       | ${['小西']}
    ${'現場 完了\n小西 早退'}       | ${['小西']}
    ${'施設 点検済\n福井 欠勤'}     | ${['福井']}
    ${'病院 受診\n小西 付添'}       | ${['小西']}
    ${'駅 迎え\n小西 送り'}         | ${['小西']}
    ${'停留所 遅延\n小西 確認'}     | ${['小西']}
    ${'対応 遅延 済\n田中 電話 未'} | ${['田中']}
    ${'会場/設営\n小西/受付'}       | ${['小西']}
  `('a word on the line above is no header: $text', ({ text, names }) => expect(reasonsIn(text, names)).toEqual([]));

  it.each`
    text                                                   | names
    ${'学校\t校長\t児童数\n本町小\t小西\t120'}             | ${['小西']}
    ${'担任,児童数\n小西,30'}                              | ${['小西']}
    ${'自治会,会長,世帯数\n上町,小西,30'}                  | ${['小西']}
    ${'班,班長,世帯数\n1,小西,30'}                         | ${['小西']}
    ${'区,組長,登録者数\n1,小西,30'}                       | ${['小西']}
    ${'館名\t館長\t休館\n本館\t小西\t月'}                  | ${['小西']}
    ${'店舗\t店長\t在庫\n本店\t小西\t12'}                  | ${['小西']}
    ${'路線,運転手,始発\n1番,小西,6:10'}                   | ${['小西']}
    ${'車両,ドライバー,距離\n3号,小西,20'}                 | ${['小西']}
    ${'独居見守り,最高,最低\n小西,135,82'}                 | ${['小西']}
    ${'認定,判定,点検日\n小西,要介護2,4/1'}                | ${['小西']}
    ${'受検,判定\n小西,A'}                                 | ${['小西']}
    ${'名字,よみ\n小西,こにし'}                            | ${['小西']}
    ${'苗字,よみ\n小西,こにし'}                            | ${['小西']}
    ${'なまえ,よみ,くみ\n小西,こにし,ばら'}                | ${['小西']}
    ${'児童,よみ\n小西,こにし'}                            | ${['小西']}
    ${'ユーザー,よみ\n小西,こにし'}                        | ${['小西']}
    ${'所属,よみ,内線\n小西,こにし,21'}                    | ${['小西']}
    ${'訪問先,時刻,距離\n小西,10:00,3'}                    | ${['小西']}
    ${'配達先,台数\n小西,2'}                               | ${['小西']}
    ${'ヘルパー,訪問,距離\n小西,福井,3'}                   | ${['小西', '福井']}
    ${'乗車,降車\n田中,鈴木'}                              | ${['田中', '鈴木']}
    ${'チーム名,代表者名,連絡先\n山田,福井,090-1111-2222'} | ${['山田', '福井']}
    ${'会場,連絡\n小西,090-1111-2222'}                     | ${['小西']}
  `('beside columns of things: $text', ({ text, names }) => expect(reasonsIn(text, names)).toEqual([]));

  it.each`
    text                                                     | names
    ${'会場責任者,会場\n小西 健一,公民館\n福井 花子,体育館'} | ${['小西 健一', '福井 花子']}
    ${'主治医,病院\n長谷川 誠,市立病院'}                     | ${['長谷川 誠']}
    ${'担当 会場\n小西 健一\n福井 花子'}                     | ${['小西 健一', '福井 花子']}
  `('with the given name: $text', ({ text, names }) => expect(namesIn(text)).toEqual(expect.arrayContaining(names)));

  it.each`
    text                                                              | names
    ${'{"dept":"小西","tel":"090-1111-2222"}'}                        | ${['小西']}
    ${'{"office":{"name":"小西","phone":"090-1111-2222"}}'}           | ${['小西']}
    ${'room=小西 bed=3'}                                              | ${['小西']}
    ${'site=小西 tel=090-1111-2222'}                                  | ${['小西']}
    ${'to=小西 from=森下 dest=鈴木'}                                  | ${['小西', '森下', '鈴木']}
    ${'team=小西・福井 route=鈴木'}                                   | ${['小西', '福井', '鈴木']}
    ${'site=小西・福井'}                                              | ${['小西', '福井']}
    ${"INSERT INTO residents_ward VALUES (3,'小西','090-1111-2222')"} | ${['小西']}
    ${"INSERT INTO team VALUES (1,'小西','090-1111-2222')"}           | ${['小西']}
    ${"INSERT INTO branch VALUES (1,'小西','090-1111-2222')"}         | ${['小西']}
    ${"SELECT * FROM department WHERE name IN ('小西','鈴木')"}       | ${['小西', '鈴木']}
  `('by key or table, where one may be reached: $text', ({ text, names }) =>
    expect(reasonsIn(text, names)).toEqual([]),
  );

  it.each`
    text                       | names
    ${'現場 小西/鈴木/田中'}   | ${['小西', '鈴木', '田中']}
    ${'事務所 小西/鈴木/田中'} | ${['小西', '鈴木', '田中']}
    ${'支部 小西/鈴木/田中'}   | ${['小西', '鈴木', '田中']}
    ${'施設 小西/鈴木/田中'}   | ${['小西', '鈴木', '田中']}
    ${'病院 小西/鈴木/田中'}   | ${['小西', '鈴木', '田中']}
    ${'避難先 小西/鈴木/田中'} | ${['小西', '鈴木', '田中']}
    ${'チーム 小西/鈴木/田中'} | ${['小西', '鈴木', '田中']}
    ${'班 小西/鈴木/田中'}     | ${['小西', '鈴木', '田中']}
  `('behind a word for where they work: $text', ({ text, names }) => expect(reasonsIn(text, names)).toEqual([]));

  it.each`
    text                             | names
    ${'訪問 小西→鈴木→帰庁'}         | ${['小西', '鈴木']}
    ${'小西→中央公園 8:30 送り'}     | ${['小西']}
    ${'ルート:佐藤→小西→中央公園'}   | ${['佐藤']}
    ${'小西 から 鈴木 まで案内済み'} | ${['小西', '鈴木']}
  `('on their way: $text', ({ text, names }) => expect(reasonsIn(text, names)).toEqual([]));

  it.each`
    text                        | names
    ${'欠席 佐藤 雨 / 小西 雨'} | ${['佐藤', '小西']}
    ${'小西 遅延 20分'}         | ${['小西']}
    ${'田中,満車'}              | ${['田中']}
  `('with the weather or a delay behind: $text', ({ text, names }) => expect(reasonsIn(text, names)).toEqual([]));
});

describe('a place that everybody knows is nobody', () => {
  it.each([
    ['counted', '患者,割合\n山口,300\n石川,400'],
    ['counted before', '利用者,前年\n岡山,3\n福島,4'],
    ['with one row', '職員,採用\n宮崎,12'],
    ['as one of two sites', 'primary=千葉 backup=福島'],
    ['as a family of things', 'family=千葉 type=A'],
    ['as an owner', 'owner=宮崎'],
  ])('%s', (_how, text) => expect(namesIn(text)).toEqual([]));

  it('but for a line that is reached', () => expect(namesIn('職員,内線\n宮崎,212')).toEqual(['宮崎']));
});

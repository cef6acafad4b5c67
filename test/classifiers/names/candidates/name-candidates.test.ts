import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NameCandidate } from '../../../../classifiers/names/candidates/name-candidate.js';
import { findNameCandidates } from '../../../../classifiers/names/candidates/name-candidates.js';
import { MOST_FEATURES, nameFeatures } from '../../../../classifiers/names/judged/name-features.js';
import { loadWordKinds } from '../../../../src/text/tokenizer.js';

const words = await loadWordKinds();
const LONGEST_HIRAGANA = 6;

function candidatesOf(text: string): NameCandidate[] {
  const all: NameCandidate[] = [];
  findNameCandidates(text, words, (candidate) => all.push(candidate));
  return all;
}

const namesIn = (text: string) => candidatesOf(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

const nameText = fc
  .array(
    fc.constantFrom(
      '山田',
      '太郎',
      '森',
      'ヤマダ',
      'グエン',
      'やまだ',
      'たろう',
      'さん',
      'です',
      '様',
      ' ',
      '・',
      '、',
      'の',
      '子',
      'ノ',
      '上',
      '一',
      'Nguyen',
      'LEE',
      ', ',
      '/',
      '\n',
      '𠮷',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('findNameCandidates', () => {
  it.each`
    text                                      | name
    ${'隣の森がうるさい'}                     | ${'surname 森'}
    ${'担当山口が承りました'}                 | ${'surname 山口'}
    ${'鳥居 勘一'}                            | ${'spaced 鳥居 勘一'}
    ${'井ノ上様'}                             | ${'surname 井ノ上'}
    ${'溝畑という男'}                         | ${'surname 溝畑'}
    ${'大西ノブ子'}                           | ${'guessed 大西ノブ子'}
    ${'岩本キヨ 86歳'}                        | ${'full 岩本キヨ'}
    ${'（吉永碧斗）'}                         | ${'full 吉永碧斗'}
    ${'きよ子に代わる'}                       | ${'given きよ子'}
    ${'長女ひまりの転校'}                     | ${'hiragana ひまり'}
    ${'やまだ たろうです'}                    | ${'hiragana やまだ たろう'}
    ${'グエン・ヴァン・アンです'}             | ${'katakana グエン・ヴァン・アン'}
    ${'シオダ゛'}                             | ${'katakana シオダ゛'}
    ${'SILVA, Rafael'}                        | ${'latin SILVA, Rafael'}
    ${'Maria dos Santos'}                     | ${'latin Maria dos Santos'}
    ${'J. P. Ostrander'}                      | ${'latin J. P. Ostrander'}
    ${'KWAK/HAEWON MS'}                       | ${'latin KWAK/HAEWON'}
    ${'支援員の遠賀野より'}                   | ${'unlisted 遠賀野'}
    ${'職員遠賀野に送る'}                     | ${'unlisted 遠賀野'}
    ${'主人は塚浦勝美。'}                     | ${'unlisted 塚浦勝美'}
    ${'留萌沢行政書士から'}                   | ${'unlisted 留萌沢'}
    ${'段さんあて'}                           | ${'unlisted 段'}
    ${'担当は鰯（いわし）'.normalize('NFKC')} | ${'unlisted 鰯'}
    ${'食塩と申します'}                       | ${'unlisted 食塩'}
    ${'みなみへ 鍵は机の上'}                  | ${'hiragana みなみ'}
    ${'うちのゆーくんが'}                     | ${'hiragana ゆー'}
    ${'あとは、うっちー。'}                   | ${'hiragana うっちー'}
    ${'エレナ 川辺、通訳'}                    | ${'spaced エレナ 川辺'}
    ${'マルティネス由紀は'}                   | ${'spaced マルティネス由紀'}
    ${'ヤマグチサンヨリTEL'}                  | ${'katakana ヤマグチ'}
    ${'ハイ、フジモトデス'}                   | ${'katakana フジモト'}
    ${'代わりましたいとうです'}               | ${'hiragana いとう'}
    ${'前回はおぎさんが'}                     | ${'hiragana おぎ'}
    ${'隣のかずちゃん'}                       | ${'hiragana かず'}
    ${'妻のぬえが笑う'}                       | ${'hiragana ぬえ'}
    ${'孫は「りゃの」'}                       | ${'hiragana りゃの'}
    ${'名前はごうだよしこ'}                   | ${'hiragana ごうだよしこ'}
    ${'浦が受けた'}                           | ${'surname 浦'}
    ${'窓口の道端に渡す'}                     | ${'surname 道端'}
    ${'息子の奏より'}                         | ${'given 奏'}
    ${'知人ノブの車'}                         | ${'katakana ノブ'}
    ${'女房のたか子が'}                       | ${'given たか子'}
    ${'うちのけんが'}                         | ${'hiragana けん'}
    ${'はせがわせんせいが'}                   | ${'hiragana はせがわ'}
    ${'きぬえばあさんのこと'}                 | ${'hiragana きぬえ'}
    ${'本間ソヨ 訪問'}                        | ${'guessed 本間ソヨ'}
    ${'保科准教授'}                           | ${'surname 保科'}
    ${'通訳孫。'}                             | ${'surname 孫'}
    ${"Hamza's brother"}                      | ${'latin Hamza'}
  `('offers $name in $text', ({ text, name }) => expect(namesIn(text)).toContain(name));

  it.each`
    text                                | name                      | why
    ${'井ノ上に渡す'}                   | ${'katakana ノ'}          | ${'the joint of a surname'}
    ${'地区は石原で'}                   | ${'full 石原'}            | ${'one surname'}
    ${'いらない子だ'}                   | ${'given ない子'}         | ${'an adjective'}
    ${'松川タクシー'}                   | ${'guessed 松川タクシー'} | ${'no reading of a name'}
    ${'のおばあさん'}                   | ${'hiragana のお'}        | ${'a title with its お'}
    ${'うちのばーちゃん'}               | ${'hiragana ばー'}        | ${'kin'}
    ${'会の一員と名乗る'}               | ${'unlisted 一員'}        | ${'what somebody is of something'}
    ${'これを更正といいます'}           | ${'unlisted 更正'}        | ${'what a word means'}
    ${'鰯（シャチ）'.normalize('NFKC')} | ${'unlisted 鰯'}          | ${'the name of an animal'}
    ${'出張と言います'}                 | ${'unlisted 出張'}        | ${'what somebody says of it'}
    ${'鰯（3羽）'.normalize('NFKC')}    | ${'unlisted 鰯'}          | ${'no reading'}
    ${'センター 川辺'}                  | ${'spaced センター 川辺'} | ${'what is in no list of names'}
    ${'ヤマグチサンデー'}               | ${'katakana ヤマグチ'}    | ${'no title'}
    ${"It's Kim"}                       | ${"latin It's"}           | ${'an ending'}
  `('does not offer $name in $text: $why', ({ text, name }) => expect(namesIn(text)).not.toContain(name));

  it.each`
    text                            | why
    ${'三月'}                       | ${'a month'}
    ${'一二'}                       | ${'numerals'}
    ${'男：はい'.normalize('NFKC')} | ${'who speaks'}
    ${'その子は'}                   | ${'no stem of a name'}
    ${'abc 123'}                    | ${'no name'}
    ${'手続方法'}                   | ${'ordinary words'}
    ${'お問合せ'}                   | ${'goes on as a verb'}
    ${'庁内限り'}                   | ${'what belongs to an authority'}
  `('offers nothing in $text: $why', ({ text }) => expect(namesIn(text)).toEqual([]));

  it('stays inside the text, in order of start but for hiragana before a title, whatever it is made of', () => {
    fc.assert(
      fc.property(nameText, (text) => {
        let last = 0;
        for (const { kind, start, end, border } of candidatesOf(text)) {
          expect(start).toBeGreaterThanOrEqual(kind === 'hiragana' ? last - LONGEST_HIRAGANA : last);
          expect(border).toBeGreaterThanOrEqual(start);
          expect(border).toBeLessThanOrEqual(end);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = Math.max(last, start);
        }
      }),
    );
  });

  it('takes work that grows with the text, not with its square', () => {
    const count = (times: number) => candidatesOf('山田太郎 '.repeat(times)).length;
    expect(count(2000)).toBeLessThanOrEqual(count(200) * 10 + 50);
  });
});

describe('nameFeatures', () => {
  it('depends on what stands around and on nothing farther away', () => {
    const features = (text: string) => {
      const out = new Int32Array(MOST_FEATURES);
      const candidate = candidatesOf(text).find(({ start }) => text.startsWith('森が', start))!;
      return [...out.subarray(0, nameFeatures(text, candidate, words, out))];
    };
    const near = '。、昨日の夜遅くに隣に住んでいる森が大声を出していたとの連絡、';
    const within = (width: number) => features(`${'あ'.repeat(width)}${near}${'い'.repeat(width)}`);
    expect(within(200)).toEqual(within(60));
    expect(features('隣の森が来た')).not.toEqual(features('奥の森が来た'));
  });

  it('never has more than fit', () => {
    fc.assert(
      fc.property(nameText, (text) => {
        const out = new Int32Array(MOST_FEATURES);
        for (const candidate of candidatesOf(text))
          expect(nameFeatures(text, candidate, words, out)).toBeLessThanOrEqual(MOST_FEATURES);
      }),
    );
  });
});

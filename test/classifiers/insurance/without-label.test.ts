import { describe, expect, it } from 'vitest';
import { beforeBranch, symbolsOfTown } from '../../../classifiers/insurance/without-label.js';

const within = (text: string, found: readonly { start: number; end: number }[]) =>
  found.map(({ start, end }) => text.slice(start, end));

describe('symbolsOfTown', () => {
  it.each`
    text                             | values
    ${'岸国07-11893の方'}            | ${['岸国07-11893']}
    ${'「浜国・い0307・1193826」と'} | ${['浜国・い0307・1193826']}
    ${'高国 12-204815'}              | ${['高国 12-204815']}
    ${'中国 12-204815'}              | ${[]}
    ${'全国 072-225-3140'}           | ${[]}
    ${'国道12-2048'}                 | ${[]}
    ${'岸国 12-2048円'}              | ${[]}
  `('reads $values in $text', ({ text, values }) => expect(within(text, symbolsOfTown(text))).toEqual(values));
});

describe('beforeBranch', () => {
  it.each`
    text                                                            | values
    ${'資格情報を見て、二〇三〇 二七五 枝ゼロゼロ'}                 | ${['二〇三〇', '二七五']}
    ${'保険証 21-1183 枝番02'}                                      | ${['21', '1183']}
    ${'カードの上から、ニーハチ、てん、イチイチゴー、枝がゼロイチ'} | ${['ニーハチ', 'イチイチゴー']}
    ${'予算科目 2030 275 枝01、健康保険組合'}                       | ${[]}
    ${'2030 275 枝01'}                                              | ${[]}
    ${'保険証の箱 2030 275 枝が3本'}                                | ${[]}
  `('reads $values in $text', ({ text, values }) => expect(within(text, beforeBranch(text))).toEqual(values));
});

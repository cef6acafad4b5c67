import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../../src/classify/detector.js';
import { loadPolicy } from '../../../../src/classify/policy.js';

let detector: ExplainingDetector;

beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

/** What the rule sees, also where another rule is surer of it. */
const seenBy = (rule: string, text: string) =>
  detector
    .explain(text)
    .filter((one) => one.rule === `person-name/${rule}`)
    .map(({ start, end }) => text.slice(start, end));

describe('a row', () => {
  it.each`
    text                                          | names
    ${'長谷川さん、藤井さん、角で回収しました。'} | ${['角']}
    ${'署名は長谷川さんと角でお願いします。'}     | ${['角']}
    ${'長谷川さん、垣根の中、角で回収しました。'} | ${[]}
    ${'長谷川さん、角のほうへ'}                   | ${[]}
    ${'長谷川さん 角 藤井さん'}                   | ${[]}
    ${'長谷川さんと藤井さん、歌で送りました。'}   | ${[]}
  `('of certain names vouches for $names in $text', ({ text, names }) => expect(seenBy('in-row', text)).toEqual(names));
});

it.each`
  text                                      | names
  ${'樽助さん来庁。・樽助を案内。'}         | ${['樽助']}
  ${'樽助さん来庁。看板「樽助」を案内。'}   | ${[]}
  ${'河口さんから電話。河口が詰まっている'} | ${[]}
`('finds a certain surname again where it acts: $names in $text', ({ text, names }) =>
  expect(seenBy('named-again', text)).toEqual(names),
);

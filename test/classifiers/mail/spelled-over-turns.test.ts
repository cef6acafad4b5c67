import { describe, expect, it } from 'vitest';
import { spelledOverTurns } from '../../../classifiers/mail/spelled-over-turns.js';

function pieces(text: string, cue = 'アドレス'): string[] {
  const label = text.indexOf(cue) + cue.length;
  return spelledOverTurns(text, label, cue).map(({ start, end }) => text.slice(start, end));
}

describe('spelledOverTurns', () => {
  it.each`
    text                                                                                                                              | told
    ${'係:アドレスは。\n客:小文字で、エヌ、オー、アール、アイ、ハイフン、ビー\n係:nori-b、はい。後ろは。\n客:エグザンプルドットコム'} | ${['エヌ、オー、アール、アイ、ハイフン、ビー', 'nori-b', 'エグザンプルドットコム']}
    ${'アドレスは\n客:t2\n係:二文字だけ?\n客:ティーと数字の2。あと@example.org'}                                                      | ${['t2', 'ティーと数字の2', '@example.org']}
    ${'係:アドレスを\n客:ティー、エー、ケー、エスのエス、アンダーバー、いちいち\n係:お電話は\n客:エー、ビー'}                         | ${['ティー、エー、ケー、エスのエス、アンダーバー、いちいち']}
    ${'「アドレスは」「ジェイ、アイ、ジェイ、アイ」「jiji、続きは」「はちじゅうはち、です」'}                                         | ${['ジェイ、アイ、ジェイ、アイ', 'jiji', 'はちじゅうはち']}
    ${'係:アドレスは\n客:t・o・k・u・d・a、数字の2025です'}                                                                           | ${['t・o・k・u・d・a、数字の2025']}
    ${'係:アドレスは登録済みです\n客:SMSで届きますか\n係:URLを押してください'}                                                        | ${[]}
    ${'係:アドレスの「_」はアンダーバーです\n客:出た出た'}                                                                            | ${[]}
    ${'係:県のアドレスは、エー、ビー、アットマーク、ピー、アール、イー、エフ、ドット、example、ドット、エルジー、ドット、ジェーピー'} | ${[]}
    ${'係:アドレスは\n客:また今度\n係:はい\n客:ええ\n係:では\n客:エー、ビー、シー'}                                                   | ${[]}
  `('hears $told in $text', ({ text, told }) => expect(pieces(text)).toEqual(told));

  it('hears what was spelled before the domain is asked for', () =>
    expect(
      pieces(
        '客:ネコのエヌ、イー、ケー、オー、ななきゅう\n係:neko79、ドメインは\n客:モバイル、ドット、エグザンプル',
        'ドメイン',
      ),
    ).toEqual(['ネコのエヌ、イー、ケー、オー、ななきゅう', 'neko79', 'モバイル、ドット、エグザンプル']));

  it('does not take a name that is spelled before', () =>
    expect(
      pieces('係:お名前のつづりを\n客:エス、エイチ、アイ\n係:ドメインは\n客:イグザンプル、ドット、コム', 'ドメイン'),
    ).toEqual([]));

  it('looks at a bounded part of a long text', () => {
    const text = `アドレスは${'エー、'.repeat(50_000)}`;
    const begin = performance.now();
    pieces(text);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

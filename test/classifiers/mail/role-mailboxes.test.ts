import { describe, expect, it } from 'vitest';
import { isNobodys } from '../../../classifiers/mail/role-mailboxes.js';

const asked = (text: string): boolean => {
  const sign = text.indexOf('@');
  const local = /[A-Za-z0-9._+-]+$/.exec(text.slice(0, sign))![0];
  return isNobodys(text, sign - local.length, local, /^@[A-Za-z0-9.-]+/.exec(text.slice(sign))![0]);
};

describe('isNobodys', () => {
  it.each`
    text                                                    | nobodys  | why
    ${'・NPO法人 川辺の学習会 info@kawabe.example.org'}     | ${true}  | ${'role of an association named before it'}
    ${'県文化振興財団 友の会係 yoyaku@bunka.example.or.jp'} | ${true}  | ${'role of a desk'}
    ${'to=<shokai@pref-kensaku.example>, status=sent'}      | ${true}  | ${'role at a domain named after an office'}
    ${'Message-ID: <8812.55@mx.example.net>'}               | ${true}  | ${'what a program calls a message by'}
    ${'In-Reply-To: <8812.55@mx.example.net>'}              | ${true}  | ${'the same of the one answered'}
    ${'bounce@mail.example.com'}                            | ${true}  | ${'a machine'}
    ${'bounce-kenji@docomo.ne.jp'}                          | ${false} | ${'it has a name'}
    ${'図書館の利用者 小野 里佳　info@gmail.com'}           | ${false} | ${'anybody may have a mailbox there'}
    ${'大学 3年 小野 里佳 shop@rika.example'}               | ${false} | ${'somebody of that body'}
    ${'氏名：小野里佳／メール：yoyaku@outlook.jp'}          | ${false} | ${'in a field of theirs'}
    ${'背景は logo@2x.png を使う'}                          | ${true}  | ${'a file'}
    ${'NPO法人の代表です。返信は info@kawabe.example.org'}  | ${false} | ${'whoever writes'}
    ${'NPO法人川辺の者です info@kawabe.example.org'}        | ${false} | ${'whoever writes, in one breath'}
    ${'株式会社ハヤテ 総務課 soumu@hayate.example'}         | ${false} | ${'a firm'}
    ${'財団の職員 m.kuroda@bunka.example.or.jp'}            | ${false} | ${'an employee'}
    ${'担当 s-tanaka@pref-kensaku.example'}                 | ${false} | ${'an employee at such a domain'}
    ${'From: info@kawabe.example.org'}                      | ${false} | ${'who wrote the mail'}
    ${'文化財団へ送った。kuma.info7@mail.example.com'}      | ${false} | ${'a role is only a part of it'}
    ${'中町町内会 会計係 info@kuma.example'}                | ${false} | ${'neighbours'}
    ${'広報係 山下 info@kuma.example'}                      | ${false} | ${'somebody of a desk'}
    ${'写真館 info@isshun.example'}                         | ${false} | ${'a shop'}
    ${'NO-REPLY-ME@xyz.example が私のだ'}                   | ${false} | ${'more than a word for machines'}
  `('$why: $text', ({ text, nobodys }) => expect(asked(text)).toBe(nobodys));
});

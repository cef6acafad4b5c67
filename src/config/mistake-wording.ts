import type { z } from 'zod';

export interface MistakeWording {
  message: string;
  hint: string;
  messageJa: string;
  hintJa: string;
}

const SEE_TEMPLATE = {
  hint: 'see the comments in a new file made by `kimitsu init`',
  hintJa: 'kimitsu init で作られる設定ファイルの説明を参照してください',
};

const TYPES: Readonly<Record<string, string>> = {
  string: '文字列',
  number: '数値',
  int: '整数',
  array: '一覧（- で始まる行）',
  object: '項目の集まり',
  boolean: 'true 又は false',
};

const CUSTOM: Readonly<Record<string, string>> = {
  'must not be empty': '空にはできません',
  'must be given': '必要な項目がありません',
  'at least one system': 'システムを一つ以上記入してください',
  'at least one kind of credential': '資格情報の種類を一つ以上記入してください',
  'an id stands twice': 'id が重複しています。それぞれ異なる id を付けてください',
  'the id "manual" stands for accounts kept by hand':
    'id に manual は使えません（手作業で管理するアカウントを表す名前です）',
  'HH:MM-HH:MM with the end after the beginning, or closed':
    '08:45-17:30 のように、開始より後の終了を記入するか、closed としてください',
  'a network such as 192.0.2.0/24 or 2001:db8::/32': '192.0.2.0/24 のように、ネットワークを記入してください',
  'either a folder or a bucket': 'folder と bucket のどちらか一方を記入してください',
  'type: s3-access-log or cloudtrail': 'type は s3-access-log 又は cloudtrail としてください',
  'each id once': 'id が重複しています。それぞれ異なる id を付けてください',
  '"audit" is the own audit log': 'id に audit は使えません（本ソフトウェアの監査ログを表す名前です）',
  'https, or http on this host only': '同じホストの中でない場合は、https の宛先を記入してください',
  'one local directory at most': 'type: local は一つだけ記入できます',
};

export function unknownName(name: string): MistakeWording {
  return {
    message: `unknown name "${name}"`,
    hint: 'remove it or correct its spelling',
    messageJa: `「${name}」という項目はありません`,
    hintJa: '綴りを確認し、不要であれば削除してください',
  };
}

/** What is wrong at one place, in English for programs and in Japanese for operators. */
export function wordingOf(issue: z.core.$ZodIssue): MistakeWording {
  const { message } = issue;
  switch (issue.code) {
    case 'invalid_type': {
      const expected = TYPES[issue.expected] ?? issue.expected;
      if (message.endsWith('received undefined'))
        return {
          message: 'missing',
          hint: `add it (expected ${issue.expected})`,
          messageJa: '必要な項目がありません',
          hintJa: `${expected}で記入してください`,
        };
      return {
        message,
        hint: `expected ${issue.expected}`,
        messageJa: '値の種類が違います',
        hintJa: `${expected}で記入してください`,
      };
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      return {
        message,
        hint: `one of: ${allowed.join(', ')}`,
        messageJa: '使えない値です',
        hintJa: `次のいずれかを記入してください: ${allowed.join('、')}`,
      };
    }
    case 'too_small':
    case 'too_big': {
      const limit = issue.code === 'too_small' ? `${issue.minimum}以上` : `${issue.maximum}以下`;
      const ja = CUSTOM[message];
      return {
        message,
        ...SEE_TEMPLATE,
        messageJa: ja ?? '値が範囲の外です',
        ...(ja ? {} : { hintJa: `${limit}で記入してください` }),
      };
    }
    case 'invalid_format':
      return {
        message,
        ...SEE_TEMPLATE,
        messageJa: '使えない文字が含まれています',
        hintJa: '英小文字で始まり、英小文字、数字及びハイフンだけからなる32文字以内の名前にしてください',
      };
    default:
      return { message, ...SEE_TEMPLATE, messageJa: CUSTOM[message] ?? '正しくない値です' };
  }
}

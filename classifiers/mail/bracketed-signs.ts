/** Signs that stand for @ so that no machine collects the address. */
export const BRACKETED_SIGNS: readonly string[] = [
  ...[
    '(at)',
    '[at]',
    '<at>',
    '{at}',
    '【at】',
    '〈at〉',
    '(a)',
    '[a]',
    '(AT)',
    '[AT]',
    '【AT】',
    '(At)',
    '(@)',
    '[@]',
    '【@】',
    '＜@＞',
  ],
  ...['(あっと)', '[あっと]', '【あっと】', '(あっとまーく)', '[アット]', '(atmark)', '[atmark]'],
  ...['(アット)', '(アットマーク)', '[アットマーク]', '【アットマーク】', '【アット】', '＠マーク', '@マーク'],
];

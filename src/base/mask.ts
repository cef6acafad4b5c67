/**
 * What a person may see of a personal value: the kind of each character, not the character.
 * `090-1234-5678` → `NNN-NNNN-NNNN`, `山田太郎` → `●●●●`. At most 24 characters.
 */
export function maskedSample(value: string): string {
  let masked = '';
  for (const character of value.slice(0, 48)) {
    if (/\p{Nd}/u.test(character)) masked += 'N';
    // A line break in a file name would write lines of its own on a screen.
    else if (/[\t-\r\u0085\u2028\u2029]/.test(character)) masked += ' ';
    else if (/[\s\p{P}\p{S}]/u.test(character)) masked += character;
    else if (/[A-Za-zＡ-Ｚａ-ｚ]/.test(character)) masked += 'x';
    else masked += '●';
    if (masked.length >= 24) return `${masked}…`;
  }
  return masked;
}

/**
 * An object key as logs, tables and documents show it: only its shape, its extension and date folders
 * (`2026/04/`) stay, because any word or number in it may be a person's.
 * `2026/04/09012345678_yamada.wav` → `2026/04/NNNNNNNNNNN_xxxxxx.wav`
 */
export function maskedKey(key: string): string {
  const parts = key.split('/');
  const file = parts.pop() ?? '';
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(file)?.[0] ?? '';
  const folders = parts.map((part) => (/^\d{1,4}$/.test(part) ? part : maskedSample(part)));
  return [...folders, maskedSample(file.slice(0, file.length - extension.length)) + extension].join('/');
}

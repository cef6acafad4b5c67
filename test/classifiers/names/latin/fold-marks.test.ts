import { describe, expect, it } from 'vitest';
import { withoutMarks } from '../../../../classifiers/names/latin/fold-marks.js';

describe('withoutMarks', () => {
  it.each([
    ['Lefèvre', 'lefevre'],
    ['Đặng', 'dang'],
    ['Håkansson', 'hakansson'],
    ['Łukasz', 'lukasz'],
    ['Satō', 'sato'],
    ['SANTOS', 'santos'],
    ['Yılmaz', 'yilmaz'],
  ])('%s is %s', (word, plain) => expect(withoutMarks(word)).toBe(plain));
});

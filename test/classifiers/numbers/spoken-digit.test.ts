import { describe, expect, it } from 'vitest';
import { vehiclePlate } from '../../../classifiers/jp/vehicle-plate.js';
import { SPOKEN_DIGIT } from '../../../classifiers/numbers/spoken-digit.js';
import { createDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

describe('a digit as it is said', async () => {
  const detector = await createDetector([vehiclePlate], loadPolicy());

  it.each(
    'ゼロ ぜろ れい まる いち に にー にい ニイ さん よん ゴー ごー ご ろく なな しち はち きゅう きゅうー キュー'.split(
      ' ',
    ),
  )('%s', (word) => expect(word).toMatch(new RegExp(`^${SPOKEN_DIGIT}$`)));

  it.each(['', 'よ', 'きゅ', 'ー', 'じゅう'])('not %s', (word) =>
    expect(word).not.toMatch(new RegExp(`^${SPOKEN_DIGIT}$`)),
  );

  it('is read to its end whatever the spelling', () => {
    const text = 'ナンバーが大宮502の「さ」、よんにいのしちれい、でした';
    const [plate] = detector.detect(text).findings;
    expect(text.slice(plate!.start, plate!.end)).toBe('大宮502の「さ」、よんにいのしちれい');
  });
});

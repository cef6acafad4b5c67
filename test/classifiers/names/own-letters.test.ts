import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('a name in letters that are neither Japanese nor Latin', () => {
  it.each([
    '【정수빈】 씨 전화, 도서관 카드 분실',
    '안녕하세요, 【한지우】입니다. 버스 노선을 알고 싶어요.',
    '통역 연결. 성함 【윤하늘】, 주차장 문의',
    '窓口に【임도윤】さん来庁、通訳を手配',
    '原文：【Петренко Ірина】、要約：駐輪場の件',
    '10:40 【สมหญิง】さん 免許の件',
    '我叫【林小雨】，想问图书馆的事。',
    'Меня зовут 【Антон】, вопрос о парковке.',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(namesIn(text)).toEqual(values);
  });

  it.each([
    '고객님, 도서관은 월요일에 쉽니다.',
    '선생님께 문의해 주세요.',
    '안녕하세요, 문의입니다.',
    '이름은 밝힐 수 없습니다.',
    '장모님이 입원하셨어요.',
    '開館時間 Понедельник выходной день',
    '行き先：Нижний Новгород',
    'ภาษาไทย 案内所',
    '我叫了出租车。',
  ])('nobody in %s', (text) => expect(namesIn(text)).toEqual([]));
});

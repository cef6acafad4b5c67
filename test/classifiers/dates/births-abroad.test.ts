import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../values-of.js';

const birthsIn = await valuesOf('DATE_OF_BIRTH');

describe('births in other languages', () => {
  it.each([
    'Fecha de nacimiento: 【7 de octubre de 1983】',
    'Nací el 【21/06/1979】 en Lima',
    'Data de nascimento: 【02-11-1990】',
    'Minha filha nasceu em 【5 de maio de 2019】',
    'Date de naissance : 【3 août 1992】',
    'Ngày sinh: 【15/03/1996】',
    'Tôi sinh ngày 【8 tháng 12 năm 2001】',
    'Tanggal lahir 【9 Agustus 1988】',
    '생년월일은 【1991.07.04】 입니다',
    '둘째는 【2022년 3월 11일】생입니다',
    '첫째는 【2018년 10월 2일】에 태어났습니다',
    '我儿子的生日是【2017年9月23日】',
    '夫 Diego Rojas、【7 de octubre de 1983】、在留は永住',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(birthsIn(text)).toEqual(values);
  });

  it.each([
    'Fecha de entrega: 7 de octubre de 2026',
    'Data de emissão: 02-11-2025',
    '신청일은 2026년 3월 11일입니다',
    '発生日 2026年3月11日、再生日 2026年3月12日',
    '开放时间：2026年3月11日',
    'La fiesta es el 7 de octubre de 2026',
  ])('none in %s', (text) => expect(birthsIn(text)).toEqual([]));
});

import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('names in Latin letters', () => {
  it.each([
    ['My name is Nguyen Thi Lan Anh.', 'Nguyen Thi Lan Anh'],
    ['Maria Clara dos Santos様より入電', 'Maria Clara dos Santos'],
    ['John Smith from Canada', 'John Smith'],
    ['YAMADA 様の件', 'YAMADA'],
    ['奥さんのLaxmiさんは日本語が話せる', 'Laxmi'],
    ['氏名 KAREN SANTIAGO REYES　生年月日 1988年', 'KAREN SANTIAGO REYES'],
    ['通訳のLê Thị Bích Ngọcさんが同席', 'Lê Thị Bích Ngọc'],
    ['Dear Sir, my husband Mateus Oliveira lost his card.', 'Mateus Oliveira'],
    ['口座名義 T SHIRAISHI', 'T SHIRAISHI'],
    ['Please wait for Okuizumi-san at the gate.', 'Okuizumi'],
    ['H.N.さんの件', 'H.N.'],
    ['Ms. Manukyan moved in May.', 'Manukyan'],
    ['A Sra. Beatriz Kanashiro pediu retorno.', 'Beatriz Kanashiro'],
    ['Soy Hernán Castillo, quería preguntar', 'Hernán Castillo'],
    ['S・K様に折り返す', 'S・K'],
  ])('are found whole in %s', (text, name) => expect(namesIn(text)).toEqual([name]));

  it.each([
    'Taro Systems Update 2.0',
    'KDDI様に確認',
    'Zoomさんの障害',
    'support@example.jp様',
    'Aさんは賛成',
    'Mr. Donut is closed',
    'Ask the Sr. Manager',
    'Ms. Plum 120yen',
    'Meine Frau Kopfweh',
  ])('are not seen in %s', (text) => expect(namesIn(text)).toEqual([]));
});

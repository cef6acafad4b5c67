import { expect, it } from 'vitest';
import { jsonFormat } from '../../src/records/json-format.js';

it.each`
  sample                                      | extension | format
  ${'{"a":1}'}                                | ${'csv'}  | ${'json'}
  ${' [ {"a":1} ]'}                           | ${''}     | ${'json'}
  ${'[]'}                                     | ${''}     | ${'json'}
  ${'{"a":1}\n{"a":2}'}                       | ${''}     | ${'jsonl'}
  ${'{"a":1}\n{"a":'}                         | ${''}     | ${'jsonl'}
  ${'{"a":1'}                                 | ${''}     | ${'json'}
  ${'[{"a":1},{'}                             | ${''}     | ${'json'}
  ${'[\n{"a":1},\n{"a":2}\n]'}                | ${''}     | ${'json'}
  ${'{broken}'}                               | ${'json'} | ${'json'}
  ${'{broken}'}                               | ${'txt'}  | ${undefined}
  ${'[10:32] お電話です'}                     | ${'txt'}  | ${undefined}
  ${'[1] 参考'}                               | ${''}     | ${undefined}
  ${'[OP] はい'}                              | ${''}     | ${undefined}
  ${'"text"'}                                 | ${'json'} | ${undefined}
  ${'{"results":{"transcripts":[]}}'}         | ${''}     | ${'transcribe-json'}
  ${'{"jobName":"j","results":{"items":[]}}'} | ${''}     | ${'transcribe-json'}
  ${'{"Transcript":[],"Channel":"VOICE"}'}    | ${''}     | ${'transcribe-json'}
  ${'{"results":[{"a":1}]}'}                  | ${''}     | ${'json'}
  ${'{"Transcript":"x"}'}                     | ${''}     | ${'json'}
`('$sample is $format', ({ sample, extension, format }) => {
  expect(jsonFormat(sample, true, extension)).toBe(format);
});

it('a sample that ends inside a line says as much', () => {
  expect(jsonFormat('{"a":1}\n{"a":2}\n{"a"', false, '')).toBe('jsonl');
  expect(jsonFormat('{"a":1}\n{"a":"long', false, '')).toBe('jsonl');
  expect(jsonFormat('{"a":1,"b":"long', false, '')).toBe('json');
});

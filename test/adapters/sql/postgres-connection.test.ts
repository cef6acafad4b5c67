import { describe, expect, it } from 'vitest';
import { connectionTo } from '../../../src/adapters/sql/postgres-connection.js';

describe('B2-4-1: the connection to the database', () => {
  it.each`
    url                                                                | taken
    ${'postgres://k@db.example/k?sslmode=verify-full'}                 | ${true}
    ${'postgres://k@db.example/k?sslmode=require'}                     | ${true}
    ${'postgres://k@127.0.0.1/k'}                                      | ${true}
    ${'postgres://k@localhost/k?sslmode=disable'}                      | ${true}
    ${'postgres:///k?host=/run/postgresql'}                            | ${true}
    ${'postgres://k@db.example/k'}                                     | ${false}
    ${'postgres://k@db.example/k?sslmode=disable'}                     | ${false}
    ${'postgres://k@db.example/k?sslmode=no-verify'}                   | ${false}
    ${'postgres://k@db.example/k?sslmode=prefer'}                      | ${false}
    ${'postgres://k@db.example/k?sslmode='}                            | ${false}
    ${'postgres://k@db.example/k?sslmode=verify-full&sslmode=disable'} | ${false}
    ${'postgres://k@db.example/k?sslmode=verify-full&ssl=false'}       | ${false}
    ${'postgres://k@db.example/k?sslmode=require&uselibpqcompat=true'} | ${false}
    ${'postgres://k@127.0.0.1/k?host=db.example'}                      | ${false}
  `('$url is taken: $taken', ({ url, taken }) => {
    if (taken) expect(connectionTo(url).connectionString).toContain('/k');
    else expect(() => connectionTo(url)).toThrow(expect.objectContaining({ code: 'config/catalogue-tls' }));
  });
});

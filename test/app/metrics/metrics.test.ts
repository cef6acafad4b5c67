import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { exposition } from '../../../src/app/metrics/exposition.js';
import { serveMetrics } from '../../../src/app/metrics/metrics-server.js';
import { silentLogger } from '../../../src/base/logger.js';
import { smallService } from '../../support/small-service.js';

function get(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject).end();
  });
}

describe('metrics', () => {
  it('are names, labels and numbers in the text format', () => {
    const metric = {
      name: 'kimitsu_x',
      type: 'gauge' as const,
      help: 'a\nb',
      samples: [{ labels: { a: 'q"\\\n' }, value: 1 }],
    };
    expect(exposition([metric, { ...metric, name: 'kimitsu_none', samples: [] }])).toBe(
      '# HELP kimitsu_x a\\nb\n# TYPE kimitsu_x gauge\nkimitsu_x{a="q\\"\\\\\\n"} 1\n',
    );
  });

  it('tell what lies where and how runs went, to this host only, and nothing personal', async () => {
    const service = await smallService({
      'pbx/memo/架空山_09012345678.txt': '架空山 花子様より',
      'pbx/memo/2.txt': 'メモ',
      'PBX/3.txt': 'メモ',
    });
    await service.open((workspace) => classify(workspace), { detector: true });
    const server = await serveMetrics(service.dir, 0, service.clock, silentLogger);
    try {
      const { status, text } = await get(server.port, '/metrics');
      expect(status).toBe(200);
      expect(text).toContain('kimitsu_objects{system="pbx",level="3",state="classified"} 2\n');
      expect(text).toContain('kimitsu_unclaimed_files 1\n');
      expect(text).toContain('kimitsu_job_last_result{job="classify"} 1\n');
      expect(text).toContain(
        `kimitsu_job_last_success_timestamp_seconds{job="classify"} ${service.clock.now().getTime() / 1000}\n`,
      );
      for (const line of text.trim().split('\n'))
        expect(line).toMatch(/^(# (HELP|TYPE) kimitsu_\w+ .+|kimitsu_\w+(\{[^{}]*\})? -?\d+(\.\d+)?)$/);
      for (const value of ['花子', '架空山', '09012345678']) expect(text).not.toContain(value);
      expect((await get(server.port, '/')).status).toBe(404);
      expect((await get(server.port, '/metrics', { host: 'evil.example' })).status).toBe(404);
      await expect(serveMetrics(service.dir, server.port, service.clock, silentLogger)).rejects.toMatchObject({
        code: 'schedule/metrics-port',
      });
    } finally {
      await server.close();
    }
  });
});

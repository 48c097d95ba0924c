import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { openApiOf } from '../support/openapi.js';

const DOCUMENT = join(projectRoot, 'docs', 'openapi.json');
/** `npm run openapi` sets it: write the document instead of comparing */
const writing = process.env['UPDATE_OPENAPI'] === '1';

describe('the published contract', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startTestApp();
  });
  afterAll(() => world.close());

  it('can see every request class: they stand in *.dto.ts, where the generator looks', () => {
    const rules = /from '[^']*\/validation\.js'/;
    const elsewhere = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') &&
        !/\.(?:dto|pages)\.ts$/.test(file) &&
        rules.test(readFileSync(join(projectRoot, 'src', file), 'utf8')),
    );
    expect(elsewhere).toEqual([]);
  });

  it('was read from the present source (else: npm run openapi)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dung-hen-openapi-'));
    try {
      execFileSync(process.execPath, [join(projectRoot, 'scripts', 'openapi-metadata.mjs'), folder]);
      const fresh = readFileSync(join(folder, 'metadata.ts'), 'utf8');
      expect(fresh === readFileSync(join(projectRoot, 'src', 'metadata.ts'), 'utf8')).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is the application’s own (else: npm run openapi)', async () => {
    const document = `${JSON.stringify(await openApiOf(world.app), null, 2)}\n`;
    if (writing) writeFileSync(DOCUMENT, document);
    expect(JSON.parse(readFileSync(DOCUMENT, 'utf8'))).toEqual(JSON.parse(document));
  });

  it('says who may, and how much fits', async () => {
    const { paths, components } = await openApiOf(world.app);
    expect(paths['/api/v1/users']?.post).toMatchObject({ security: [{ bearer: [] }], description: 'Roles: admin.' });
    expect(paths['/api/v1/sessions']?.post?.security).toBeUndefined();
    expect(components?.schemas?.['NewUserRequest']).toMatchObject({
      required: expect.arrayContaining(['username', 'fullName', 'unitCode', 'roles', 'password']),
      properties: { fullName: { type: 'string', minLength: 2, maxLength: 120 }, roles: { type: 'array', minItems: 1 } },
    });
    const query = (paths['/api/v1/users']?.get?.parameters ?? []) as { name: string; schema: object }[];
    expect(query.find(({ name }) => name === 'limit')?.schema).toMatchObject({ minimum: 1, maximum: 200 });
  });

  it('is served to programs and people', async () => {
    const served = await world.http({ method: 'GET', url: '/api/openapi.json' });
    expect(served.headers['content-type']).toMatch(/^application\/json/);
    expect(served.json()).toEqual(JSON.parse(readFileSync(DOCUMENT, 'utf8')));
    const viewer = await world.http({ method: 'GET', url: '/api/docs' });
    expect(viewer.headers['content-security-policy']).toContain("default-src 'self'; style-src 'self' 'unsafe-inline'");
    expect(viewer.headers['content-security-policy']).not.toContain('script-src');
    for (const file of ['start.js', 'swagger-ui-bundle.js', 'swagger-ui.css']) {
      expect((await world.http({ method: 'GET', url: `/api/docs/${file}` })).statusCode).toBe(200);
    }
    for (const file of ['package.json', '..%2f..%2fpackage.json', 'toString']) {
      expect((await world.http({ method: 'GET', url: `/api/docs/${file}` })).statusCode).toBe(404);
    }
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse as Response } from 'fastify';
import { ImportRunner } from '../../src/imports/import-runner.js';
import type { Agent } from './agents.js';
import type { TestApp } from './app.js';
import { registerRows, type RegisterLine } from './register.js';
import { writeXlsx } from './xlsx.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface ImportAnswer {
  readonly id: string;
  readonly state: string;
  readonly fault: { readonly code: string; readonly where: string; readonly vi: string; readonly en: string } | null;
  readonly rows: Readonly<Record<string, number>>;
}

export interface RowAnswer {
  readonly line: number;
  readonly code: string | null;
  readonly state: string;
  readonly isNew: boolean;
  readonly findings: readonly { severity: string; code: string; field: string; vi: string; en: string }[];
}

/** The bytes of a register with these lines. */
export async function registerFile(lines: Iterable<RegisterLine>): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-register-'));
  try {
    const path = join(folder, 'register.xlsx');
    await writeXlsx(path, { sheets: [{ name: 'Sổ theo dõi', rows: registerRows(lines) }] });
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function send(agent: Agent, body: Buffer | string, type = XLSX, query = '?dryRun=true'): Promise<Response> {
  return agent.post(`/api/v1/imports/dossiers${query}`, body, { 'content-type': type });
}

/** Sends a file, lets the job do its work, and answers how it came out. */
export async function imported(
  world: TestApp,
  agent: Agent,
  body: Buffer | string,
  options: { readonly type?: string; readonly query?: string } = {},
): Promise<ImportAnswer> {
  const answer = await send(agent, body, options.type, options.query);
  if (answer.statusCode !== 202) throw new Error(`not taken: ${answer.body}`);
  await world.get(ImportRunner, { strict: false }).run();
  return shown(agent, answer.json<ImportAnswer>().id);
}

export async function shown(agent: Agent, id: string): Promise<ImportAnswer> {
  return (await agent.get(`/api/v1/imports/${id}`)).json<ImportAnswer>();
}

/** Lets it be applied, and waits until it is. */
export async function accepted(world: TestApp, agent: Agent, id: string, body: object = {}): Promise<ImportAnswer> {
  const answer = await agent.post(`/api/v1/imports/${id}/acceptances`, body);
  if (answer.statusCode !== 201) throw new Error(`not accepted: ${answer.body}`);
  await world.get(ImportRunner, { strict: false }).run();
  return shown(agent, id);
}

/** Every row of an import, page by page. */
export async function rowsOf(agent: Agent, id: string, query = ''): Promise<RowAnswer[]> {
  const rows: RowAnswer[] = [];
  for (let cursor: number | null = 0; cursor !== null;) {
    const url = `/api/v1/imports/${id}/rows?limit=200&cursor=${String(cursor)}${query}`;
    const page: { items: RowAnswer[]; nextCursor: number | null } = (await agent.get(url)).json();
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

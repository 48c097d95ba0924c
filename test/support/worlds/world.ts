import { CalendarService } from '../../../src/calendar/calendar.service.js';
import type { Dossier } from '../../../src/domain/dossier/dossier.js';
import { toLocalIso, type Instant } from '../../../src/domain/time/instant.js';
import type { WorkingCalendar } from '../../../src/domain/time/working-calendar.js';
import { fromRow } from '../../../src/dossiers/dossier.row.js';
import { placeholders } from '../../../src/platform/database/sql.js';
import type { Seen } from './acting.js';
import type { Ground, Plot } from './ground.js';

/** What a request came to. */
export interface Answered {
  readonly status: number;
  readonly code: string;
  readonly body: Record<string, unknown>;
}

export interface Asked {
  readonly by: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly path: string;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where nothing may be written by what was refused; of the whole database, for nobody else is at work. */
const COUNTED = [
  ...['dossier', 'dossier_party', 'dossier_event', 'dossier_event_payload', 'promise', 'obligation', 'kpi_tail'],
  ...[
    'kpi_stage_tail',
    'kpi_open_tail',
    'hand_over',
    'supplement_request',
    'payment_request',
    'payment',
    'delay_notice',
    'dossier_fault',
  ],
  ...['receipt_correction', 'receipt_version', 'dossier_paper_slip', 'dossier_token', 'paper_session', 'letter'],
  ...['letter_obligation', 'message', 'idempotency_key', 'audit_entry'],
];

/** Counted over the whole life of a run: what it tried, and what came of it. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(what: string, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by);
  }
}

/** One world while it goes on: its plot, its dossiers, and what was done, in words. */
export class World {
  readonly script: string[] = [];
  /** calendar in force when an event was written, by `dossierId/seq` */
  readonly calendars = new Map<string, WorkingCalendar>();
  readonly paper = { book: 'Sổ 1', serial: 0 };
  importSerial = 9000;
  /** whether a day that is over may have changed since it was looked at: a void, a correction, what came from paper */
  reopened = false;
  lastPosted: Asked | null = null;
  private readonly known = new Map<string, number>();

  constructor(
    readonly ground: Ground,
    readonly plot: Plot,
    readonly tally: Tally,
  ) {}

  get now(): Instant {
    return this.ground.clock.now();
  }

  get units(): readonly string[] {
    const { town, division, commune } = this.plot;
    return [town, division, commune];
  }

  query<T = Record<string, unknown>>(sql: string, params: readonly (string | number | null)[] = []): Promise<T[]> {
    return this.ground.test.database.query<T>(sql, params);
  }

  get<T>(type: new (...args: never[]) => T): T {
    return this.ground.test.app.get(type, { strict: false });
  }

  say(line: string): void {
    this.script.push(`${toLocalIso(this.now).slice(0, 19)} ${line}`);
  }

  /**
   * Sends a request, writes it into the script, and sees to it that what was refused has written nothing.
   *
   * @throws Error for an answer that no request may get
   */
  async ask(asked: Asked): Promise<Answered> {
    const { by, method, path, body, headers } = asked;
    const before = await this.fingerprint();
    const answer = await this.ground.test.http({
      method,
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${this.ground.tokens.get(by) ?? ''}`, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const json = answer.body.startsWith('{') ? answer.json<Record<string, unknown>>() : {};
    const code = typeof json['code'] === 'string' && answer.statusCode >= 400 ? json['code'] : '';
    this.say(`${by}: ${method} ${path} ${sent(body)} → ${String(answer.statusCode)} ${code || stateOf(json)}`);
    this.tally.add(answer.statusCode < 300 ? 'requests accepted' : 'requests refused');
    if (answer.statusCode >= 500 || answer.statusCode === 401) throw new Error(`answered ${answer.body}`);
    if (answer.statusCode >= 400 && (await this.fingerprint()) !== before) {
      throw new Error('something was written by what was refused');
    }
    if (method === 'POST' && answer.statusCode < 300) this.lastPosted = asked;
    return { status: answer.statusCode, code, body: json };
  }

  async dossiers(): Promise<Dossier[]> {
    const rows = await this.query(
      `SELECT * FROM "dossier" WHERE "unitCode" IN (${placeholders(this.units.length)}) ORDER BY "id"`,
      this.units,
    );
    return rows.map(fromRow);
  }

  /** Remembers on which calendar each new event was decided. */
  async note(): Promise<void> {
    for (const { id, eventSeq, responsibleUnitCode } of await this.dossiers()) {
      const from = this.known.get(id) ?? 0;
      if (from === eventSeq) continue;
      const calendar = await this.get(CalendarService).workingCalendar(responsibleUnitCode);
      for (let seq = from + 1; seq <= eventSeq; seq += 1) this.calendars.set(`${id}/${String(seq)}`, calendar);
      this.known.set(id, eventSeq);
    }
  }

  async see(dossier: Dossier): Promise<Seen> {
    const openOf = async (table: string, column: string): Promise<string | null> => {
      const [row] = await this.query<{ id: string }>(
        `SELECT "id" FROM "${table}" WHERE "dossierId" = $1 AND "${column}" IS NULL ORDER BY "id" DESC`,
        [dossier.id],
      );
      return row?.id ?? null;
    };
    const faults = await this.query<{ id: string; state: string; correctedOn: string | null }>(
      'SELECT "id", "state", "correctedOn" FROM "dossier_fault" WHERE "dossierId" = $1 ORDER BY "id"',
      [dossier.id],
    );
    return {
      dossier,
      now: this.now,
      calendar: await this.get(CalendarService).workingCalendar(dossier.responsibleUnitCode),
      openPayment: await openOf('payment_request', 'confirmedAt'),
      openCorrection: await openOf('receipt_correction', 'confirmedAt'),
      faults: faults.map(({ id, state, correctedOn }) => ({ id, state, mended: correctedOn !== null })),
    };
  }

  async fingerprint(): Promise<string> {
    const counts = COUNTED.map((table) => `(SELECT count(*) FROM "${table}") AS "${table}"`);
    const [rows] = await this.query(`SELECT ${counts.join(', ')}, (SELECT sum("value") FROM "counter") AS "counters"`);
    const own = await this.query(
      `SELECT "code", "chainHash", "version", "status" FROM "dossier"
        WHERE "unitCode" IN (${placeholders(this.units.length)}) ORDER BY "id"`,
      this.units,
    );
    return JSON.stringify([rows, own]);
  }
}

function sent(body: object | string | undefined): string {
  if (body === undefined) return '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function stateOf(json: Record<string, unknown>): string {
  const parts = [json['code'], json['status'] ?? json['state']];
  return parts.filter((part) => typeof part === 'string').join(' ');
}

import { DOSSIER_CODE } from '../domain/dossier/code.js';
import type { Party } from '../domain/dossier/party.js';
import type { Instant } from '../domain/time/instant.js';
import type { ImportedDossier } from '../dossiers/replay/imported-dossier.js';
import { MAX_CELL_CHARACTERS, type Cell, type TableRow } from '../platform/spreadsheet/table.js';
import { atTime, readMoment } from '../platform/spreadsheet/date-text.js';
import type { Finding } from './finding.js';
import { foldLabel } from '../platform/spreadsheet/fold-label.js';
import type { Heading } from '../platform/spreadsheet/heading.js';
import type { ImportGround } from './import-ground.js';
import { type ReadyMapping, type Target, type TheirStatus, type ValueTarget } from './mapping.js';
import { registerEvents } from './register-events.js';
import { EMAIL, ID_NUMBER, PHONE, RowChecks, TAX_CODE, tidyIdNumber, tidyPhone } from './row-checks.js';

/** What a row of a file came to. */
export interface ReadRow {
  readonly line: number;
  readonly code: string | null;
  /** null when the row has a defect, or tells of nothing that was received */
  readonly dossier: ImportedDossier | null;
  readonly findings: readonly Finding[];
}

/** How the rows of one table are read: where its columns stand, and what its words mean. */
export interface RegisterReading {
  readonly heading: Heading<Target>;
  readonly mapping: ReadyMapping;
  readonly ground: ImportGround;
  readonly epoch: 1900 | 1904;
}

/** Reads one row of a register. Everything wrong with it is told at once. */
export function readRegisterRow(row: TableRow, reading: RegisterReading): ReadRow {
  const cells = new RegisterCells(row, reading);
  const { checks } = cells;
  const given = cells.text('code', 40, 'required');
  const code = checks.matching(cells.name('code'), given, DOSSIER_CODE, 'code_malformed');
  const status = cells.value('status', 'status_unknown') as TheirStatus | null;
  if (status === 'submitted' || status === 'rejected') {
    const findings: Finding[] = [{ severity: 'differs', field: cells.name('status'), code: 'not_received', facts: {} }];
    return { line: row.line, code, dossier: null, findings: checks.isDefective ? checks.findings : findings };
  }
  const dossier = cells.dossier(code, status);
  return { line: row.line, code, dossier: checks.isDefective ? null : dossier, findings: checks.findings };
}

class RegisterCells {
  readonly checks = new RowChecks();

  constructor(
    private readonly row: TableRow,
    private readonly reading: RegisterReading,
  ) {}

  /** The heading as the file writes it. */
  name(target: Target): string {
    const { names, columns } = this.reading.heading;
    return names[columns.get(target) ?? -1] ?? target;
  }

  text(target: Target, most: number, need: 'required' | 'optional' = 'optional'): string | null {
    const cell = this.cell(target);
    const text = cell === null ? '' : String(cell);
    const bound = Math.min(most, MAX_CELL_CHARACTERS);
    return need === 'required'
      ? this.checks.required(this.name(target), text, bound)
      : this.checks.text(this.name(target), text, bound);
  }

  value(target: ValueTarget, unknown: 'status_unknown' | 'channel_unknown' | 'value_malformed'): string | null {
    const text = this.text(target, 200);
    if (text === null) return null;
    return this.reading.mapping.values[target].get(foldLabel(text)) ?? this.checks.defect(this.name(target), unknown);
  }

  dossier(code: string | null, status: TheirStatus | null): ImportedDossier | null {
    const { checks } = this;
    const { mapping, ground } = this.reading;
    const { accepted, due, finished } = mapping.minutes;
    const procedure = this.text('procedure', 500, 'required');
    const procedureCode =
      procedure === null ? null : ground.procedure(checks, this.name('procedure'), procedure, mapping);
    const unitCode = ground.desk(checks, this.name('unit'), this.text('unit', 200), mapping);
    const channel = this.value('channel', 'channel_unknown') ?? 'counter';
    const applicant = this.applicant();
    const acceptedAt = this.moment('acceptedAt', accepted, 'required');
    const dueAt = this.moment('dueAt', due);
    checks.inOrder([
      { field: this.name('acceptedAt'), at: acceptedAt, code: 'event_order' },
      { field: this.name('dueAt'), at: dueAt, code: 'due_before_receipt' },
    ]);
    checks.past(this.name('acceptedAt'), acceptedAt, ground.until);
    const events = registerEvents(
      {
        acceptedAt,
        status,
        supplementRequestedAt: this.moment('supplementRequestedAt', finished),
        supplementReceivedAt: this.moment('supplementReceivedAt', finished),
        finishedAt: this.moment('finishedAt', finished),
        returnedAt: this.moment('returnedAt', finished),
        resultNumber: this.text('resultNumber', 60),
        reason: this.text('reason', 600),
        receivedBy: applicant?.name ?? null,
      },
      checks,
      { name: (target) => this.name(target), until: ground.until },
    );
    const summary = this.text('summary', 500);
    const submitter = this.submitter();
    if (procedureCode === null || unitCode === null || acceptedAt === null || applicant === null) return null;
    const base = { code, procedureCode, unitCode, channel: channel as ImportedDossier['channel'], assisted: false };
    return { ...base, applicant, submitter, summary, acceptedAt, dueAt, events };
  }

  private applicant(): Party | null {
    const { checks } = this;
    const name = this.text('applicantName', 200, 'required');
    const tax = this.text('taxCode', 14);
    const kind = this.value('applicantKind', 'value_malformed') ?? (tax === null ? 'person' : 'organisation');
    const person = kind === 'person';
    const idNumber = this.tidied('idNumber', tidyIdNumber);
    const party = {
      kind: person ? ('person' as const) : ('organisation' as const),
      idNumber: person ? checks.matching(this.name('idNumber'), idNumber, ID_NUMBER, 'id_malformed') : null,
      address: this.text('address', 300),
      phone: checks.matching(this.name('phone'), this.tidied('phone', tidyPhone), PHONE, 'phone_malformed'),
      email: checks.matching(this.name('email'), this.text('email', 254), EMAIL, 'email_malformed'),
      contactBy: [],
      taxCode: person ? null : checks.matching(this.name('taxCode'), tax, TAX_CODE, 'tax_code_malformed'),
      representative: null,
      contactName: null,
    };
    return name === null ? null : { ...party, name };
  }

  private submitter(): ImportedDossier['submitter'] {
    const name = this.text('submitterName', 200);
    const phone = this.tidied('submitterPhone', tidyPhone);
    this.checks.matching(this.name('submitterPhone'), phone, PHONE, 'phone_malformed');
    return name === null ? null : { name, phone, authorisation: false };
  }

  private tidied(target: Target, tidy: (text: string, wasNumber: boolean) => string): string | null {
    const text = this.text(target, 60);
    return text === null ? null : tidy(text, typeof this.cell(target) === 'number');
  }

  private moment(target: Target, minutes: number, need: 'required' | 'optional' = 'optional'): Instant | null {
    const cell = this.cell(target);
    const field = this.name(target);
    if (cell === null || String(cell).trim() === '') {
      return need === 'required' ? this.checks.defect(field, 'field_missing') : null;
    }
    const found = readMoment(cell, this.reading.mapping.formats, this.reading.epoch);
    return found === null ? this.checks.defect(field, 'date_malformed') : atTime(found, minutes);
  }

  private cell(target: Target): Cell {
    return this.row.cells[this.reading.heading.columns.get(target) ?? -1] ?? null;
  }
}

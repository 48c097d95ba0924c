import { DOSSIER_CODE } from '../domain/dossier/code.js';
import { CONTACT_CHANNELS, type ContactChannel, type Party } from '../domain/dossier/party.js';
import { CHANNELS } from '../domain/dossier/status.js';
import type { Instant } from '../domain/time/instant.js';
import type { ImportedDossier, ReplayedEvent } from '../dossiers/replay/imported-dossier.js';
import type { NdjsonRow } from '../platform/ndjson/read-ndjson.js';
import type { ImportGround } from './import-ground.js';
import { readEvent } from './ndjson-events.js';
import { ObjectReader } from './object-reader.js';
import type { ReadRow } from './register-row.js';
import { EMAIL, ID_NUMBER, PHONE, RowChecks, TAX_CODE } from './row-checks.js';

const MOST_EVENTS = 100;

/** Reads one line of an NDJSON file: a dossier with everything that happened to it. */
export function readNdjsonRow({ line, value }: NdjsonRow, ground: ImportGround): ReadRow {
  const checks = new RowChecks();
  if (value === null) {
    checks.defect('', 'row_malformed');
    return { line, code: null, dossier: null, findings: checks.findings };
  }
  const reader = new ObjectReader(checks, value);
  const code = reader.matching('code', DOSSIER_CODE, 40, 'code_malformed');
  const dossier = readDossier(reader, checks, ground, code);
  reader.demandNothingElse();
  return { line, code, dossier: checks.isDefective ? null : dossier, findings: checks.findings };
}

function readDossier(
  reader: ObjectReader,
  checks: RowChecks,
  ground: ImportGround,
  code: string | null,
): ImportedDossier | null {
  const procedure = reader.text('procedureCode', 40);
  const procedureCode = procedure === null ? null : ground.procedure(checks, 'procedureCode', procedure, null);
  const unit = reader.text('unitCode', 40);
  const unitCode = unit === null ? null : ground.desk(checks, 'unitCode', unit, null);
  const channel = reader.oneOf('channel', CHANNELS, null);
  const assisted = reader.flag('assisted');
  const applicant = readParty(reader.object('applicant'));
  const submitter = readSubmitter(reader.objectOrNull('submitter'));
  const summary = reader.textOrNull('summary', 500);
  const acceptedAt = reader.moment('acceptedAt');
  const dueAt = reader.momentOrNull('dueAt');
  const events = reader.objects('events', MOST_EVENTS).flatMap((one) => readEvent(one, checks, ground) ?? []);
  checks.past('acceptedAt', acceptedAt, ground.until);
  demandOrder(checks, { acceptedAt, dueAt, events });
  if (procedureCode === null || unitCode === null || channel === null || !applicant || acceptedAt === null) return null;
  return { code, procedureCode, unitCode, channel, assisted, applicant, submitter, summary, acceptedAt, dueAt, events };
}

function demandOrder(
  checks: RowChecks,
  {
    acceptedAt,
    dueAt,
    events,
  }: { acceptedAt: Instant | null; dueAt: Instant | null; events: readonly ReplayedEvent[] },
): void {
  const receipt = { field: 'acceptedAt', at: acceptedAt, code: 'event_order' } as const;
  checks.inOrder([receipt, { field: 'dueAt', at: dueAt, code: 'due_before_receipt' }]);
  checks.inOrder([
    receipt,
    ...events.map(({ at }, i) => ({ field: `events[${String(i)}].at`, at, code: 'event_order' as const })),
  ]);
}

function readParty(reader: ObjectReader | null): Party | null {
  if (!reader) return null;
  const kind = reader.oneOf('kind', ['person', 'organisation'], 'person');
  const person = kind === 'person';
  const name = reader.text('name', 200);
  const party = {
    kind: person ? ('person' as const) : ('organisation' as const),
    idNumber: person ? reader.matching('idNumber', ID_NUMBER, 12, 'id_malformed') : null,
    address: reader.textOrNull('address', 300),
    phone: reader.matching('phone', PHONE, 11, 'phone_malformed'),
    email: reader.matching('email', EMAIL, 254, 'email_malformed'),
    contactBy: reader.texts('contactBy', CONTACT_CHANNELS) as ContactChannel[],
    taxCode: person ? null : reader.matching('taxCode', TAX_CODE, 14, 'tax_code_malformed'),
    representative: person ? null : reader.textOrNull('representative', 200),
    contactName: person ? null : reader.textOrNull('contactName', 200),
  };
  reader.demandNothingElse();
  return name === null ? null : { ...party, name };
}

function readSubmitter(reader: ObjectReader | null): ImportedDossier['submitter'] {
  if (!reader) return null;
  const name = reader.text('name', 200);
  const phone = reader.matching('phone', PHONE, 11, 'phone_malformed');
  const authorisation = reader.flag('authorisation');
  reader.demandNothingElse();
  return name === null ? null : { name, phone, authorisation };
}

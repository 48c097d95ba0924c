import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { RADAR_KINDS, type RadarKind } from '../../domain/kpi/radar.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { Transactor } from '../../platform/database/transactor.js';
import { ReportLabelsService } from '../report-labels.service.js';
import { ReportScopeService, type ReportScope } from '../report-scope.service.js';
import { RADAR_READERS } from './radar-roles.js';
import { RadarSigns, type KindShares, type OfficerShare, type RadarSign } from './radar-signs.repository.js';

export interface RadarAsked {
  readonly unit?: string | undefined;
  /** `2023-06`; this month when left out */
  readonly month?: string | undefined;
  readonly kind?: RadarKind | undefined;
  /** username */
  readonly officer?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface RadarPage {
  readonly unit: ReportScope['unit'];
  readonly month: string;
  readonly today: PlainDate;
  /** one for each kind, in the order of the page */
  readonly shares: readonly KindShares[];
  /** of the kind asked about; empty without one */
  readonly officers: readonly OfficerShare[];
  readonly signs: readonly RadarSign[];
  readonly nextCursor: string | null;
  readonly units: ReadonlyMap<string, string>;
  readonly unitCodes: readonly string[];
  readonly people: ReadonlyMap<string, string>;
  readonly procedures: ReadonlyMap<string, string>;
}

const ROWS = 30;
const OFFICERS = 20;
const ORDER = 'radar';
const NONE = { signs: 0, cases: 0 };

/** Signs that somebody should look at: shown with how usual they are, marked when looked at, and never in the way. */
@Injectable()
export class RadarService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly signs: RadarSigns,
    private readonly scopes: ReportScopeService,
    private readonly labels: ReportLabelsService,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `not_found` or `auth.forbidden` for the unit; `request.malformed` for a cursor we did not give */
  async page(asked: RadarAsked, by: Actor): Promise<RadarPage> {
    const after = readCursor(ORDER, asked.cursor);
    const { unit, unitCodes } = await this.scopes.of(by, asked.unit ?? null);
    const today = localDate(this.clock.now());
    const { month = today.slice(0, 7), kind = null, officer = null } = asked;
    const [shares, officers, found] = await Promise.all([
      this.signs.shares(month, unitCodes),
      kind === null ? [] : this.signs.officers(month, unitCodes, kind, OFFICERS),
      this.signs.page({ month, unitCodes, kind, officer }, after, ROWS),
    ]);
    const signs = found.slice(0, ROWS);
    const last = found.length > ROWS ? signs.at(-1) : undefined;
    const names = [...officers, ...signs].map((row) => row.officer);
    const [units, people, procedures] = await Promise.all([
      this.labels.of('unit', [], today),
      this.labels.of('officer', [...names, ...signs.flatMap(({ lookedBy }) => lookedBy ?? [])], today),
      this.labels.of(
        'procedure',
        signs.map(({ procedureCode }) => procedureCode),
        today,
      ),
    ]);
    return {
      ...{ unit, month, today, officers, signs, units, unitCodes, people, procedures },
      shares: RADAR_KINDS.map(
        (each) => shares.find((row) => row.kind === each) ?? { kind: each, here: NONE, all: NONE },
      ),
      nextCursor: last ? writeCursor(ORDER, last.at, last.id) : null,
    };
  }

  /**
   * Somebody has looked, and says what it was. Who was first is kept; a second look changes nothing.
   *
   * @throws DomainError `not_found` for a sign out of reach
   */
  async look(id: string, note: string, by: Actor): Promise<RadarSign> {
    const sign = await this.signs.one(id);
    if (!sign || !hasRole(by, ...RADAR_READERS)) throw new DomainError('not_found', 'there is no such sign');
    const { unitCodes } = await this.scopes.of(by, null);
    if (!unitCodes.includes(sign.unitCode)) throw new DomainError('not_found', 'there is no such sign');
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      // Another who was faster has said it already: theirs stands.
      if (!(await this.signs.look(tx, id, { at, by: by.username, note }))) return;
      const subject = `${sign.code}/${sign.kind}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'radar.looked', subject, reason: note });
    });
    return sign;
  }
}

import { Injectable } from '@nestjs/common';
import { hasRole, mayRead, type Actor } from '../domain/accounts/roles.js';
import type { Cause, ObligationState } from '../domain/apology/obligation.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import { DomainError } from '../domain/errors.js';
import { toLocalIso, type Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant, readInstantOrNull } from '../platform/database/instant-column.js';
import { placeholders, type Row } from '../platform/database/sql.js';
import { UnitsService } from '../units/units.service.js';

export interface ObligationFact {
  readonly id: string;
  readonly dossierCode: string;
  readonly cause: Cause;
  readonly state: ObligationState;
  readonly fault: Fault;
  readonly unitCode: string;
  readonly since: Instant;
  readonly openedAt: Instant;
  readonly settledAt: Instant | null;
  readonly letterId: string | null;
}

export interface ObligationQuestion {
  readonly state?: string | undefined;
  readonly cause?: string | undefined;
  readonly fault?: string | undefined;
  readonly unit?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Obligations as lists; every row is somebody waiting for a word. */
@Injectable()
export class ObligationsService {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsService,
  ) {}

  /**
   * Units whose obligations and letters the reader may see.
   *
   * @throws DomainError `not_found` for a unit out of reach
   */
  async scope(unit: string | undefined, by: Actor): Promise<readonly string[]> {
    const asked = unit ?? by.unitCode;
    if (!mayRead(by, asked, await this.units.ancestors(asked))) {
      throw new DomainError('not_found', 'this unit is not within your reach', { unitCode: asked });
    }
    return hasRole(by, 'leader', 'desk_head', 'monitor', 'admin', 'clerk') ? this.units.subtree(asked) : [asked];
  }

  async list(question: ObligationQuestion, by: Actor): Promise<{ items: ObligationFact[]; nextCursor: string | null }> {
    const { limit = 50, cursor, from, to, state, cause, fault } = question;
    const unitCodes = await this.scope(question.unit, by);
    const params: string[] = [...unitCodes];
    const parts = [`"unitCode" IN (${placeholders(unitCodes.length)})`];
    const also = (sql: string, value: string | undefined): void => {
      if (value !== undefined) parts.push(sql.replace('?', `$${String(params.push(value))}`));
    };
    also('"state" = ?', state);
    also('"cause" = ?', cause);
    also('"fault" = ?', fault);
    also('"openedDay" >= ?', from);
    also('"openedDay" <= ?', to);
    also('"id" < ?', cursor);
    const rows = await this.database.query(
      `SELECT * FROM "obligation_fact" WHERE ${parts.join(' AND ')} ORDER BY "id" DESC LIMIT ${String(limit + 1)}`,
      params,
    );
    const items = rows.slice(0, limit).map(factOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws DomainError `not_found`, also when it is none of the reader's business */
  async one(id: string, by: Actor): Promise<ObligationFact> {
    const [row] = await this.database.query('SELECT * FROM "obligation_fact" WHERE "id" = $1', [id]);
    const fact = row ? factOf(row) : null;
    if (!fact || !(await this.scope(undefined, by)).includes(fact.unitCode)) {
      throw new DomainError('not_found', 'there is no such obligation');
    }
    return fact;
  }
}

export function obligationJson(fact: ObligationFact): object {
  return {
    ...fact,
    since: toLocalIso(fact.since),
    openedAt: toLocalIso(fact.openedAt),
    settledAt: fact.settledAt === null ? null : toLocalIso(fact.settledAt),
  };
}

function factOf(row: Row): ObligationFact {
  return {
    id: row['id'] as string,
    dossierCode: row['dossierCode'] as string,
    cause: row['cause'] as Cause,
    state: row['state'] as ObligationState,
    fault: row['fault'] as Fault,
    unitCode: row['unitCode'] as string,
    since: readInstant(row['since']),
    openedAt: readInstant(row['openedAt']),
    settledAt: readInstantOrNull(row['settledAt']),
    letterId: row['letterId'] as string | null,
  };
}

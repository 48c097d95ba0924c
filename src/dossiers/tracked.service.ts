import { Injectable } from '@nestjs/common';
import type { Dossier } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import type { TraceStep } from '../domain/time/deadline-types.js';
import { Database } from '../platform/database/database.js';
import { Keys, sameSecret } from '../platform/keys/keys.js';
import { DossiersRepository } from './dossiers.repository.js';
import { HistoryRepository, type ObligationEntry } from './history.repository.js';
import { askedFor } from './missing-papers.js';

/** What the holder of a slip may know: how it stands and what was promised; of people nothing. */
export interface Tracked {
  readonly dossier: Dossier;
  readonly resultVia: 'desk' | 'postal' | 'online';
  /** what the citizen was asked for last */
  readonly asked: readonly string[];
  readonly obligations: readonly ObligationEntry[];
  /** how the first promise was counted; empty before there is one */
  readonly trace: readonly TraceStep[];
}

/** Opens a dossier to whoever holds its slip. */
@Injectable()
export class TrackedService {
  constructor(
    private readonly database: Database,
    private readonly repository: DossiersRepository,
    private readonly history: HistoryRepository,
    private readonly keys: Keys,
  ) {}

  /**
   * A code that does not exist is looked up, hashed and compared as one that does.
   *
   * @param code as written on the slip
   * @param secret the 8 digits beside it
   * @throws DomainError `not_found` for an unknown code and for a wrong secret alike. Source: R35
   */
  async open(code: string, secret: string): Promise<Tracked> {
    const serial = await this.repository.trackingSerial(this.database, code);
    const right = sameSecret(secret, this.keys.trackingSecret(code, serial ?? 0));
    if (!right || serial === null) throw new DomainError('not_found', 'no dossier has this code and secret');
    return this.of(code);
  }

  /** Of a dossier whose secret was shown before. @throws DomainError `not_found` */
  async of(code: string): Promise<Tracked> {
    const { dossier, trace } = await this.repository.withTrace(this.database, code);
    const [{ resultVia }, events, obligations] = await Promise.all([
      this.history.slip(this.database, dossier.id),
      this.history.events(this.database, dossier.id),
      this.history.obligations(this.database, dossier.id),
    ]);
    const counted = trace === null ? [] : (JSON.parse(trace) as TraceStep[]);
    return { dossier, resultVia, asked: askedFor({ events }), obligations, trace: counted };
  }
}

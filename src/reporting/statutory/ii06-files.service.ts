import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ClosingBooks } from '../closing/closing-books.service.js';
import { ClosingSignatures } from '../closing/closing-signatures.service.js';
import type { Closing } from '../closing/closings.repository.js';
import { ReportScopeService } from '../report-scope.service.js';
import { Ii06Press } from './ii06-press.service.js';
import type { Ii06Report } from './statutory.service.js';

const PDF = 'application/pdf';

/** Which paper of a closed period is asked for. */
export interface ClosingFile {
  readonly unit: string;
  readonly period: string;
  readonly kind: 'xlsx' | 'pdf' | 'signed';
}

/** The files of form II.06: drawn now, or as they were handed in. */
@Injectable()
export class Ii06Files {
  constructor(
    private readonly press: Ii06Press,
    private readonly books: ClosingBooks,
    private readonly signatures: ClosingSignatures,
    private readonly scopes: ReportScopeService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  xlsx(report: Ii06Report): Promise<Buffer> {
    return this.press.xlsx([report], this.clock.now());
  }

  pdf(report: Ii06Report): Promise<Buffer> {
    return this.press.pdf([report], null, this.clock.now());
  }

  /** @throws DomainError `auth.forbidden` for a unit out of reach, `not_found` for a period that is not closed */
  async closed(by: Actor, { unit, period, kind }: ClosingFile): Promise<{ bytes: Buffer; type: string }> {
    const closing = await this.closing(by, unit, period);
    if (kind === 'signed') return { bytes: await this.signatures.file(closing), type: PDF };
    return this.books.file(closing, kind);
  }

  /** The paper of a closing comes back signed. Throws as `closed` and `ClosingSignatures.take`. */
  async sign(by: Actor, { unit, period }: Pick<ClosingFile, 'unit' | 'period'>, file: Buffer): Promise<void> {
    await this.signatures.take(await this.closing(by, unit, period), file, by);
  }

  private async closing(by: Actor, unit: string, period: string): Promise<Closing> {
    const { unit: own } = await this.scopes.of(by, unit);
    const closing = await this.books.find(own.code, period);
    if (!closing) throw new DomainError('not_found', 'this period is not closed', { unitCode: unit, period });
    return closing;
  }
}

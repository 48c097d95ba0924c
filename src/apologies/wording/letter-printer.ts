import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { Templates } from '../../platform/templates/handlebars.js';
import type { LetterWordingKind } from '../../wordings/letter-fields.js';
import { isLetterKind, type WordingKind } from '../../wordings/wording-kinds.js';
import { WordingPrinters, type RealCase, type WordingPrinter } from '../../wordings/wording-printers.js';
import type { Sample } from '../../wordings/wording-rendering.js';
import { LetterQueryService } from '../letter-query.service.js';
import { worded } from '../letter.view.js';
import { laidOut, letterFields, letterKind } from './letter-body.js';
import { sampleLetter } from './letter-samples.js';

/** Enough to choose from. */
const MOST_WAITING = 20;

/** How letters look whose words a unit is writing: on samples, and on dossiers that wait for their letter. */
@Injectable()
export class LetterPrinter implements WordingPrinter {
  constructor(
    printers: WordingPrinters,
    private readonly templates: Templates,
    private readonly query: LetterQueryService,
  ) {
    printers.join(this);
  }

  prints(kind: WordingKind): kind is LetterWordingKind {
    return isLetterKind(kind);
  }

  sample(kind: WordingKind, sample: Sample, body: string): string {
    if (!this.prints(kind)) throw new RangeError(`${kind} is no letter`);
    const facts = sampleLetter(kind, sample);
    return worded(this.templates, facts, laidOut(body, facts.dossier.code));
  }

  async waiting(unitCode: string, by: Actor): Promise<readonly string[]> {
    const question = { state: 'drafted', unit: unitCode, limit: MOST_WAITING } as const;
    const { lines } = await this.query.list(question, by).catch(outOfReach);
    return [...new Set(lines.map(({ dossierCode }) => dossierCode))].sort();
  }

  /** @throws DomainError `not_found`, also when it is none of the reader's business, and when its letter has its words */
  async real(code: string, by: Actor): Promise<RealCase> {
    const { id } = await this.query.about(code, by);
    const { letter, facts } = await this.query.record(id, by);
    if (letter.facts !== null) throw new DomainError('not_found', 'its letter has its words already', { code });
    const kind = letterKind(facts);
    return {
      code,
      kind,
      facts: letterFields(facts, kind),
      paper: (body) => worded(this.templates, facts, laidOut(body, facts.dossier.code)),
    };
  }
}

/** Of a unit whose letters the reader may not see, there is nothing to try on. */
function outOfReach(error: unknown): { lines: never[] } {
  if (error instanceof DomainError && error.code === 'not_found') return { lines: [] };
  throw error;
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { WordingKind } from './wording-kinds.js';
import type { Sample, WordingFacts } from './wording-rendering.js';

/** A real dossier to try a wording on. */
export interface RealCase {
  /** of the dossier */
  readonly code: string;
  /** what its paper would be; null when it cannot be told without opening it */
  readonly kind: WordingKind;
  readonly facts: WordingFacts;
  /** the whole paper round a body. @param body HTML made from `facts` */
  paper(body: string): string;
}

/**
 * Port: the feature whose papers a unit words says here how they look. Wordings come before papers, and need not know
 * which there are.
 */
export interface WordingPrinter {
  prints(kind: WordingKind): boolean;
  /** The whole paper round the body of a sample. @param body HTML */
  sample(kind: WordingKind, sample: Sample, body: string): string;
  /** Codes of dossiers of the unit that wait for such a paper and that the reader may see, a handful. */
  waiting(unitCode: string, by: Actor): Promise<readonly string[]>;
  /** @throws DomainError `not_found`, also when it is none of the reader's business */
  real(code: string, by: Actor): Promise<RealCase>;
}

@Injectable()
export class WordingPrinters {
  private readonly printers: WordingPrinter[] = [];

  join(printer: WordingPrinter): void {
    this.printers.push(printer);
  }

  /** null for sentences: they stand on papers of many kinds */
  of(kind: WordingKind): WordingPrinter | null {
    return this.printers.find((printer) => printer.prints(kind)) ?? null;
  }
}

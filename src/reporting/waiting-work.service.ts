import { Injectable } from '@nestjs/common';
import { LetterListsService, type About } from '../apologies/letter-lists.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { Letter } from '../domain/apology/letter.js';
import { WaitingService, type WaitingDossier } from '../dossiers/waiting.service.js';

type LetterWork = About<{ readonly letter: Letter }>;

/** Everything that waits for one person, the most urgent few of each kind. */
export interface WaitingWork {
  readonly dossiers: readonly WaitingDossier[];
  readonly toSign: readonly LetterWork[];
  readonly toIssue: readonly LetterWork[];
  /** letters to be printed and carried, where the reader is one who does */
  readonly toPrint: number;
  /** more dossiers than those */
  readonly moreDossiers: boolean;
}

/** As many of a kind as one takes in at a glance. */
const SHOWN = 5;

/** What waits for a person, over dossiers and letters. Reads only. */
@Injectable()
export class WaitingWorkService {
  constructor(
    private readonly dossiers: WaitingService,
    private readonly letters: LetterListsService,
  ) {}

  async of(by: Actor): Promise<WaitingWork> {
    const [dossiers, toSign, numbered, approved, waiting] = await Promise.all([
      this.dossiers.of(by, SHOWN + 1),
      hasRole(by, 'leader') ? this.letters.latest('drafted', by, SHOWN) : [],
      hasRole(by, 'clerk') ? this.letters.latest('numbered', by, SHOWN) : [],
      hasRole(by, 'clerk') ? this.letters.latest('approved', by, SHOWN) : [],
      hasRole(by, 'clerk', 'receiver', 'returner') ? this.letters.waiting(by) : null,
    ]);
    return {
      dossiers: dossiers.slice(0, SHOWN),
      moreDossiers: dossiers.length > SHOWN,
      toSign,
      toIssue: [...numbered, ...approved].slice(0, SHOWN),
      toPrint: waiting?.toPrint ?? 0,
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Translator } from '../platform/templates/i18n.js';

/** A part of the mail of a morning, in words; nothing of citizens. */
export interface DigestSection {
  readonly title: string;
  readonly lines: readonly string[];
  /** single dossiers, by code */
  readonly rows: readonly { readonly code: string; readonly text: string }[];
  /** shown below it; a mail has one at most, the first */
  readonly chart?: DigestChart;
}

export interface DigestChart {
  readonly svg: string;
  /** what it shows, in words */
  readonly alt: string;
}

/** Port: a later feature that has something to tell a person in the morning joins here. No section: no mail for it alone. */
export interface DigestTeller {
  tell(by: Actor, t: Translator): Promise<readonly DigestSection[]>;
}

@Injectable()
export class DigestTellers {
  private readonly tellers: DigestTeller[] = [];

  join(teller: DigestTeller): void {
    this.tellers.push(teller);
  }

  /** In the order in which they joined. */
  async tell(by: Actor, t: Translator): Promise<readonly DigestSection[]> {
    const told = await Promise.all(this.tellers.map((teller) => teller.tell(by, t)));
    return told.flat();
  }
}

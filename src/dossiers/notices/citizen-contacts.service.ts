import { Injectable } from '@nestjs/common';
import type { ContactChannel } from '../../domain/dossier/party.js';
import type { Instant } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Transactor } from '../../platform/database/transactor.js';
import { Keys } from '../../platform/keys/keys.js';
import { CitizenContactsRepository, type SealedContact } from './citizen-contacts.repository.js';

/** Where a citizen can be reached; the whole number is for the line only, screens show the masked one. */
export interface Contact {
  readonly name: string;
  readonly kind: 'person' | 'organisation';
  readonly phone: string | null;
  readonly phoneMasked: string | null;
  readonly email: string | null;
  readonly address: string | null;
  /** in their order; empty when they said nothing */
  readonly contactBy: readonly ContactChannel[];
}

/** A dossier’s people as somebody must know them who writes to them or calls them. */
export interface Contacts {
  /** whose dossier it is: letters go to them */
  readonly owner: Contact;
  /** who handed the papers in: messages go to them; null where that was the owner */
  readonly submitter: Contact | null;
}

/** Who may look at a number, and why; it stands in the audit. */
export interface Look {
  readonly code: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** How the people of a dossier are reached: for senders of messages, and for somebody about to call. */
@Injectable()
export class CitizenContacts {
  constructor(
    private readonly contacts: CitizenContactsRepository,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    private readonly keys: Keys,
  ) {}

  /** @returns null once the people were forgotten */
  async of(dossierId: string): Promise<Contacts | null> {
    const found = await this.contacts.of(dossierId);
    const owner = found.find(({ role }) => role === 'applicant');
    if (!owner) return null;
    const submitter = found.find(({ role }) => role === 'submitter');
    return { owner: this.opened(owner), submitter: submitter ? this.opened(submitter) : null };
  }

  /**
   * The number to be called, beside an audit row without which it is not shown: the owner's, else the submitter's.
   *
   * @returns null when neither left one
   * Source: R36; reference 10.
   */
  async toCall(dossierId: string, { code, reason, by, at }: Look): Promise<Pick<Contact, 'name' | 'phone'> | null> {
    const found = await this.transactor.run(async (tx) => {
      const people = await this.contacts.of(dossierId, tx);
      const chosen = people.find(({ phoneEncrypted }) => phoneEncrypted !== null);
      if (!chosen) return null;
      await this.audit.record(tx, { at, actor: by, action: 'dossier.revealed.phone', subject: code, reason });
      return chosen;
    });
    return found && this.opened(found);
  }

  private opened({ phoneEncrypted, role: _, ...rest }: SealedContact): Contact {
    return { ...rest, phone: phoneEncrypted === null ? null : this.keys.decrypt(phoneEncrypted) };
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { codeSeries } from '../../domain/dossier/code.js';
import { FORGOTTEN } from '../../domain/dossier/party.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { Keys } from '../../platform/keys/keys.js';
import { partyHashes } from '../party.row.js';
import { PeopleService, type PartySummary } from '../people.service.js';
import { KnownPeopleRepository, type FoundBy, type KnownPlace, type OpenDossier } from './known-people.repository.js';

export type { OpenDossier };

/** Somebody who was an applicant at this desk before: as others may see them, numbers only masked. */
export interface KnownPerson extends PartySummary {
  /** of the dossier that tells of them: it stands for their numbers, which nobody needs to see to use them again */
  readonly code: string;
}

/** Whole numbers as somebody at the desk said, showed or typed them. */
export interface PersonNumbers {
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly taxCode?: string | undefined;
}

/**
 * Citizens a desk has met before, for its own receivers: what was typed once is not typed twice. Only whoever knows a
 * whole number finds its owner, and only in the dossiers of their own desk.
 */
@Injectable()
export class KnownPeople {
  constructor(
    private readonly places: KnownPeopleRepository,
    private readonly people: PeopleService,
    private readonly keys: Keys,
  ) {}

  /** @returns the person of the latest dossier with one of these numbers, the surest number first; null for nobody */
  async withNumbers(numbers: PersonNumbers, by: Actor): Promise<KnownPerson | null> {
    for (const found of this.foundBy(numbers)) {
      const place = await this.places.latest(found, by.unitCode);
      if (place) return this.personAt(place);
    }
    return null;
  }

  /** Whom the receiver took in last, on the day of `now`; null before the first one. */
  async last(by: Actor, now: Instant): Promise<KnownPerson | null> {
    const { prefix } = codeSeries(by.unitCode, localDate(now));
    const place = await this.places.latestBy(by.username, prefix);
    return place && this.personAt(place);
  }

  /** The applicant of a dossier of the receiver's own desk; null when it is none. */
  async ofDossier(code: string, by: Actor): Promise<KnownPerson | null> {
    const place = await this.places.withCode(code, by.unitCode);
    return place && this.personAt(place);
  }

  /**
   * Whole numbers of a person who was recalled, to be registered again; never to be shown.
   *
   * @param code as `KnownPerson.code`
   */
  async numbersOf(
    code: string,
    by: Actor,
  ): Promise<{ readonly idNumber: string | null; readonly phone: string | null }> {
    const place = await this.places.withCode(code, by.unitCode);
    if (!place) return { idNumber: null, phone: null };
    const { idNumber, phone } = await this.places.sealed(place.dossierId);
    return { idNumber: idNumber && this.keys.decrypt(idNumber), phone: phone && this.keys.decrypt(phone) };
  }

  /**
   * Dossiers of the same procedure that a person has open at this desk. A telephone names a household, so it counts
   * only where there is no number of the person.
   *
   * @param recalled as `KnownPerson.code`: somebody whose numbers were not typed
   */
  async open(
    person: { readonly numbers: PersonNumbers; readonly recalled: string | null },
    procedureCode: string,
    by: Actor,
  ): Promise<OpenDossier[]> {
    const typed = this.foundBy(person.numbers);
    const sure = typed.find(({ column }) => column !== 'phoneHash');
    const found = sure ?? (await this.hashOf(person.recalled, by)) ?? typed[0];
    return found ? this.places.open(found, procedureCode, by.unitCode) : [];
  }

  private foundBy({ idNumber, taxCode, phone }: PersonNumbers): FoundBy[] {
    const found: FoundBy[] = [];
    if (idNumber) found.push({ column: 'idHash', value: partyHashes(idNumber, this.keys).idHash });
    if (taxCode) found.push({ column: 'taxCode', value: taxCode });
    if (phone) found.push({ column: 'phoneHash', value: partyHashes(phone, this.keys).phoneHash });
    return found;
  }

  private async hashOf(code: string | null, by: Actor): Promise<FoundBy | null> {
    const place = code === null ? null : await this.places.withCode(code, by.unitCode);
    if (place?.idHash) return { column: 'idHash', value: place.idHash };
    return place?.phoneHash ? { column: 'phoneHash', value: place.phoneHash } : null;
  }

  private async personAt({ dossierId, code }: KnownPlace): Promise<KnownPerson | null> {
    const party = await this.people.applicant(dossierId);
    return party.name === FORGOTTEN ? null : { ...party, code };
  }
}

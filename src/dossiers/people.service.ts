import { Injectable } from '@nestjs/common';
import { FORGOTTEN } from '../domain/dossier/party.js';
import { PeopleRepository, type PartySummary } from './people.repository.js';

export type { PartySummary };

/** The people of a dossier, as others may see them. */
@Injectable()
export class PeopleService {
  constructor(private readonly people: PeopleRepository) {}

  of(dossierId: string): Promise<PartySummary[]> {
    return this.people.of(dossierId);
  }

  async applicant(dossierId: string): Promise<PartySummary> {
    const people = await this.of(dossierId);
    return people.find(({ role }) => role === 'applicant') ?? NOBODY;
  }
}

const NOBODY: PartySummary = {
  role: 'applicant',
  kind: 'person',
  name: FORGOTTEN,
  address: null,
  idMasked: null,
  phoneMasked: null,
  email: null,
  contactBy: [],
  taxCode: null,
  representative: null,
  contactName: null,
};

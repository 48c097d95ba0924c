import type { PlainDate } from '../domain/time/plain-date.js';

export const UNIT_KINDS = ['town', 'commune', 'division', 'outside_agency', 'branch'] as const;

/** town: UBND of the town; commune: xã, phường; branch: an agency of the province that works for the town. */
export type UnitKind = (typeof UNIT_KINDS)[number];

/** How sure a fact is: found in a source, general knowledge, uncertain (a person must check it). */
export const CERTAINTIES = ['F', 'K', 'U'] as const;

export type Certainty = (typeof CERTAINTIES)[number];

/** An agency, division or commune; a tree. What papers print of it stands here too. */
export interface Unit {
  /** agency identifier, the first part of a dossier code (R34), e.g. `H45.20` */
  readonly code: string;
  readonly parentCode: string | null;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string;
  /** as in "Sông Cầu, ngày …" */
  readonly place: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly hotline: string | null;
  /** first line of the letterhead; null when there is none above it */
  readonly letterheadSuperior: string | null;
  readonly letterheadAgency: string;
  /** e.g. `TRƯỞNG PHÒNG`, `CHỦ TỊCH` */
  readonly signerTitle: string;
  /** e.g. `TM. ỦY BAN NHÂN DÂN`; null when the head signs in their own name */
  readonly signerAuthority: string | null;
  readonly signerName: string | null;
  readonly hasDesk: boolean;
  /** the desk that receives for it; null when none does */
  readonly deskUnitCode: string | null;
  /** certainty of the code: `U` is a demonstration value */
  readonly certainty: Certainty;
  readonly validFrom: PlainDate;
  /** first day on which it is no more; null while it stands */
  readonly validTo: PlainDate | null;
}

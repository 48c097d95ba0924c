import { CONTACT_CHANNELS, type ContactChannel } from '../domain/dossier/party.js';
import { CHANNELS, type Channel } from '../domain/dossier/status.js';
import type { Instant } from '../domain/time/instant.js';
import {
  Bool,
  Code,
  Int,
  IsoInstant,
  ListOf,
  OneOf,
  Optional,
  Part,
  Pattern,
  SomeOf,
  Text,
} from '../platform/web/validation.js';
import { PAPER_SHEETS, type PaperSheet } from '../units/unit-settings.js';

/** CCCD 12 digits, older identity card 9, passport a letter and 7 or 8 digits. */
export const ID_NUMBER = /^(?:\d{12}|\d{9}|[A-Z]\d{7,8})$/;
export const PHONE = /^0\d{9,10}$/;
const EMAIL = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63}){1,4}$/;
export const TAX_CODE = /^\d{10}(?:-\d{3})?$/;

export class ApplicantPart {
  @OneOf(['person', 'organisation'])
  kind!: 'person' | 'organisation';

  @Text({ min: 2, max: 200 })
  name!: string;

  /** of a person; encrypted at rest, shown masked */
  @Optional()
  @Pattern(ID_NUMBER, 12, '054090001234')
  idNumber?: string;

  @Optional()
  @Text({ min: 2, max: 300 })
  address?: string;

  @Optional()
  @Pattern(PHONE, 11, '0912345678')
  phone?: string;

  @Optional()
  @Pattern(EMAIL, 254, 'ten@example.vn')
  email?: string;

  /** how they want to be told, the best first */
  @Optional()
  @SomeOf(CONTACT_CHANNELS, { min: 0 })
  contactBy?: ContactChannel[];

  @Optional()
  @Pattern(TAX_CODE, 14, '4400123456')
  taxCode?: string;

  @Optional()
  @Text({ min: 2, max: 200 })
  representative?: string;

  @Optional()
  @Text({ min: 2, max: 200 })
  contactName?: string;
}

export class SubmitterPart {
  @Text({ min: 2, max: 200 })
  name!: string;

  @Optional()
  @Pattern(PHONE, 11, '0912345678')
  phone?: string;

  /** a written authorisation was shown (NĐ 61/2018 art. 6(2)b) */
  @Optional()
  @Bool()
  authorisation?: boolean;
}

export class DocumentPart {
  @Text({ min: 1, max: 200 })
  name!: string;

  @Int({ min: 0, max: 999 })
  originals!: number;

  @Int({ min: 0, max: 999 })
  certified!: number;

  @Int({ min: 0, max: 999 })
  copies!: number;
}

/** A line of the paper book that a desk kept while it had no system. */
export class PaperBookPart {
  /** which book, e.g. `Sổ tiếp nhận 2023` */
  @Text({ min: 1, max: 60 })
  book!: string;

  @Int({ min: 1, max: 99_999 })
  serial!: number;

  /** the date written by hand, kept as the first promise; left out only for a result given at once */
  @Optional()
  @IsoInstant()
  dueAt?: Instant;
}

/** What every way in asks for: which procedure, at which desk, for whom, with which papers. */
export class FilingRequest {
  @Code()
  procedureCode!: string;

  /** the desk that receives it, or must answer it: the caller's own */
  @Code()
  unitCode!: string;

  /** somebody of the desk typed it for a citizen who sat beside them */
  @Optional()
  @Bool()
  assisted?: boolean;

  @Part(() => ApplicantPart)
  applicant!: ApplicantPart;

  @Optional()
  @Part(() => SubmitterPart)
  submitter?: SubmitterPart;

  @Optional()
  @Text({ min: 1, max: 500 })
  summary?: string;

  @Optional()
  @Int({ min: 1, max: 99 })
  copies?: number;

  /** left out or empty: the list of the procedure */
  @Optional()
  @ListOf(() => DocumentPart, { min: 0, max: 40 })
  documents?: DocumentPart[];

  @Optional()
  @OneOf(['desk', 'postal', 'online'])
  resultVia?: 'desk' | 'postal' | 'online';
}

export class NewDossierRequest extends FilingRequest {
  /** `online`: it is filed, and promises nothing before it is accepted */
  @OneOf(CHANNELS)
  channel!: Channel;

  /** received and returned in one act, where the procedure allows it */
  @Optional()
  @Bool()
  instant?: boolean;

  /** when it was received on paper: only inside an open paper session, with `paperBook`; else the server's clock */
  @Optional()
  @IsoInstant()
  acceptedAt?: Instant;

  @Optional()
  @Part(() => PaperBookPart)
  paperBook?: PaperBookPart;

  /** a voided dossier of this desk that this one stands for now */
  @Optional()
  @Code()
  replacesCode?: string;
}

export class HandOverRequest {
  @Code()
  unitCode!: string;

  /** left out: whoever of the unit takes it */
  @Optional()
  @Code()
  username?: string;

  @Optional()
  @Text({ min: 1, max: 500, lines: true })
  note?: string;
}

export class CompletionRequest {
  @OneOf(['granted', 'refused'])
  outcome!: 'granted' | 'refused';

  @Optional()
  @Text({ min: 1, max: 60 })
  resultNumber?: string;

  @Optional()
  @Text({ min: 1, max: 30 })
  shelf?: string;

  /** why it was refused */
  @Optional()
  @Text({ min: 10, max: 600, lines: true })
  reason?: string;
}

export class ReturnRequest {
  @Text({ min: 2, max: 200 })
  receivedBy!: string;

  @OneOf(['desk', 'postal', 'online'])
  how!: 'desk' | 'postal' | 'online';
}

export class ReasonRequest {
  @Text({ min: 10, max: 600, lines: true })
  reason!: string;
}

export class RevealRequest extends ReasonRequest {
  @OneOf(['idNumber', 'phone'])
  field!: 'idNumber' | 'phone';
}

export class PaperQuery {
  /** a4x2: two A5 copies (Lưu, Giao) on one A4 sheet */
  @Optional()
  @OneOf(PAPER_SHEETS)
  size?: PaperSheet;

  /** the receipt as it was printed before a correction: 1 is the first; left out, as it stands */
  @Optional()
  @Int({ min: 1, max: 99 })
  version?: number;
}

import type { CitizenCard } from '../../domain/text/citizen-card.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Tone } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { KnownPerson, OpenDossier } from './known-people.service.js';

/** A field of the form that is filled in from what was found. */
export interface Fill {
  readonly field: string;
  readonly value: string;
  /** also over what stands there: a card says more than what was typed */
  readonly over: boolean;
}

/**
 * Who sits at the desk, as far as they were found. Partial intake-person, also the answer of POST /dossiers/new/person:
 * what it holds belongs to the form.
 */
export interface PersonView {
  /** what was found, or that nothing was; null before anybody asked */
  readonly note: { readonly tone: Extract<Tone, 'ok' | 'soon' | 'neutral'>; readonly text: string } | null;
  /** code of the dossier whose numbers are used again; '' for none */
  readonly recall: string;
  /** a name as a card gave it, to be looked at before it is believed; '' for none */
  readonly doubtfulName: string;
  readonly nameConfirmed: boolean;
  readonly addressNote: string | null;
  readonly fills: readonly Fill[];
  readonly duplicates: { readonly text: string; readonly rows: readonly DuplicateRow[] } | null;
}

export interface DuplicateRow {
  readonly code: string;
  readonly href: string;
  readonly dueText: string | null;
  readonly late: boolean;
}

export const NOBODY: PersonView = {
  note: null,
  recall: '',
  doubtfulName: '',
  nameConfirmed: false,
  addressNote: null,
  fills: [],
  duplicates: null,
};

/** Somebody known: said by whom, with their numbers masked, which is all that is shown of them. */
export function recalledView(known: KnownPerson, t: Translator): PersonView {
  const numbers = [known.idMasked, known.phoneMasked].filter((each) => each !== null);
  const said = { name: known.name, code: known.code, numbers: numbers.join(', ') };
  return {
    ...NOBODY,
    recall: known.code,
    note: { tone: 'ok', text: t(numbers.length > 0 ? 'intake.recalled' : 'intake.recalled_bare', said) },
    fills: [...partyFills(known)],
  };
}

function partyFills(known: KnownPerson): Fill[] {
  const first = known.contactBy[0];
  return [
    fill('applicant.kind', known.kind),
    fill('applicant.name', known.name),
    ...(known.taxCode === null ? [] : [fill('applicant.idNumber', known.taxCode)]),
    ...(known.address === null ? [] : [fill('applicant.address', known.address)]),
    ...(known.representative === null ? [] : [fill('applicant.representative', known.representative)]),
    ...(known.contactName === null ? [] : [fill('applicant.contactName', known.contactName)]),
    ...(known.email === null ? [] : [fill('applicant.email', known.email)]),
    ...(first === undefined ? [] : [fill('applicant.contactBy', first)]),
  ];
}

/**
 * What a card says, together with what is known of its owner.
 *
 * @param known who was registered under the card's number before, if the name agrees
 */
export function cardView(card: CitizenCard, known: KnownPerson | null, t: Translator): PersonView {
  const recalled = known === null ? NOBODY : recalledView(known, t);
  const trusted = known !== null && card.nameDoubtful;
  const address = card.addressDoubtful ? (known?.address ?? null) : card.address;
  const own = [
    fill('applicant.kind', 'person', true),
    fill('applicant.idNumber', card.idNumber, true),
    fill('applicant.name', trusted ? known.name : card.name, true),
    fill('applicant.address', address ?? '', true),
  ];
  const doubtful = card.nameDoubtful && !trusted;
  return {
    ...recalled,
    note: recalled.note ?? (doubtful ? null : { tone: 'ok', text: t('intake.card_read', { name: card.name }) }),
    doubtfulName: doubtful ? card.name : '',
    addressNote:
      card.addressDoubtful && address === null ? t('intake.address_doubtful', { address: card.address ?? '' }) : null,
    fills: [...own, ...recalled.fills.filter(({ field }) => !own.some((each) => each.field === field))],
  };
}

function fill(field: string, value: string, over = false): Fill {
  return { field, value, over };
}

/** The warning while somebody types: this person has the same procedure open already (m.dup). */
export function duplicatesView(open: readonly OpenDossier[], now: Instant, t: Translator): PersonView['duplicates'] {
  if (open.length === 0) return null;
  const rows = open.map(({ code, dueAt, lateFrom }) => ({
    code,
    href: `/dossiers/${encodeURIComponent(code)}`,
    dueText: dueAt === null ? null : momentText(dueAt, t),
    late: lateFrom !== null && lateFrom <= now,
  }));
  const late = rows.filter((row) => row.late).length;
  const text = t('m.dup', { count: rows.length });
  return { text: late > 0 ? `${text} ${t('intake.duplicate_late', { count: late })}` : text, rows };
}

import type { Translator } from '../../platform/templates/i18n.js';
import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { ChoiceGroup, FormError, FormField, Link } from '../../platform/templates/page-parts.js';
import type { ExplanationView } from '../explanation.view.js';
import type { PromiseView } from '../promise.view.js';
import type { PersonView } from './person.view.js';

/**
 * GET /dossiers/new: intake, in the order of the conversation. Template pages/dossiers/new; posts to /dossiers.
 * Fields are named as the API names them (`applicant.name`, `documents.0.copies`), so that both are read by the same
 * rules (intake-form.ts).
 */
export interface DossierNewView {
  readonly errors: readonly FormError[];
  readonly procedure: readonly FormField[];
  readonly who: PersonView;
  readonly person: readonly FormField[];
  /** somebody else hands the papers in */
  readonly proxy: { readonly fields: readonly FormField[]; readonly open: boolean };
  readonly papers: PapersView & { readonly fields: readonly FormField[] };
  readonly contact: readonly FormField[];
  /** the live slip on the right */
  readonly slip: SlipView;
  /** just saved: the slip has become the receipt */
  readonly saved: SavedView | null;
}

/** Partial intake-papers: the checklist of the procedure, and lines for what it does not name. */
export interface PapersView {
  /** whose list it is; '' before a procedure is chosen */
  readonly listedFor: string;
  readonly listed: readonly (DocumentRow & { readonly ticked: boolean; readonly wrong: boolean })[];
  readonly lines: readonly DocumentRow[];
}

export interface DocumentRow {
  readonly index: number;
  /** counted from 1, as people count */
  readonly line: number;
  readonly name: string;
  readonly originals: string;
  readonly certified: string;
  readonly copies: string;
}

/** Template pages/dossiers/promise-preview: also the answer of POST /dossiers/promise-preview. */
export interface SlipView {
  /** null: no procedure chosen yet, or no promise possible (then `refusal` says why) */
  readonly promise: PromiseView | null;
  readonly explanation: ExplanationView | null;
  /** e.g. no calendar for the year: worded, with what to do */
  readonly refusal: string | null;
  /** received outside working time, and what that means for the limit; null within it */
  readonly hoursNote: string | null;
  /** `3 ngày làm việc` */
  readonly limitText: string | null;
  readonly feeText: string | null;
  /** `Giấy tiếp nhận hồ sơ và hẹn trả kết quả` */
  readonly printsText: string | null;
}

export interface SavedView {
  readonly code: string;
  readonly href: string;
  readonly receipts: readonly Link[];
  readonly nextHref: string;
  /** the receipt itself, printed from this page; null where none is handed out */
  readonly paperHtml: string | null;
}

/** The empty form; `withAnswers` puts a refused form's answers and messages back. */
export function intakeFields(
  procedures: readonly ChoiceGroup[],
  t: Translator,
): Pick<DossierNewView, 'procedure' | 'person' | 'contact'> & {
  readonly papers: readonly FormField[];
  readonly proxy: readonly FormField[];
} {
  return {
    procedure: [
      choiceField({ kind: 'select', name: 'procedureCode', label: t('intake.procedure'), required: true }, procedures),
      field({ kind: 'checkbox', name: 'instant', label: t('intake.instant'), hint: t('intake.instant_hint') }),
      field({ kind: 'checkbox', name: 'assisted', label: t('intake.assisted'), hint: t('intake.assisted_hint') }),
    ],
    person: personFields(t),
    proxy: [
      field({ name: 'submitter.name', label: t('intake.submitter'), hint: t('intake.submitter_hint'), maxLength: 200 }),
      field({ ...TEL, name: 'submitter.phone', label: t('intake.submitter_phone') }),
      field({ kind: 'checkbox', name: 'submitter.authorisation', label: t('intake.authorisation') }),
    ],
    papers: [
      field({ name: 'summary', label: t('intake.summary'), hint: t('intake.summary_hint'), maxLength: 500 }),
      field({ kind: 'number', name: 'copies', label: t('intake.copies'), value: '1', required: true }),
    ],
    contact: contactFields(t),
  };
}

const TEL = { kind: 'tel', inputMode: 'tel', maxLength: 20 } as const;

function personFields(t: Translator): FormField[] {
  const kinds = choices(
    [
      ['person', t('intake.kind.person')],
      ['organisation', t('intake.kind.organisation')],
    ],
    'person',
  );
  return [
    choiceField({ kind: 'radio', name: 'applicant.kind', label: t('intake.kind') }, [kinds]),
    field({
      inputMode: 'numeric',
      name: 'applicant.idNumber',
      label: t('intake.id'),
      hint: t('intake.id_hint'),
      maxLength: 20,
    }),
    field({ ...TEL, name: 'applicant.phone', label: t('intake.phone'), hint: t('intake.phone_hint') }),
    field({ name: 'applicant.name', label: t('intake.name'), required: true, maxLength: 200 }),
    field({ name: 'applicant.address', label: t('intake.address'), maxLength: 300 }),
    field({
      name: 'applicant.representative',
      label: t('intake.representative'),
      hint: t('intake.only_organisation'),
      maxLength: 200,
    }),
    field({
      name: 'applicant.contactName',
      label: t('intake.contact_name'),
      hint: t('intake.contact_name_hint'),
      maxLength: 200,
    }),
  ];
}

function contactFields(t: Translator): FormField[] {
  const ways = ['zalo', 'sms', 'email', 'post', 'desk'].map((way) => [way, t(`contact.${way}`)] as const);
  return [
    choiceField({ kind: 'select', name: 'applicant.contactBy', label: t('intake.contact_by') }, [
      choices(ways, 'zalo'),
    ]),
    field({ name: 'applicant.email', label: t('intake.email'), inputMode: 'email', maxLength: 254 }),
    choiceField({ kind: 'select', name: 'channel', label: t('intake.channel') }, [
      choices(
        [
          ['counter', t('channel.counter')],
          ['postal', t('channel.postal')],
        ],
        'counter',
      ),
    ]),
    choiceField({ kind: 'select', name: 'resultVia', label: t('intake.result_via') }, [
      choices(
        [
          ['desk', t('how.desk')],
          ['postal', t('how.postal')],
        ],
        'desk',
      ),
    ]),
  ];
}

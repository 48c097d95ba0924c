import { hindranceTo } from '../../domain/dossier/acts/hindrance.js';
import { aloneUntil } from '../../domain/dossier/acts/receipt-changes.js';
import type { DocumentLine } from '../../domain/dossier/receipt-facts.js';
import { MINUTE } from '../../domain/time/instant.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { choiceField, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, FormField, Link } from '../../platform/templates/page-parts.js';
import { momentText, timeText } from '../../platform/templates/page-words.js';
import { formOf, reasonField } from '../act-form.view.js';
import type { DossierPageFacts } from '../dossier-page.service.js';
import { procedureGroups } from '../procedure-groups.view.js';
import type { PartySummary } from '../people.service.js';
import { documentText } from './correction-form.js';
import type { ShownCorrection } from './corrections.service.js';

/** A correction that waits for its second pair of eyes. */
export interface CorrectionView {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  /** null for whoever may not confirm it */
  readonly act: ActForm | null;
  /** why not, in that case */
  readonly waitsFor: string | null;
}

/** Field names: {procedureCode, applicant.*, submitter.*, summary, copies, documents, reason}. */
export function correctionForm({ record, receivable }: DossierPageFacts, t: Translator): ActForm {
  const { dossier, people, slip } = record;
  const applicant = people.find(({ role }) => role === 'applicant');
  const submitter = people.find(({ role }) => role === 'submitter');
  const documents = documentText(JSON.parse(slip.documents) as DocumentLine[]);
  const line = (name: string, label: string, value: string | null, maxLength: number): FormField =>
    field({ name, label, value: value ?? '', maxLength });
  return formOf(dossier, 'corrections', t, {
    fields: [
      ...(applicant ? applicantFields(applicant, t) : []),
      line('submitter.name', t('intake.submitter'), submitter?.name ?? null, 200),
      line('summary', t('intake.summary'), slip.summary, 500),
      field({ kind: 'number', name: 'copies', label: t('intake.copies'), value: String(slip.copies) }),
      field({
        kind: 'textarea',
        name: 'documents',
        label: t('intake.step_papers'),
        hint: t('act.documents_hint'),
        value: documents,
        maxLength: 8_000,
      }),
      procedureField(receivable, dossier.procedureCode, t),
      reasonField(t('act.correction_reason'), t),
    ],
  });
}

/** Chosen as at intake: by its field, or by any words in the box that script puts above the list. */
function procedureField(receivable: readonly ProcedureVersion[], now: string, t: Translator): FormField {
  const others = receivable.filter(({ procedureCode }) => procedureCode !== now);
  const kept = {
    label: null,
    choices: [{ value: '', label: t('act.right_procedure_kept', { code: now }), selected: true }],
  };
  return choiceField(
    {
      kind: 'select',
      name: 'procedureCode',
      label: t('act.right_procedure'),
      hint: t('act.right_procedure_hint'),
      filtered: true,
    },
    [kept, ...procedureGroups(others)],
  );
}

function applicantFields(person: PartySummary, t: Translator): FormField[] {
  const hint = t('act.number_kept');
  const organisation = person.kind === 'organisation';
  const text = (name: string, label: string, value: string | null): FormField =>
    field({ name: `applicant.${name}`, label, value: value ?? '', maxLength: 300 });
  return [
    { ...text('name', t('intake.name'), person.name), maxLength: 200, required: true },
    organisation
      ? text('taxCode', t('show.tax_code'), person.taxCode)
      : field({ name: 'applicant.idNumber', label: t('show.id_person'), hint, maxLength: 12, inputMode: 'numeric' }),
    ...(organisation
      ? [
          text('representative', t('intake.representative'), person.representative),
          text('contactName', t('intake.contact_name'), person.contactName),
        ]
      : []),
    text('address', t('intake.address'), person.address),
    field({ kind: 'tel', name: 'applicant.phone', label: t('intake.phone'), hint, maxLength: 11 }),
    text('email', t('intake.email'), person.email),
  ];
}

/** Field names: {reason}. It says how long a receiver may still do it alone. */
export function voidForm({ record, rooms, now }: DossierPageFacts, t: Translator): ActForm {
  const until = aloneUntil(rooms.enteredAt);
  const note = now <= until ? t('act.void_until', { time: timeText(until) }) : t('act.void_head');
  return formOf(record.dossier, 'voids', t, {
    danger: true,
    note: `${t('act.note.voids')} ${note}`,
    fields: [reasonField(t('act.void_reason'), t)],
  });
}

/** Right after a receipt: how to take it back, and how long; null when it is too late, or none of the reader's. */
export function undoView(facts: DossierPageFacts, t: Translator): { text: string; links: Link[] } | null {
  const { record, rooms, now, by, around } = facts;
  const until = aloneUntil(rooms.enteredAt);
  if (now > until || hindranceTo('void', record.dossier, by, around) !== null) return null;
  const count = Math.max(1, Math.ceil((until - now) / MINUTE));
  const correctable = hindranceTo('propose_correction', record.dossier, by, around) === null;
  return {
    text: t('show.undo', { count, time: timeText(until) }),
    links: [
      { href: '#voids', label: t('act.voids') },
      ...(correctable ? [{ href: '#corrections', label: t('act.corrections') }] : []),
    ],
  };
}

/** What was proposed and waits: what stands there, what shall stand there. */
export function correctionViews(facts: DossierPageFacts, t: Translator): CorrectionView[] {
  const { record, rooms, by, around, names } = facts;
  const may = hindranceTo('correct', record.dossier, by, around) === null;
  return rooms.corrections
    .filter(({ confirmedAt, changes }) => confirmedAt === null && changes !== null)
    .map((one) => {
      const confirms = may && one.proposedBy !== by.username;
      const who = names.person(one.proposedBy);
      return {
        id: one.id,
        title: t('show.proposed', { who, moment: momentText(one.proposedAt, t) }),
        lines: changedLines(one, facts, t),
        act: confirms ? confirmForm(one, facts, t) : null,
        waitsFor: confirms ? null : t('show.second_person'),
      };
    });
}

function confirmForm({ id }: ShownCorrection, { record }: DossierPageFacts, t: Translator): ActForm {
  return formOf(record.dossier, `correction-confirmations-${id}`, t, {
    words: 'correction-confirmations',
    path: `corrections/${id}/confirmations`,
    primary: true,
  });
}

function changedLines({ changes }: ShownCorrection, facts: DossierPageFacts, t: Translator): CorrectionView['lines'] {
  if (!changes) return [];
  const { dossier, people, slip } = facts.record;
  const { applicant, submitter, documents, summary, copies, procedureCode } = changes;
  const owner = people.find(({ role }) => role === 'applicant');
  const other = people.find(({ role }) => role === 'submitter');
  const said = (label: string, from: string | null, to: string | null | undefined): CorrectionView['lines'] =>
    to === undefined || (from ?? '') === (to ?? '') ? [] : [{ label, from: from ?? '–', to: to ?? '–' }];
  return [
    ...said(t('intake.procedure'), dossier.procedureCode, procedureCode),
    ...said(t('intake.name'), owner?.name ?? null, applicant?.name),
    ...said(t('show.id_person'), owner?.idMasked ?? null, applicant?.idNumber),
    ...said(t('show.tax_code'), owner?.taxCode ?? null, applicant?.taxCode),
    ...said(t('intake.representative'), owner?.representative ?? null, applicant?.representative),
    ...said(t('intake.contact_name'), owner?.contactName ?? null, applicant?.contactName),
    ...said(t('intake.address'), owner?.address ?? null, applicant?.address),
    ...said(t('intake.phone'), owner?.phoneMasked ?? null, applicant?.phone),
    ...said(t('intake.email'), owner?.email ?? null, applicant?.email),
    ...said(t('intake.submitter'), other?.name ?? null, submitter === null ? null : submitter?.name),
    ...said(t('intake.summary'), slip.summary, summary),
    ...said(t('intake.copies'), String(slip.copies), copies === undefined ? undefined : String(copies)),
    ...said(
      t('intake.step_papers'),
      documentText(JSON.parse(slip.documents) as DocumentLine[]),
      documents && documentText(documents),
    ),
  ];
}

import type { Actor } from '../../domain/accounts/roles.js';
import { hasRole } from '../../domain/accounts/roles.js';
import { mayGrant } from '../../domain/dossier/acts/extra-time.js';
import { PAYMENT_METHODS } from '../../domain/dossier/acts/payment.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { ExtraTime, ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { localDate } from '../../domain/time/plain-date.js';
import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, FormField } from '../../platform/templates/page-parts.js';
import { moneyText } from '../../platform/templates/page-words.js';
import { limitText } from '../../procedures/limit-and-fee.view.js';
import { formOf, linesField, reasonField } from '../act-form.view.js';
import type { DossierPageFacts } from '../dossier-page.service.js';
import { askedFor, checklist } from '../missing-papers.js';
import { groundText } from './ground-words.view.js';

/** Field names: {listed, items, reason, receiversFault, overrideReason}. What it does to the clock is said before it is done. */
export function supplementRequestForm(facts: DossierPageFacts, t: Translator): ActForm {
  const { record, rooms, version, by } = facts;
  const { dossier } = record;
  const beyond = dossier.supplementsAsked >= version.maxSupplements;
  return formOf(dossier, 'supplement-requests', t, {
    note: [t('act.note.supplement-requests'), askedWords(rooms.asking, t)].filter((one) => one !== '').join(' '),
    fields: [
      ...missingFields(version, t),
      reasonField(t('act.items_reason'), t),
      yesOrNo('receiversFault', t('act.receivers_fault'), t),
      ...(beyond && hasRole(by, 'leader') ? [overrideField(version, t)] : []),
    ],
  });
}

/** What the procedure asks for is ticked, anything else is written: one full list. */
function missingFields({ documents }: Pick<ProcedureVersion, 'documents'>, t: Translator): FormField[] {
  if (documents.length === 0) return [linesField('items', t('act.items'), t)];
  const names = documents.map(({ name }) => name);
  return [
    checklist({ name: 'listed', label: t('act.items'), hint: t('act.items_ticked') }, names),
    { ...linesField('items', t('act.items_more'), t), required: false },
  ];
}

function askedWords(asking: DossierPageFacts['rooms']['asking'], t: Translator): string {
  if (asking === null) return '';
  if (asking.restarts) return t('act.asking.restarts');
  return t(asking.pastWindow ? 'act.asking.past_window' : 'act.asking.pauses');
}

function yesOrNo(name: string, label: string, t: Translator): FormField {
  const answers = choices([
    ['false', t('act.no')],
    ['true', t('act.yes')],
  ]);
  return choiceField({ kind: 'radio', name, label, hint: t('act.receivers_fault_hint'), required: true }, [answers]);
}

function overrideField({ maxSupplements }: ProcedureVersion, t: Translator): FormField {
  return field({
    kind: 'textarea',
    name: 'overrideReason',
    label: t('act.override_reason'),
    hint: t('act.override_hint', { count: maxSupplements }),
    required: true,
    maxLength: 600,
  });
}

/** Field names: {listed, items}. What was asked for stands ticked: it is complete, or it is not taken. */
export function supplementForm({ record }: DossierPageFacts, t: Translator): ActForm {
  const { dossier } = record;
  const note = t(dossier.restarts ? 'act.brought.restarts' : 'act.brought.pauses');
  const asked = askedFor(record);
  const fields =
    asked.length === 0
      ? [linesField('items', t('act.items_brought'), t)]
      : [
          checklist({ name: 'listed', label: t('act.items_brought'), hint: t('act.brought_ticked') }, asked, asked),
          { ...linesField('items', t('act.brought_more'), t), required: false },
        ];
  return formOf(dossier, 'supplements', t, { primary: true, note, fields });
}

/** Field names: {amountVnd, reason}. */
export function paymentRequestForm({ record }: DossierPageFacts, t: Translator): ActForm {
  return formOf(record.dossier, 'payment-requests', t, {
    fields: [
      amountField(t('act.amount'), t),
      field({
        kind: 'textarea',
        name: 'reason',
        label: t('act.payment_reason'),
        hint: t('act.payment_reason_hint'),
        required: true,
        maxLength: 600,
      }),
    ],
  });
}

/** Field names: {paidOn, reference}; null when no notice waits. */
export function paymentConfirmationForm({ record, rooms, now }: DossierPageFacts, t: Translator): ActForm | null {
  const { openPayment } = rooms;
  if (!openPayment) return null;
  return formOf(record.dossier, 'payment-confirmations', t, {
    primary: true,
    path: `payment-requests/${openPayment.id}/confirmations`,
    note: t('act.note.payment-confirmations', { amount: moneyText(openPayment.amountVnd, t) }),
    fields: [
      field({ kind: 'date', name: 'paidOn', label: t('act.paid_on'), value: localDate(now), required: true }),
      field({ name: 'reference', label: t('act.receipt_number'), required: true, maxLength: 60 }),
    ],
  });
}

/** Field names: {amountVnd, method, reference}. */
export function paymentForm({ record }: DossierPageFacts, t: Translator): ActForm {
  const methods = choices(
    PAYMENT_METHODS.map((method) => [method, t(`pay.${method}`)] as const),
    'cash',
  );
  const due = record.slip.feeVnd > 0 ? String(record.slip.feeVnd) : '';
  return formOf(record.dossier, 'payments', t, {
    fields: [
      { ...amountField(t('act.amount_paid'), t), value: due },
      choiceField({ kind: 'radio', name: 'method', label: t('act.method'), required: true }, [methods]),
      field({ name: 'reference', label: t('act.reference'), hint: t('act.reference_hint'), maxLength: 60 }),
    ],
  });
}

function amountField(label: string, t: Translator): FormField {
  const hint = t('act.amount_hint');
  return field({ kind: 'number', name: 'amountVnd', label, hint, required: true, inputMode: 'numeric' });
}

/** Field names: {ground, amount, document}. */
export function extraTimeForm(facts: DossierPageFacts, t: Translator): ActForm {
  const { dossier } = facts.record;
  const mine = facts.version.extraTimes.filter(({ grantedBy }) => grants(grantedBy, facts));
  const grounds = mine.map((one) => [one.ground, groundChoice(one, facts, t)] as const);
  return formOf(dossier, 'extra-times', t, {
    fields: [
      choiceField({ kind: 'select', name: 'ground', label: t('act.ground'), required: true }, [
        choices(grounds, grounds[0]?.[0] ?? ''),
      ]),
      field({ kind: 'number', name: 'amount', label: t('act.extra_amount'), required: true, inputMode: 'numeric' }),
      field({
        name: 'document',
        label: t('act.extra_document'),
        hint: [...new Set(mine.map(({ paper }) => paper))].join('; '),
        required: true,
        maxLength: 200,
      }),
    ],
  });
}

function grants(role: ExtraTime['grantedBy'], { record, by, rooms, around }: DossierPageFacts): boolean {
  return mayGrant(role, record.dossier, by satisfies Actor, {
    commands: rooms.commands,
    holderOutside: around.holder,
  });
}

/** `Xác minh (còn được thêm 3 ngày làm việc)` */
function groundChoice(one: ExtraTime, { record, rooms }: DossierPageFacts, t: Translator): string {
  const used = rooms.grants.reduce((sum, grant) => sum + (grant?.ground === one.ground ? grant.amount : 0), 0);
  const left = { amount: Math.max(0, one.maxAmount - used), unit: extraUnit(record.dossier) };
  return t('act.ground_left', { ground: groundText(one.ground, [one], t), left: limitText(left, t) });
}

/** A limit within the day is lengthened by working days (R9). */
function extraUnit({ limit }: Dossier): Exclude<Dossier['limit']['unit'], 'same_day'> {
  return limit.unit === 'same_day' ? 'working_day' : limit.unit;
}

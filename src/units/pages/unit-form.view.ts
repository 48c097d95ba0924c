import type { PlainDate } from '../../domain/time/plain-date.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import { UNIT_KINDS, type Unit } from '../unit.js';

/** GET /units/new. Template pages/units/new. */
export interface NewUnitView {
  readonly fields: readonly FormField[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

export interface UnitFormFacts {
  /** that may stand above, and whose desks may receive */
  readonly units: readonly Unit[];
  readonly today: PlainDate;
}

export function newUnitView(
  facts: UnitFormFacts,
  parentCode: string,
  refusal: Refusal | null,
  t: Translator,
): NewUnitView {
  const kinds = UNIT_KINDS.filter((kind) => kind !== 'town').map((kind) => [kind, t(`ref.unit.${kind}`)] as const);
  const plain = [
    field({ name: 'code', label: t('units.code'), hint: t('units.code_hint'), required: true, maxLength: 40 }),
    choiceField({ kind: 'select', name: 'kind', label: t('units.kind'), required: true }, [choices(kinds, 'division')]),
    parentField(facts.units, parentCode, t),
    ...factFields(null, facts.units, t),
    ...datedFields(facts.today, t),
  ];
  const errors = refusal?.errors ?? [];
  const fields = refusal ? withAnswers(plain, refusal.typed, errors) : plain;
  return { fields, errors: namedErrors(fields, errors), refusal: refusal?.sentence ?? null };
}

export function parentField(units: readonly Unit[], parentCode: string, t: Translator): FormField {
  return choiceField({ kind: 'select', name: 'parentCode', label: t('units.parent'), required: true }, [
    choices(
      units.map(({ code, name }) => [code, name]),
      parentCode,
    ),
  ]);
}

/** What a unit is called, where it is reached and who signs; of a known one, as it is. */
export function factFields(unit: Unit | null, units: readonly Unit[], t: Translator): FormField[] {
  const text = (name: TextFact, maxLength: number, required = false): FormField =>
    field({ name, label: t(`units.fact.${name}`), value: unit?.[name] ?? '', maxLength, required });
  const desks = units.filter(({ hasDesk, code }) => hasDesk && code !== unit?.code);
  return [
    text('name', 200, true),
    text('shortName', 80, true),
    text('place', 80, true),
    text('address', 300),
    text('phone', 40),
    text('hotline', 40),
    text('letterheadSuperior', 200),
    text('letterheadAgency', 200, true),
    text('signerTitle', 80, true),
    text('signerAuthority', 80),
    text('signerName', 120),
    choiceField({ kind: 'select', name: 'deskUnitCode', label: t('units.fact.deskUnitCode') }, [
      choices([['', t('units.no_desk')], ...desks.map(({ code, name }) => [code, name] as const)], deskOf(unit)),
    ]),
    field({ kind: 'checkbox', name: 'hasDesk', label: t('units.fact.hasDesk'), checked: unit?.hasDesk ?? false }),
  ];
}

type TextFact =
  | 'name'
  | 'shortName'
  | 'place'
  | 'address'
  | 'phone'
  | 'hotline'
  | 'letterheadSuperior'
  | 'letterheadAgency'
  | 'signerTitle'
  | 'signerAuthority'
  | 'signerName';

/** A unit with a desk of its own names no other. */
function deskOf(unit: Unit | null): string {
  return unit === null || unit.hasDesk ? '' : (unit.deskUnitCode ?? '');
}

export function datedFields(today: PlainDate, t: Translator): FormField[] {
  return [
    field({
      kind: 'date',
      name: 'validFrom',
      label: t('units.from_day'),
      hint: t('units.from_day_hint'),
      value: today,
      required: true,
    }),
    field({ name: 'reason', label: t('units.reason'), hint: t('units.reason_hint'), maxLength: 380 }),
  ];
}

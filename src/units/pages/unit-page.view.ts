import type { PlainDate } from '../../domain/time/plain-date.js';
import { act, choiceField, choices, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, FormError, FormField, Link } from '../../platform/templates/page-parts.js';
import { dayText, momentText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import { UNIT_FACTS, type ChangedFacts, type RecordedChange } from '../unit-changes.js';
import type { UnitTree } from '../unit-tree.js';
import type { Unit } from '../unit.js';
import { datedFields, factFields, parentField } from './unit-form.view.js';
import { hasEnded, standingBadge } from './units-list.view.js';

export type UnitActKey = 'changes' | 'moves' | 'closures' | 'cancellations';

/** GET /units/{code}. Template pages/units/show. */
export interface UnitPageView {
  readonly code: string;
  readonly name: string;
  readonly standing: Badge;
  /** said of a unit that is no more */
  readonly endNote: string | null;
  readonly facts: readonly Fact[];
  readonly doors: readonly Link[];
  readonly below: readonly Link[];
  readonly acts: readonly ActForm[];
  readonly changes: readonly ChangeLine[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

interface ChangeLine {
  readonly when: string;
  readonly state: Badge;
  readonly fields: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
  readonly note: string;
  readonly cancel: ActForm | null;
}

export interface UnitPageFacts {
  readonly unit: Unit;
  readonly tree: UnitTree;
  readonly changes: readonly RecordedChange[];
  readonly today: PlainDate;
  readonly mayKeep: boolean;
  readonly personName: (username: string) => string;
  readonly refused: { readonly key: UnitActKey; readonly refusal: Refusal } | null;
}

export function unitPageView(facts: UnitPageFacts, t: Translator): UnitPageView {
  const { unit, tree, today, mayKeep, refused, changes } = facts;
  const acts = mayKeep ? actsOn(facts, t) : [];
  const fields = acts.find(({ key }) => key === refused?.key)?.fields ?? [];
  const successor = changes.find(({ cancelledAt, changes: one }) => cancelledAt === null && one.successorCode);
  const next = successor?.changes.successorCode;
  const ended = hasEnded(unit, today);
  return {
    code: unit.code,
    name: unit.name,
    standing: standingBadge(unit, today, t),
    endNote: unit.validTo === null ? null : endNote(ended, next ? (tree.find(next)?.name ?? next) : null, t),
    facts: factsOf(unit, tree, t),
    doors: [
      { href: `/staff?unit=${unit.code}`, label: t('units.people') },
      { href: `/procedures?unit=${unit.code}`, label: t('units.procedures') },
      { href: `/dossiers?unit=${unit.code}`, label: t('units.dossiers') },
    ],
    below: tree.units
      .filter(({ parentCode }) => parentCode === unit.code)
      .map(({ code, name }) => ({ href: `/units/${code}`, label: name })),
    acts,
    changes: changes.map((change) => changeLine(change, facts, t)),
    errors: refused ? namedErrors(fields, refused.refusal.errors) : [],
    refusal: refused?.refusal.sentence ?? null,
  };
}

function endNote(ended: boolean, successor: string | null, t: Translator): string {
  const keeps = t(ended ? 'units.ended_note' : 'units.ends_note');
  return successor === null ? keeps : `${keeps} ${t('units.successor_is', { name: successor })}`;
}

function factsOf(unit: Unit, tree: UnitTree, t: Translator): Fact[] {
  const said = (label: string, value: string | null): Fact[] =>
    value === null ? [] : [{ label, value, href: null, hint: null }];
  const parent = unit.parentCode === null ? null : tree.get(unit.parentCode);
  const own: Fact[] = [...said(t('units.code'), unit.code), ...said(t('units.kind'), t(`ref.unit.${unit.kind}`))];
  const above: Fact[] = parent
    ? [{ label: t('units.parent'), value: parent.name, href: `/units/${parent.code}`, hint: null }]
    : [];
  const desk = unit.hasDesk ? t('ref.own_desk') : (tree.find(unit.deskUnitCode ?? '')?.name ?? t('units.no_desk'));
  const contact = ['address', 'phone', 'hotline', 'letterheadSuperior', 'letterheadAgency', 'signerTitle'] as const;
  const signs = ['signerAuthority', 'signerName'] as const;
  return [
    ...own,
    ...above,
    ...said(t('units.fact.deskUnitCode'), desk),
    ...[...contact, ...signs].flatMap((name) => said(t(`units.fact.${name}`), unit[name])),
    ...said(t('units.since'), dayText(unit.validFrom, t)),
  ];
}

function actsOn({ unit, tree, today, refused }: UnitPageFacts, t: Translator): ActForm[] {
  const standing = tree.units.filter((one) => !hasEnded(one, today) && one.code !== unit.code);
  const to = (key: UnitActKey): { key: string; action: string; label: string; note: string } => ({
    key,
    action: `/units/${unit.code}/${key}`,
    label: t(`units.act.${key}`),
    note: t(`units.act_note.${key}`),
  });
  const successor = choiceField({ kind: 'select', name: 'successorCode', label: t('units.successor') }, [
    choices([['', t('units.no_successor')], ...standing.map(({ code, name }) => [code, name] as const)]),
  ]);
  const dated = datedFields(today, t);
  const given: [UnitActKey, FormField[]][] = [
    ['changes', [...factFields(unit, tree.units, t), ...dated]],
    ...(unit.parentCode === null
      ? []
      : ([['moves', [parentField(standing, unit.parentCode, t), ...dated]]] as [UnitActKey, FormField[]][])),
    ['closures', [successor, ...dated]],
  ];
  return given.map(([key, fields]) => {
    const again = refused?.key === key ? refused.refusal : null;
    const shown = again ? withAnswers(fields, again.typed, again.errors) : fields;
    const danger = key === 'closures';
    return { ...act({ ...to(key), danger, open: again !== null, fields: shown }) };
  });
}

function changeLine(
  change: RecordedChange,
  { unit, personName, mayKeep, tree }: UnitPageFacts,
  t: Translator,
): ChangeLine {
  const { id, changes, before, validFrom, by, recordedAt, reason, appliedAt, cancelledAt } = change;
  const waits = appliedAt === null && cancelledAt === null;
  const said = (facts: ChangedFacts | null, name: keyof ChangedFacts): string | null => {
    const value = facts?.[name];
    if (value === undefined || value === null) return null;
    if (name === 'validTo') return dayText(value as PlainDate, t);
    if (typeof value === 'boolean') return t(value ? 'units.yes' : 'units.no');
    return tree.find(value)?.name ?? value;
  };
  const names = UNIT_FACTS.filter((name) => name in changes);
  return {
    when: t('units.from', { day: dayText(validFrom, t) }),
    state: changeBadge(waits, cancelledAt !== null, t),
    fields: names.map((name) => ({
      field: t(`units.fact.${name}`),
      before: said(before ?? unit, name),
      after: said(changes, name),
    })),
    note: [t('units.changed_by', { name: personName(by), at: momentText(recordedAt, t) }), reason ?? '']
      .filter((text) => text !== '')
      .join(' · '),
    cancel:
      waits && mayKeep
        ? act({
            key: `cancel-${id}`,
            action: `/units/${unit.code}/changes/${id}/cancellations`,
            label: t('units.act.cancellations'),
          })
        : null,
  };
}

function changeBadge(waits: boolean, cancelled: boolean, t: Translator): Badge {
  if (waits) return { tone: 'soon', shape: 'ring', text: t('units.waits') };
  if (cancelled) return { tone: 'neutral', shape: 'cross', text: t('units.called_off') };
  return { tone: 'ok', shape: 'tick', text: t('units.holds') };
}

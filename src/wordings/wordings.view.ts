import { choiceField, choices, field, formErrors, withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { FormError, FormField, Link } from '../platform/templates/page-parts.js';
import { dayText, momentText } from '../platform/templates/page-words.js';
import type { Refusal } from '../platform/web/page-turns.js';
import type { WordingDraft } from './wording-draft.js';
import { faultText } from './wording-fault.js';
import { isLetterKind, isMessageKind, WORDING_FIELDS, type WordingKind } from './wording-kinds.js';
import { SAMPLES } from './wording-rendering.js';
import { rulesOf } from './wording-rules.js';
import type { Trial } from './wording-trials.js';
import type { WordingVersion } from './wordings.repository.js';
import type { WordingInForce } from './wordings.service.js';

export interface NamedUnit {
  readonly code: string;
  readonly name: string;
}

/** Template pages/wordings/list. */
export interface WordingListView {
  readonly heading: string;
  readonly chooser: FormField;
  readonly groups: readonly { readonly heading: string; readonly rows: readonly WordingRow[] }[];
}

interface WordingRow {
  readonly title: string;
  readonly hint: string;
  readonly origin: string;
  /** HTML of the small set papers are written in; null for plain text */
  readonly html: string | null;
  readonly text: string | null;
  readonly href: string;
  readonly act: string;
  /** procedures with words of their own */
  readonly procedures: readonly Link[];
}

export interface KindInForce extends WordingInForce {
  readonly kind: WordingKind;
  /** of the usual sample */
  readonly text: string;
  readonly procedures: readonly string[];
}

export function wordingListView(
  unit: NamedUnit,
  units: readonly NamedUnit[],
  kinds: readonly KindInForce[],
  mayWrite: boolean,
  t: Translator,
): WordingListView {
  const rowOf = (one: KindInForce): WordingRow => {
    const plain = rulesOf(one.kind).format === 'text';
    return {
      title: t(`wording.kind.${one.kind}`),
      hint: t(`wording.kind_hint.${one.kind}`),
      origin: originText(one, unit, units, t),
      html: plain ? null : one.text,
      text: plain ? one.text : null,
      href: hrefOf(one.kind, unit.code),
      act: t(mayWrite ? 'wording.edit' : 'wording.look'),
      procedures: one.procedures.map((code) => ({ href: hrefOf(one.kind, unit.code, code), label: code })),
    };
  };
  const group = (key: 'sentence' | 'letter' | 'message'): WordingListView['groups'][number] => ({
    heading: t(`wording.group.${key}`),
    rows: kinds.filter(({ kind }) => groupOf(kind) === key).map(rowOf),
  });
  return {
    heading: t('wording.heading', { unit: unit.name }),
    chooser: choiceField({ kind: 'select', name: 'unit', label: t('setting.unit') }, [
      choices(
        units.map(({ code, name }) => [code, name] as const),
        unit.code,
      ),
    ]),
    groups: [group('sentence'), group('letter'), group('message')],
  };
}

function groupOf(kind: WordingKind): 'sentence' | 'letter' | 'message' {
  if (isLetterKind(kind)) return 'letter';
  return isMessageKind(kind) ? 'message' : 'sentence';
}

/** Template pages/wordings/edit. */
export interface WordingEditView {
  readonly heading: string;
  readonly back: string;
  readonly sentence: string | null;
  readonly errors: readonly FormError[];
  readonly origin: string;
  readonly action: string;
  readonly unit: string;
  /** null: the words for all procedures */
  readonly procedure: string | null;
  /** where a procedure may have words of its own; null elsewhere */
  readonly chooser: { readonly field: FormField; readonly own: readonly Link[]; readonly all: string | null } | null;
  readonly mayWrite: boolean;
  readonly fields: readonly FormField[];
  readonly chips: readonly { readonly insert: string; readonly label: string; readonly required: boolean }[];
  readonly trials: readonly FormField[];
  readonly preview: PreviewView;
  readonly history: readonly {
    readonly version: string;
    readonly from: string;
    readonly by: string;
    readonly sha: string;
    readonly href: string;
  }[];
  readonly shippedHref: string;
}

/** Template pages/wordings/preview: the text as it prints, or what is wrong with it. */
export interface PreviewView {
  /** HTML of the small set papers are written in; null while there are faults */
  readonly html: string | null;
  /** it is a whole paper, not only the sentences */
  readonly whole: boolean;
  readonly faults: readonly string[];
}

export interface EditGround {
  readonly kind: WordingKind;
  readonly unit: NamedUnit;
  readonly units: readonly NamedUnit[];
  readonly procedure: NamedUnit | null;
  /** those that have words of their own */
  readonly procedures: readonly string[];
  /** codes of dossiers that wait for such a paper */
  readonly waiting: readonly string[];
  readonly inForce: WordingInForce;
  readonly history: readonly WordingVersion[];
  readonly mayWrite: boolean;
  readonly draft: WordingDraft;
  readonly preview: PreviewView;
}

export function wordingEditView(ground: EditGround, refusal: Refusal | null, t: Translator): WordingEditView {
  const { kind, unit, units, inForce, history, mayWrite, procedure } = ground;
  const fields = textFields(ground, t);
  const errors = refusal?.errors ?? [];
  const names = { kind: t(`wording.kind.${kind}`), unit: unit.name };
  const here = hrefOf(kind, unit.code, procedure?.code);
  return {
    heading: procedure
      ? t('wording.edit_heading_procedure', { ...names, procedure: procedure.name })
      : t('wording.edit_heading', names),
    back: `/wordings?unit=${encodeURIComponent(unit.code)}`,
    sentence: refusal?.sentence ?? null,
    errors: formErrors(fields, errors),
    origin: originText(inForce, unit, units, t),
    action: `/wordings/${kind}`,
    unit: unit.code,
    procedure: procedure?.code ?? null,
    chooser: chooserOf(ground, t),
    mayWrite,
    fields: withAnswers(fields, {}, errors),
    chips: WORDING_FIELDS[kind].map(({ name, required }) => ({
      insert: `{{${name}}}`,
      label: t(`wording.field.${name}`),
      required,
    })),
    trials: trialFields(ground, t),
    preview: ground.preview,
    history: history.map((one) => ({
      version: t('wording.version', { n: one.version }),
      from: dayText(one.validFrom, t),
      by: t('wording.by', { by: one.by, when: momentText(one.recordedAt, t) }),
      sha: one.sha256.slice(0, 12),
      href: `${here}&from=${one.id}`,
    })),
    shippedHref: `${here}&from=shipped`,
  };
}

function textFields({ kind, draft }: EditGround, t: Translator): FormField[] {
  const plain = rulesOf(kind).format === 'text';
  return [
    field({
      kind: 'textarea',
      name: 'text',
      label: t('wording.text'),
      hint: t(plain ? 'wording.text_only_hint' : 'wording.text_hint'),
      value: draft.text,
      required: true,
      maxLength: 6_000,
    }),
    field({ kind: 'date', name: 'validFrom', label: t('setting.since'), value: draft.validFrom, required: true }),
  ];
}

function trialFields({ draft, waiting }: EditGround, t: Translator): FormField[] {
  const samples = SAMPLES.map((one) => [one, t(`wording.sample.${one}`)] as const);
  const sample = choiceField({ kind: 'radio', name: 'sample', label: t('wording.sample') }, [
    choices(samples, draft.sample),
  ]);
  if (waiting.length === 0) return [sample];
  const codes = waiting.map((code) => [code, code] as const);
  const dossier = choiceField(
    { kind: 'select', name: 'dossier', label: t('wording.real'), hint: t('wording.real_hint') },
    [choices([['', t('wording.real_none')], ...codes], draft.dossier)],
  );
  return [sample, dossier];
}

function chooserOf({ kind, unit, procedure, procedures }: EditGround, t: Translator): WordingEditView['chooser'] {
  if (!rulesOf(kind).byProcedure) return null;
  return {
    field: field({
      name: 'procedure',
      label: t('wording.procedure'),
      hint: t('wording.procedure_hint'),
      value: procedure?.code ?? '',
      maxLength: 20,
    }),
    own: procedures.map((code) => ({ href: hrefOf(kind, unit.code, code), label: code })),
    all: procedure ? hrefOf(kind, unit.code) : null,
  };
}

export function previewView({ html, whole, faults, otherKind }: Trial, t: Translator): PreviewView {
  const other = otherKind === null ? [] : [t('wording.real_differs', { kind: t(`wording.kind.${otherKind}`) })];
  return { html, whole, faults: [...faults.map((fault) => faultText(fault, t)), ...other] };
}

function originText({ version }: WordingInForce, unit: NamedUnit, units: readonly NamedUnit[], t: Translator): string {
  if (!version) return t('wording.origin.shipped');
  const words = { day: dayText(version.validFrom, t), n: version.version, by: version.by };
  if (version.unitCode === unit.code) return t('wording.origin.own', words);
  const above = units.find(({ code }) => code === version.unitCode)?.name ?? version.unitCode;
  return t('wording.origin.above', { ...words, unit: above });
}

function hrefOf(kind: WordingKind, unitCode: string, procedureCode?: string): string {
  const procedure = procedureCode === undefined ? '' : `&procedure=${encodeURIComponent(procedureCode)}`;
  return `/wordings/${kind}?unit=${encodeURIComponent(unitCode)}${procedure}`;
}

import { choiceField, choices, field, formErrors, withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { FormError, FormField } from '../platform/templates/page-parts.js';
import { dayText, momentText } from '../platform/templates/page-words.js';
import type { Refusal } from '../platform/web/page-turns.js';
import { faultText, type WordingFault } from './wording-fault.js';
import { WORDING_FIELDS, type WordingKind } from './wording-kinds.js';
import { SAMPLES, type Sample } from './wording-rendering.js';
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
  readonly rows: readonly {
    readonly title: string;
    readonly hint: string;
    readonly origin: string;
    readonly html: string;
    readonly href: string;
    readonly act: string;
  }[];
}

export interface KindInForce extends WordingInForce {
  readonly kind: WordingKind;
  /** of the usual sample */
  readonly html: string;
}

export function wordingListView(
  unit: NamedUnit,
  units: readonly NamedUnit[],
  kinds: readonly KindInForce[],
  mayWrite: boolean,
  t: Translator,
): WordingListView {
  return {
    heading: t('wording.heading', { unit: unit.name }),
    chooser: choiceField({ kind: 'select', name: 'unit', label: t('setting.unit') }, [
      choices(
        units.map(({ code, name }) => [code, name] as const),
        unit.code,
      ),
    ]),
    rows: kinds.map((one) => ({
      title: t(`wording.kind.${one.kind}`),
      hint: t(`wording.kind_hint.${one.kind}`),
      origin: originText(one, unit, units, t),
      html: one.html,
      href: hrefOf(one.kind, unit.code),
      act: t(mayWrite ? 'wording.edit' : 'wording.look'),
    })),
  };
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
  readonly mayWrite: boolean;
  readonly fields: readonly FormField[];
  readonly chips: readonly { readonly insert: string; readonly label: string; readonly required: boolean }[];
  readonly sample: FormField;
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
  readonly faults: readonly string[];
}

export interface EditGround {
  readonly kind: WordingKind;
  readonly unit: NamedUnit;
  readonly units: readonly NamedUnit[];
  readonly inForce: WordingInForce;
  readonly history: readonly WordingVersion[];
  readonly mayWrite: boolean;
  readonly text: string;
  readonly validFrom: string;
  readonly sample: Sample;
  readonly preview: PreviewView;
}

export function wordingEditView(ground: EditGround, refusal: Refusal | null, t: Translator): WordingEditView {
  const { kind, unit, units, inForce, history, mayWrite, text, validFrom, sample } = ground;
  const fields = [
    field({
      kind: 'textarea',
      name: 'text',
      label: t('wording.text'),
      hint: t('wording.text_hint'),
      value: text,
      required: true,
      maxLength: 6_000,
    }),
    field({ kind: 'date', name: 'validFrom', label: t('setting.since'), value: validFrom, required: true }),
  ];
  const errors = refusal?.errors ?? [];
  return {
    heading: t('wording.edit_heading', { kind: t(`wording.kind.${kind}`), unit: unit.name }),
    back: `/wordings?unit=${encodeURIComponent(unit.code)}`,
    sentence: refusal?.sentence ?? null,
    errors: formErrors(fields, errors),
    origin: originText(inForce, unit, units, t),
    action: `/wordings/${kind}`,
    unit: unit.code,
    mayWrite,
    fields: withAnswers(fields, {}, errors),
    chips: WORDING_FIELDS[kind].map(({ name, required }) => ({
      insert: `{{${name}}}`,
      label: t(`wording.field.${name}`),
      required,
    })),
    sample: choiceField({ kind: 'radio', name: 'sample', label: t('wording.sample') }, [
      choices(
        SAMPLES.map((one) => [one, t(`wording.sample.${one}`)] as const),
        sample,
      ),
    ]),
    preview: ground.preview,
    history: history.map((one) => ({
      version: t('wording.version', { n: one.version }),
      from: dayText(one.validFrom, t),
      by: t('wording.by', { by: one.by, when: momentText(one.recordedAt, t) }),
      sha: one.sha256.slice(0, 12),
      href: `${hrefOf(kind, unit.code)}&from=${one.id}`,
    })),
    shippedHref: `${hrefOf(kind, unit.code)}&from=shipped`,
  };
}

export function previewView(html: string | null, faults: readonly WordingFault[], t: Translator): PreviewView {
  return { html, faults: faults.map((fault) => faultText(fault, t)) };
}

function originText({ version }: WordingInForce, unit: NamedUnit, units: readonly NamedUnit[], t: Translator): string {
  if (!version) return t('wording.origin.shipped');
  const words = { day: dayText(version.validFrom, t), n: version.version, by: version.by };
  if (version.unitCode === unit.code) return t('wording.origin.own', words);
  const above = units.find(({ code }) => code === version.unitCode)?.name ?? version.unitCode;
  return t('wording.origin.above', { ...words, unit: above });
}

function hrefOf(kind: WordingKind, unitCode: string): string {
  return `/wordings/${kind}?unit=${encodeURIComponent(unitCode)}`;
}

import type { FieldError } from '../../domain/errors.js';
import type { Letter } from '../../domain/apology/letter.js';
import { act, choiceField, choices, field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import { signatureWords } from '../../platform/templates/signature-words.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, EmptyState, Fact, FormError, FormField } from '../../platform/templates/page-parts.js';
import { dayText, momentText } from '../../platform/templates/page-words.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { LetterSignature } from './signatures.repository.js';
import type { UnitKey } from './signing-keys.repository.js';

/** A form that was not done, in the reader's words. */
export interface Refused {
  readonly errors: readonly FieldError[];
  readonly sentence: string | null;
  readonly typed: Readonly<Record<string, string>>;
}

/** GET /letters/{id}/signatures. Template pages/letters/signatures. */
export interface SignaturesView {
  readonly title: string;
  readonly letterHref: string;
  readonly paperHref: string;
  readonly action: string;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly fileError: string | null;
  /** null where the unit has no key here */
  readonly here: ActForm | null;
}

export function signaturesView(
  letter: Letter,
  keys: readonly UnitKey[],
  refused: Refused,
  t: Translator,
): SignaturesView {
  const base = `/letters/${letter.id}/signatures`;
  const fields = hereFields(keys, refused, t);
  return {
    title: t('signature.title', { number: letter.number?.text ?? '' }),
    letterHref: `/letters/${letter.id}`,
    paperHref: `${base}/paper.pdf`,
    action: base,
    errors: formErrors([...fields, field({ name: 'file', label: '' })], refused.errors),
    refusal: refused.sentence,
    fileError: refused.errors.find((each) => each.field === 'file')?.message ?? null,
    here:
      keys.length === 0
        ? null
        : act({
            key: 'here',
            label: t('signature.here_go'),
            action: `${base}/here`,
            primary: true,
            fields,
            open: true,
          }),
  };
}

function hereFields(keys: readonly UnitKey[], { errors, typed }: Refused, t: Translator): FormField[] {
  const offered = keys.map(({ id, signer, validTo }) => {
    const label = t('signature.key_until', { signer, day: dayText(localDate(validTo), t) });
    return [id, label] as const;
  });
  const fields = [
    choiceField({ kind: 'select', name: 'keyId', label: t('signature.key'), required: true }, [choices(offered)]),
    field({
      name: 'password',
      label: t('signature.password'),
      hint: t('signature.password_hint'),
      kind: 'password',
      required: true,
      maxLength: 200,
    }),
  ];
  const chosen = typed['keyId'] === undefined ? {} : { keyId: typed['keyId'] };
  return withAnswers(fields, chosen, errors);
}

/** Each signature on a letter in one sentence, for its page. */
function letterWords(signature: LetterSignature, t: Translator): { value: string; hint: string } {
  const { value, hint } = signatureWords(signature, t);
  return { value, hint: `${hint} ${t(signature.way === 'here' ? 'signature.way_here' : 'signature.way_elsewhere')}` };
}

/** How an issued letter was signed: electronically each signature, else one line. */
export function signedFacts(
  { state, signedHow, mode }: Pick<Letter, 'state' | 'signedHow' | 'mode'>,
  signatures: readonly LetterSignature[],
  t: Translator,
): Fact[] {
  const label = t('signature.signed_how.label');
  if (state !== 'issued' || mode === 'auto') return [];
  if (signatures.length > 0) return signatures.map((each) => ({ label, ...letterWords(each, t), href: null }));
  const how = signedHow === 'scan' || signedHow === 'word' ? signedHow : 'approval';
  return [{ label, value: t(`signature.signed_how.${how}`), href: null, hint: null }];
}

/** GET /signing-keys. Template pages/letters/signing-keys. */
export interface SigningKeysView {
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly fields: readonly FormField[];
  readonly fileError: string | null;
  readonly rows: readonly KeyRow[];
  readonly empty: EmptyState;
}

export interface KeyRow {
  readonly signer: string;
  readonly certificate: string;
  readonly unitName: string;
  readonly added: string;
  readonly removeHref: string;
}

export interface KeysFacts {
  readonly keys: readonly UnitKey[];
  readonly units: readonly { readonly code: string; readonly name: string }[];
  /** where the form begins */
  readonly unitCode: string;
  readonly refused: Refused;
}

export function signingKeysView({ keys, units, unitCode, refused }: KeysFacts, t: Translator): SigningKeysView {
  const offered = units.map(({ code, name }) => [code, name] as const);
  const given = [
    choiceField({ kind: 'select', name: 'unitCode', label: t('col.unit'), required: true }, [
      choices(offered, refused.typed['unitCode'] ?? unitCode),
    ]),
    field({
      name: 'password',
      label: t('signature.password'),
      hint: t('signature.add_password_hint'),
      kind: 'password',
      required: true,
      maxLength: 200,
    }),
  ];
  const fields = withAnswers(given, {}, refused.errors);
  return {
    errors: formErrors([...fields, field({ name: 'file', label: '' })], refused.errors),
    refusal: refused.sentence,
    fields,
    fileError: refused.errors.find((each) => each.field === 'file')?.message ?? null,
    rows: keys.map((key) => ({
      signer: key.signer,
      certificate: t('signature.certificate', {
        serial: key.serial,
        issuer: key.issuer,
        from: dayText(localDate(key.validFrom), t),
        to: dayText(localDate(key.validTo), t),
      }),
      unitName: units.find(({ code }) => code === key.unitCode)?.name ?? key.unitCode,
      added: `${key.addedBy}, ${momentText(key.addedAt, t)}`,
      removeHref: `/signing-keys/${key.id}/removals`,
    })),
    empty: { title: t('signature.keys_none'), body: t('signature.keys_none_body'), action: null },
  };
}

import type { AcceptedDossier } from '../../domain/dossier/dossier.js';
import { act, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Fact, FormError } from '../../platform/templates/page-parts.js';
import { fullMomentText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { CitizenLetter } from './citizen-letters.service.js';

export type CitizenForm = 'receipts' | 'misses' | 'call-backs' | 'wrong-results';

/** GET /l/{secret}. Template pages/letters/citizen. */
export interface CitizenLetterView {
  /** how the dossier stands, in one sentence */
  readonly state: string;
  readonly facts: readonly Fact[];
  /** body of the letter, made by our own templates; trusted HTML */
  readonly paperHtml: string;
  readonly pdfHref: string;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly received: boolean;
  readonly acts: readonly ActForm[];
}

interface Page {
  readonly secret: string;
  readonly letter: CitizenLetter;
  readonly dossier: AcceptedDossier;
  readonly paper: string;
  readonly refused: { readonly form: CitizenForm; readonly refusal: Refusal } | null;
}

export function citizenLetterView({ secret, letter, dossier, paper, refused }: Page, t: Translator): CitizenLetterView {
  const acts = actsOf(secret, letter, t).map((form) =>
    form.key === refused?.form
      ? { ...form, open: true, fields: withAnswers(form.fields, refused.refusal.typed, refused.refusal.errors) }
      : form,
  );
  return {
    state: stateText(dossier, t),
    facts: factLines(letter, dossier, t),
    paperHtml: paper,
    pdfHref: `/l/${secret}/letter.pdf`,
    errors: refused
      ? namedErrors(
          acts.flatMap(({ fields }) => fields),
          refused.refusal.errors,
        )
      : [],
    refusal: refused?.refusal.sentence ?? null,
    received: letter.received,
    acts,
  };
}

function stateText({ status, settlement }: AcceptedDossier, t: Translator): string {
  if (status === 'returned') return t('citizen.state_returned');
  if (status === 'completed') return t('citizen.state_ready');
  return t(settlement === null ? 'citizen.state_working' : 'citizen.state_closed');
}

function factLines({ facts }: CitizenLetter, dossier: AcceptedDossier, t: Translator): Fact[] {
  const line = (label: string, value: string | null): Fact[] =>
    value === null ? [] : [{ label, value, href: null, hint: null }];
  // The first promise is broken: what counts is the second, where one was made.
  const promised = dossier.settlement === null ? dossier.extensionDueAt : null;
  return [
    ...line(t('col.dossier'), facts.dossier.code),
    ...line(t('citizen.promised'), promised === null ? null : fullMomentText(promised, t)),
    ...line(t('citizen.contact'), facts.contact === null ? null : `${facts.contact.name}, ${facts.contact.phone}`),
    ...line(t('citizen.hotline'), facts.hotline),
  ];
}

function actsOf(secret: string, { received }: CitizenLetter, t: Translator): ActForm[] {
  const base = (key: CitizenForm) => ({ key, label: t(`citizen.act_${key}`), action: `/l/${secret}/${key}` });
  const wish = field({ name: 'wish', label: t('citizen.wish'), hint: t('citizen.wish_hint'), maxLength: 200 });
  const words = field({
    kind: 'textarea',
    name: 'words',
    label: t('citizen.words'),
    hint: t('citizen.words_hint'),
    required: true,
    maxLength: 600,
  });
  return [
    ...(received ? [] : [act({ ...base('receipts'), primary: true }), act(base('misses'))]),
    act({ ...base('call-backs'), fields: [wish] }),
    act({ ...base('wrong-results'), fields: [words] }),
  ];
}

import type { FieldError } from '../../domain/errors.js';
import { act, field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Fact, FormError, FormField } from '../../platform/templates/page-parts.js';
import { explanationView, type ExplanationView } from '../../dossiers/explanation.view.js';
import { fullMomentText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { TrackingAsk } from './tracking-requests.service.js';
import type { TrackingAnswer } from './tracking.service.js';

/** GET /tra-cuu. Template pages/tracking/find. */
export interface TrackingFindView {
  readonly fields: readonly FormField[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

/** The answer to POST /tra-cuu. Template pages/tracking/show. */
export interface TrackingShowView {
  /** whether to come, before all else */
  readonly saying: string;
  /** what to bring or what was asked for */
  readonly items: readonly string[];
  /** said where a promise is broken; null else */
  readonly late: string | null;
  readonly facts: readonly Fact[];
  /** why it is that day: one sentence, then day by day; null before there is a promise */
  readonly why: Pick<ExplanationView, 'sentence' | 'lines'> | null;
  /** lets the forms be sent without the digits */
  readonly pass: string;
  readonly refusal: string | null;
  readonly asks: readonly ActForm[];
}

interface Forms {
  readonly pass: string;
  readonly refused: { readonly ask: TrackingAsk; readonly refusal: Refusal } | null;
}

interface Asked {
  readonly errors: readonly FieldError[];
  readonly refusal: string | null;
  /** the code alone: a secret never stands in a page again */
  readonly code: string;
}

export function trackingFindView({ errors, refusal, code }: Asked, t: Translator): TrackingFindView {
  const required = { required: true } as const;
  const fields = [
    field({ ...required, name: 'code', label: t('track.code'), hint: t('track.code_hint'), maxLength: 60 }),
    field({
      ...required,
      name: 'secret',
      label: t('track.secret'),
      hint: t('track.secret_hint'),
      inputMode: 'numeric',
      maxLength: 30,
    }),
  ];
  return { fields: withAnswers(fields, { code }, errors), errors: formErrors(fields, errors), refusal };
}

export function trackingShowView(answer: TrackingAnswer, { pass, refused }: Forms, t: Translator): TrackingShowView {
  const { saying, dossier, desk, asked, contact } = answer;
  const line = (key: string, value: string | null): Fact[] =>
    value === null ? [] : [{ label: t(`track.${key}`), value, href: null, hint: null }];
  const waiting = dossier.pauses.at(-1);
  const ended = dossier.settlement !== null;
  return {
    saying: t(`track.say_${saying}`, { place: desk.address === null ? desk.name : `${desk.name}, ${desk.address}` }),
    items: saying === 'bring_papers' ? asked : saying === 'ready' ? [t('track.bring_slip'), t('track.bring_card')] : [],
    late: lateText(answer, t),
    facts: [
      ...line('code', dossier.code),
      ...line('procedure', answer.procedure),
      ...line('promised', dossier.originalDueAt === null ? null : fullMomentText(dossier.originalDueAt, t)),
      ...line('moved', movedText(answer, t)),
      ...line('waiting', waiting && waiting.to === null && !ended ? fullMomentText(waiting.from, t) : null),
      ...line('holder', ended ? null : answer.holder),
      ...line('contact', contact === null ? null : `${contact.name}, ${contact.title}, ${contact.phone}`),
      ...line('hotline', desk.hotline),
    ],
    why: answer.trace.length === 0 ? null : explanationView(answer.trace, null, t),
    pass,
    refusal: refused?.refusal.sentence ?? null,
    asks: answer.asks.map((ask) => askForm(ask, refused, t)),
  };
}

export function askForm(ask: TrackingAsk, refused: Forms['refused'], t: Translator): ActForm {
  const wish = field({ name: 'wish', label: t('citizen.wish'), hint: t('citizen.wish_hint'), maxLength: 200 });
  const told = { label: t('citizen.words'), hint: t('citizen.words_hint'), required: true, maxLength: 600 } as const;
  const words = field({ kind: 'textarea', name: 'words', ...told });
  const plain = ask === 'misses' ? [] : [ask === 'call-backs' ? wish : words];
  const mine = refused?.ask === ask ? refused.refusal : null;
  const fields = mine ? withAnswers(plain, mine.typed, mine.errors) : plain;
  return act({ key: ask, label: t(`citizen.act_${ask}`), action: `/tra-cuu/${ask}`, fields, open: mine !== null });
}

function movedText({ dossier }: TrackingAnswer, t: Translator): string | null {
  const { currentDueAt, originalDueAt } = dossier;
  return currentDueAt === null || currentDueAt === originalDueAt ? null : fullMomentText(currentDueAt, t);
}

function lateText({ late, apology }: TrackingAnswer, t: Translator): string | null {
  if (!late) return null;
  return apology === 'none' ? t('track.late') : `${t('track.late')} ${t(`track.apology_${apology}`)}`;
}

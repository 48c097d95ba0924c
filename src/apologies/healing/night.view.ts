import type { HealLine } from '../../domain/apology/healing.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import { dayText, momentText, numberText } from '../../platform/templates/page-words.js';
import type { HealReport } from './heal-reports.repository.js';

/** `Đêm qua` on the page of coverage. */
export interface NightView {
  /** `Đã xem lúc 02:25 …: 3 việc vướng, tự gỡ 2, còn 1.` */
  readonly summary: string;
  readonly rows: readonly NightRow[];
}

export interface NightRow {
  readonly what: string;
  readonly count: string;
  readonly unitName: string;
  /** who has to act, and how */
  readonly todo: string;
  readonly first: readonly Link[];
}

type NameOf = (unitCode: string) => string;

/** @param units whose matters the reader may see; what is the house's own is said to everybody */
export function nightView(
  report: HealReport | null,
  units: readonly { readonly code: string; readonly name: string }[],
  t: Translator,
): NightView | null {
  if (report === null) return null;
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const lines = report.lines.filter(({ unitCode }) => unitCode === null || names.has(unitCode));
  const { found, healed, left, madeAt } = report;
  return {
    summary: t('heal.summary', {
      moment: momentText(madeAt, t),
      found: numberText(found, t),
      healed: numberText(healed, t),
      left: numberText(left, t),
    }),
    rows: lines.map((line) => ({
      what: t(`heal.kind.${line.kind}`),
      count: numberText(line.count, t),
      unitName: names.get(line.unitCode ?? '') ?? t('heal.house'),
      todo: t(`heal.todo.${line.kind}`),
      first: links(line),
    })),
  };
}

function links({ first }: HealLine): Link[] {
  return first.flatMap(({ dossierCode, letterId }) => {
    if (letterId !== null) return [{ href: `/letters/${letterId}`, label: dossierCode ?? letterId }];
    return dossierCode === null ? [] : [{ href: `/dossiers/${encodeURIComponent(dossierCode)}`, label: dossierCode }];
  });
}

export interface HealMail {
  readonly title: string;
  readonly text: string;
  readonly html: string;
}

interface Frame {
  readonly url: string;
  readonly illustration: boolean;
  readonly nameOf: NameOf;
}

/** Codes, units and counts; nothing of citizens. */
export function healMail(
  report: HealReport,
  { nameOf, ...frame }: Frame,
  templates: Templates,
  t: Translator,
): HealMail {
  const title = t('heal.mail.title', { day: dayText(localDate(report.madeAt), t), left: numberText(report.left, t) });
  const lines = report.lines.map(({ kind, unitCode, count }) =>
    t('heal.mail.line', {
      what: t(`heal.kind.${kind}`),
      count: numberText(count, t),
      unit: unitCode === null ? t('heal.house') : nameOf(unitCode),
      todo: t(`heal.todo.${kind}`),
    }),
  );
  const greeting = t('heal.mail.greeting');
  const open = t('heal.mail.open');
  const text = [greeting, ...lines.map((line) => `- ${line}`), `${open}: ${frame.url}`];
  const view = { title, greeting, sections: [], own: null, lines, first: [], firstHeading: '', open, ...frame };
  return { title, text: `${text.join('\n')}\n`, html: templates.render('mails/digest', view) };
}

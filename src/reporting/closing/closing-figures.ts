import { createHash } from 'node:crypto';
import type { Ii06Figures, Ii06Form } from '../../domain/kpi/ii06.js';
import type { Ii06Report, Ii06Row } from '../statutory/statutory.service.js';

/** The figures of a closed period as they are kept: what is on its forms, and nothing that may be called otherwise later. */
interface KeptForm {
  readonly form: Ii06Form;
  readonly rows: readonly Ii06Row[];
  readonly total: Ii06Figures;
}

/** The bytes that are kept and hashed. */
export function figuresText(reports: readonly Ii06Report[]): string {
  const { unit, period } = reports[0] ?? {};
  const forms: KeptForm[] = reports.map(({ form, rows, total }) => ({ form, rows, total }));
  return JSON.stringify({ unit: unit?.code, period: period?.code, from: period?.from, to: period?.to, forms });
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A cell in which two drafts of the same forms differ. */
export interface Difference {
  readonly form: Ii06Form;
  /** '' is the total */
  readonly key: string;
  readonly column: keyof Ii06Figures;
  readonly kept: number;
  readonly now: number;
}

/** What the forms say today of a closed period that its kept figures do not: nothing, unless somebody changed either. */
export function differences(kept: string, now: readonly Ii06Report[]): Difference[] {
  const { forms } = JSON.parse(kept) as { forms: readonly KeptForm[] };
  return now.flatMap((report) => {
    const old = forms.find(({ form }) => form === report.form);
    const lines = (of: Pick<KeptForm, 'rows' | 'total'>): Map<string, Ii06Figures> =>
      new Map([...of.rows.map(({ key, figures }) => [key, figures] as const), ['', of.total]]);
    const [before, after] = [old ? lines(old) : new Map<string, Ii06Figures>(), lines(report)];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
      (Object.keys(report.total) as (keyof Ii06Figures)[]).flatMap((column) => {
        const [one, other] = [before.get(key)?.[column] ?? 0, after.get(key)?.[column] ?? 0];
        return one === other ? [] : [{ form: report.form, key, column, kept: one, now: other }];
      }),
    );
  });
}

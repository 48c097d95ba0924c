/** How many years an agency keeps the people of a dossier by name, and for which procedures otherwise. */
export interface Retention {
  readonly years: number;
  readonly byProcedure: Readonly<Record<string, number>>;
}

const YEARS = /^\d{1,2}$/;
const OF_PROCEDURE = /^([A-Z0-9][A-Z0-9.-]{0,39})=(\d{1,2})$/i;

/** Reads `10` or `10; 1.009998=5; 2.000815=3`. @returns undefined when it is no such text, or a year below 1 */
export function readRetention(text: string): Retention | undefined {
  const [years = '', ...others] = text.split(';').map((part) => part.trim());
  const pairs = others.map((part) => OF_PROCEDURE.exec(part));
  if (!YEARS.test(years) || pairs.some((pair) => pair === null)) return undefined;
  const byProcedure = Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
  const all = [Number(years), ...Object.values(byProcedure)];
  return all.every((one) => one >= 1) ? { years: Number(years), byProcedure } : undefined;
}

export function yearsKept({ years, byProcedure }: Retention, procedureCode: string): number {
  return byProcedure[procedureCode] ?? years;
}

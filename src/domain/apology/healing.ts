/**
 * What the nightly round looks for, in the order in which it is said. Of each it looks at the state, not at what
 * happened: the same night twice finds the same.
 */
export const HEAL_KINDS = [
  'undrafted',
  'idle_draft',
  'approved_stuck',
  'numbered_stuck',
  'message_held',
  'message_uncertain',
  'message_overdue',
  'paper_overdue',
  'message_missing',
  'file_missing',
  'unsettled',
  'unproved',
  'call_overdue',
  'books_stray',
] as const;

export type HealKind = (typeof HEAL_KINDS)[number];

/** One thing that is not as it should be. */
export interface HealFinding {
  readonly kind: HealKind;
  /** whose it is to see to; null: the house's own */
  readonly unitCode: string | null;
  readonly dossierCode: string | null;
  readonly letterId: string | null;
}

/** What is left of a kind at a unit, with the first few of them. */
export interface HealLine {
  readonly kind: HealKind;
  readonly unitCode: string | null;
  readonly count: number;
  readonly first: readonly Pick<HealFinding, 'dossierCode' | 'letterId'>[];
}

const FIRST = 5;

/** By kind in their order, then by unit. */
export function healLines(findings: readonly HealFinding[]): HealLine[] {
  const lines = new Map<string, { readonly finding: HealFinding; readonly all: HealFinding[] }>();
  for (const finding of findings) {
    const id = `${finding.kind} ${finding.unitCode ?? ''}`;
    const line = lines.get(id) ?? { finding, all: [] };
    line.all.push(finding);
    lines.set(id, line);
  }
  return [...lines.values()]
    .map(({ finding: { kind, unitCode }, all }) => ({
      kind,
      unitCode,
      count: all.length,
      first: all.slice(0, FIRST).map(({ dossierCode, letterId }) => ({ dossierCode, letterId })),
    }))
    .sort((a, b) => HEAL_KINDS.indexOf(a.kind) - HEAL_KINDS.indexOf(b.kind) || (a.unitCode ?? '').localeCompare(b.unitCode ?? '', 'en')); // prettier-ignore
}

import { DomainError } from '../../domain/errors.js';

export const REPLAY_FINDINGS = [
  'procedure_not_in_force',
  'procedure_not_here',
  'calendar_missing',
  'event_refused',
  'event_impossible',
  'code_taken',
  'due_differs',
  'due_changed',
  'receipt_changed',
  'procedure_changed',
  'unit_changed',
  'finish_changed',
  'reopened',
  'event_in_past',
  'latched',
  'registered_here',
] as const;

/** What a file's dossier cannot be, or where it and what is on record part ways. */
export interface ReplayFinding {
  readonly severity: 'defect' | 'differs';
  readonly code: (typeof REPLAY_FINDINGS)[number];
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Does what may be refused; a refusal becomes a finding. */
export function attempt<T>(findings: ReplayFinding[], act: string, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    findings.push(refusal(act, error));
    return null;
  }
}

/** @throws the error itself when it is no rule that says no */
export function refusal(act: string, error: unknown): ReplayFinding {
  if (error instanceof RangeError) return defect('event_impossible', { act, reason: error.message });
  if (!(error instanceof DomainError)) throw error;
  const { code, facts, message } = error;
  const fact = (name: string): string => String(facts[name] ?? '');
  if (code === 'dossier.action_refused' && 'status' in facts) {
    return defect('event_refused', { act, status: fact('status') });
  }
  if (code === 'procedure.not_in_force') {
    return 'unitCode' in facts
      ? defect('procedure_not_here', { procedure: fact('procedureCode'), unit: fact('unitCode') })
      : defect('procedure_not_in_force', { procedure: fact('procedureCode'), day: fact('day') });
  }
  if (code === 'calendar.missing') return defect('calendar_missing', { act });
  return defect('event_impossible', { act, reason: message });
}

function defect(code: ReplayFinding['code'], facts: ReplayFinding['facts']): ReplayFinding {
  return { severity: 'defect', code, facts };
}

export function differs(code: ReplayFinding['code'], theirs: string, ours: string): ReplayFinding {
  return { severity: 'differs', code, facts: { theirs, ours } };
}

import type { SlipKind } from '../../domain/dossier/slip-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import type { DossierRecord } from '../dossier-query.service.js';

/** A paper that a dossier has. */
export interface PaperRef {
  readonly kind: 'receipt' | 'control' | SlipKind;
  /** of the event it tells of; 0 for the slips of the whole dossier */
  readonly no: number;
  readonly at: Instant;
}

const PAPER_OF: Readonly<Record<string, SlipKind>> = {
  ask_first: 'supplement',
  request_supplement: 'supplement',
  reject: 'refusal',
  stop: 'stop',
  pay: 'payment',
  return: 'return',
};

/** Every paper there is to print of a dossier, the oldest first; those whose words were erased by rule are gone. */
export function papersOf({ dossier, events }: Pick<DossierRecord, 'dossier' | 'events'>): PaperRef[] {
  if (dossier.voidedAt !== null) return [];
  const { acceptedAt: at } = dossier;
  const slips = events.flatMap((event) => {
    const kind = PAPER_OF[event.act];
    return kind === undefined || event.payload === null ? [] : [{ kind, no: event.seq, at: event.at }];
  });
  if (at === null || dossier.erasedAt !== null) return slips;
  return [
    { kind: 'receipt', no: 0, at },
    ...(dossier.instant ? [] : [{ kind: 'control', no: 0, at } as const]),
    ...slips,
  ];
}

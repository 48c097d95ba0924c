import { REPLAYED_ACTS, type ReplayedAct, type ReplayedEvent } from '../dossiers/replay/imported-dossier.js';
import type { ImportGround } from './import-ground.js';
import type { ObjectReader } from './object-reader.js';
import type { RowChecks } from './row-checks.js';

type Facts = ReplayedEvent['facts'];
type FactReader = (reader: ObjectReader, checks: RowChecks, ground: ImportGround) => Facts;

const REASON = 600;
const MOST_ITEMS = 40;
const MOST_VND = 1_000_000_000_000;

/** Which facts each act brings: the fields of its own route, as far as a file can know them. */
const FACTS: Readonly<Record<ReplayedAct, FactReader>> = {
  hand_over: (reader, checks, ground) => {
    const unit = reader.text('unitCode', 40);
    if (unit !== null && !ground.knowsUnit(unit)) checks.defect(reader.at('unitCode'), 'unit_unknown');
    return { unitCode: unit, note: reader.textOrNull('note', 500) };
  },
  acknowledge: () => ({}),
  request_supplement: (reader) => ({
    items: reader.lines('items', MOST_ITEMS, 300),
    reason: reader.text('reason', REASON),
    overrideReason: reader.textOrNull('overrideReason', REASON),
  }),
  receive_supplement: (reader) => ({ items: reader.lines('items', MOST_ITEMS, 300) }),
  request_payment: (reader) => ({
    amountVnd: reader.whole('amountVnd', 1, MOST_VND),
    reason: reader.text('reason', REASON),
  }),
  confirm_payment: (reader) => ({ paidOn: reader.day('paidOn'), reference: reader.text('reference', 60) }),
  grant_extra_time: (reader) => ({
    ground: reader.text('ground', 40),
    amount: reader.whole('amount', 1, 1_000),
    document: reader.text('document', 200),
  }),
  complete: (reader) => ({
    outcome: reader.oneOf('outcome', ['granted', 'refused'], 'granted'),
    resultNumber: reader.textOrNull('resultNumber', 60),
    shelf: reader.textOrNull('shelf', 30),
    reason: reader.textOrNull('reason', REASON),
  }),
  return: (reader) => ({
    receivedBy: reader.text('receivedBy', 200),
    how: reader.oneOf('how', ['desk', 'postal', 'online'], 'desk'),
  }),
  withdraw: (reader) => ({ reason: reader.text('reason', REASON) }),
  stop: (reader) => ({ reason: reader.text('reason', REASON) }),
};

/** `{ act, at, by?, … }`; null with its defects when it is none. */
export function readEvent(reader: ObjectReader, checks: RowChecks, ground: ImportGround): ReplayedEvent | null {
  const name = reader.text('act', 40);
  const act = REPLAYED_ACTS.find((known) => known === name);
  const at = reader.moment('at');
  const by = reader.textOrNull('by', 120);
  if (act === undefined) return name === null ? null : checks.defect(reader.at('act'), 'event_unknown', { act: name });
  const facts = FACTS[act](reader, checks, ground);
  reader.demandNothingElse();
  checks.past(reader.at('at'), at, ground.until);
  return at === null ? null : { act, at, by, facts };
}

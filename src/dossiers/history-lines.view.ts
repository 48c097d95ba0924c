import { CITIZEN } from '../domain/accounts/roles.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import { isPlainDate } from '../domain/time/plain-date.js';
import type { Instant } from '../domain/time/instant.js';
import type { Translator } from '../platform/templates/i18n.js';
import { dayText, moneyText, momentText } from '../platform/templates/page-words.js';
import { SYSTEM } from './breach.service.js';
import { groundText } from './clock/ground-words.view.js';
import type { DossierRecord } from './dossier-query.service.js';
import type { EventLine, LedgerLine } from './dossier-show.view.js';
import type { HistoryEntry } from './history.repository.js';
import type { Names } from './page-reference.service.js';

type Payload = Readonly<Record<string, unknown>>;

/** What the sentences take their names from. */
export interface Telling {
  readonly names: Names;
  /** of the dossier: it names the grounds on which time was added */
  readonly version: Pick<ProcedureVersion, 'extraTimes'>;
}

type Said = (payload: Payload, telling: Telling, t: Translator) => string | null;

/** The history as sentences, the latest first. What was erased by rule leaves the act without its particulars. */
export function eventLines({ events, handOvers }: DossierRecord, telling: Telling, t: Translator): EventLine[] {
  const notes = new Map(handOvers.map(({ sentAt, note }) => [sentAt, note]));
  return events
    .map((event) => ({
      atText: momentText(event.at, t),
      text: eventText(event, telling, t),
      by: personText(event.actor, telling.names, t),
      note: event.act === 'hand_over' ? (notes.get(event.at) ?? null) : saidIn(event.payload),
    }))
    .reverse();
}

/** What somebody wrote: the reason, what went wrong, what was done about it, or a word for colleagues. */
function saidIn(payload: HistoryEntry['payload']): string | null {
  const written = ['reason', 'description', 'result', 'text'].map((key) => text(payload?.[key]));
  return written.find((one) => one !== null) ?? null;
}

/** What an act says besides its name; null where the name says all. */
const SAID: Readonly<Record<string, Said>> = {
  register: (payload, _, t) => t('event.said.register', { channel: t(`channel.${String(payload['channel'])}`) }),
  accept: (payload, _, t) => dueSaid(payload, 'event.said.accept', t),
  ask_first: (payload, _, t) => t('event.said.asked', { items: list(payload) }),
  request_supplement: (payload, _, t) => t('event.said.asked', { items: list(payload) }),
  supplement_filing: (payload, _, t) => t('event.said.brought', { items: list(payload) }),
  receive_supplement: (payload, _, t) => {
    const due = dueSaid(payload, 'event.said.due', t);
    const brought = t('event.said.brought', { items: list(payload) });
    return due === null ? brought : `${brought}; ${due}`;
  },
  request_payment: (payload, _, t) => t('event.said.owed', { amount: moneyText(Number(payload['amountVnd']), t) }),
  confirm_payment: (payload, _, t) => {
    const day = text(payload['paidOn']);
    const number = String(payload['reference']);
    return day !== null && isPlainDate(day) ? t('event.said.paid', { day: dayText(day, t), number }) : null;
  },
  pay: (payload, _, t) => {
    const amount = moneyText(Number(payload['amountVnd']), t);
    return t('event.said.fee', { amount, method: t(`pay.${String(payload['method'])}`) });
  },
  grant_extra_time: (payload, { version }, t) => {
    const ground = groundText(String(payload['ground']), version.extraTimes, t);
    const said = { ground, count: Number(payload['amount']), document: String(payload['document']) };
    return t('event.said.extra', said);
  },
  declare_delay: (payload, _, t) => instantSaid(payload, 'newDueAt', 'event.said.delay', t),
  transfer_result: (payload, _, t) => {
    const number = text(payload['number']);
    const outcome = t(payload['outcome'] === 'refused' ? 'act.refused' : 'act.granted');
    return number === null ? t('event.said.result', { outcome }) : t('event.said.result_number', { outcome, number });
  },
  assign: (payload, { names }, t) => t('event.said.assign', { person: names.person(String(payload['username'])) }),
  attach: (payload, _, t) => t('event.said.attach', { name: String(payload['name']) }),
  propose_correction: (payload, _, t) => t('event.said.propose_correction', { parts: parts(payload, t) }),
  correct: (payload, _, t) => t('event.said.correct', { parts: parts(payload, t) }),
  report_fault: (payload, _, t) => t('event.said.report_fault', { kind: t(`fault_kind.${String(payload['kind'])}`) }),
  hand_over: (payload, { names }, t) =>
    t('event.said.hand_over', { to: place(payload, 'toUnitCode', 'toUsername', names) }),
  acknowledge: (payload, { names }, t) => t('event.said.acknowledge', { to: names.unit(String(payload['unitCode'])) }),
  complete: (payload, _, t) => completed(payload, t),
  return: (payload, _, t) =>
    t('event.said.return', { name: String(payload['receivedBy']), how: t(`how.${String(payload['how'])}`) }),
  extend: (payload, _, t) => t('event.said.extend', { number: String(payload['letterNumber']) }),
};

function eventText({ act, payload }: HistoryEntry, telling: Telling, t: Translator): string {
  const said = payload === null ? null : SAID[act]?.(payload, telling, t);
  return said ?? t(`event.${act}`);
}

function completed(payload: Payload, t: Translator): string {
  const [number, shelf] = [text(payload['resultNumber']), text(payload['shelf'])];
  const pieces = [
    t(payload['outcome'] === 'refused' ? 'event.complete_refused' : 'event.complete_granted'),
    number === null ? '' : t('event.result_number', { number }),
    shelf === null ? '' : t('event.shelf', { shelf }),
  ];
  return pieces.filter((piece) => piece !== '').join('; ');
}

function dueSaid(payload: Payload, key: 'event.said.accept' | 'event.said.due', t: Translator): string | null {
  return instantSaid(payload, 'dueAt', key, t);
}

function instantSaid(payload: Payload, name: string, key: string, t: Translator): string | null {
  const at = payload[name];
  return typeof at === 'number' ? t(key, { moment: momentText(at as Instant, t) }) : null;
}

function list(payload: Payload): string {
  const items = payload['items'];
  return Array.isArray(items) ? (items as string[]).join('; ') : '';
}

function parts(payload: Payload, t: Translator): string {
  const names = payload['parts'];
  return Array.isArray(names) ? (names as string[]).map((one) => t(`receipt_part.${one}`)).join(', ') : '';
}

function place(payload: Payload, unit: string, user: string, names: Names): string {
  const username = text(payload[user]);
  const name = names.unit(String(payload[unit]));
  return username === null ? name : `${names.person(username)}, ${name}`;
}

/** Each row of the ledger with the date it replaced; the first one replaced none. */
export function ledgerLines({ promises }: DossierRecord, { names, version }: Telling, t: Translator): LedgerLine[] {
  return promises
    .map(({ at, kind, currentDueAt, reason, by }, index) => {
      const before = promises[index - 1];
      const ground = kind === 'statutory_extra' && reason !== null;
      return {
        atText: momentText(at, t),
        kind: t(`ledger.${kind}`),
        from: before ? momentText(before.currentDueAt, t) : null,
        to: momentText(currentDueAt, t),
        reason: ground ? groundText(reason, version.extraTimes, t) : reason,
        by: personText(by, names, t),
      };
    })
    .reverse();
}

function personText(username: string, names: Names, t: Translator): string {
  if (username === CITIZEN.username) return t('show.citizen');
  return username === SYSTEM.username ? t('show.system') : names.person(username);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

import type { Translator } from '../platform/templates/i18n.js';
import { momentText } from '../platform/templates/page-words.js';
import { SYSTEM } from './breach.service.js';
import type { DossierRecord } from './dossier-query.service.js';
import type { EventLine, LedgerLine } from './dossier-show.view.js';
import type { HistoryEntry } from './history.repository.js';
import type { Names } from './page-reference.service.js';

type Payload = Readonly<Record<string, unknown>>;

/** The history as sentences, the latest first. What was erased by rule leaves the act without its particulars. */
export function eventLines({ events, handOvers }: DossierRecord, names: Names, t: Translator): EventLine[] {
  const notes = new Map(handOvers.map(({ sentAt, note }) => [sentAt, note]));
  return events
    .map((event) => ({
      atText: momentText(event.at, t),
      text: eventText(event, names, t),
      by: personText(event.actor, names, t),
      note: event.act === 'hand_over' ? (notes.get(event.at) ?? null) : saidIn(event.payload),
    }))
    .reverse();
}

/** What somebody wrote: the reason, what went wrong, what was done about it, or a word for colleagues. */
function saidIn(payload: HistoryEntry['payload']): string | null {
  const written = ['reason', 'description', 'result', 'text'].map((key) => text(payload?.[key]));
  return written.find((one) => one !== null) ?? null;
}

function eventText({ act, payload }: HistoryEntry, names: Names, t: Translator): string {
  if (payload === null) return t(`event.${act}`);
  switch (act) {
    case 'register':
      return t('event.said.register', { channel: t(`channel.${String(payload['channel'])}`) });
    case 'hand_over':
      return t('event.said.hand_over', { to: place(payload, 'toUnitCode', 'toUsername', names) });
    case 'acknowledge':
      return t('event.said.acknowledge', { to: names.unit(String(payload['unitCode'])) });
    case 'complete':
      return completed(payload, t);
    case 'return':
      return t('event.said.return', { name: String(payload['receivedBy']), how: t(`how.${String(payload['how'])}`) });
    case 'extend':
      return t('event.said.extend', { number: String(payload['letterNumber']) });
    default:
      return t(`event.${act}`);
  }
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

function place(payload: Payload, unit: string, user: string, names: Names): string {
  const username = text(payload[user]);
  const name = names.unit(String(payload[unit]));
  return username === null ? name : `${names.person(username)}, ${name}`;
}

/** Each row of the ledger with the date it replaced; the first one replaced none. */
export function ledgerLines({ promises }: DossierRecord, names: Names, t: Translator): LedgerLine[] {
  return promises
    .map(({ at, kind, currentDueAt, reason, by }, index) => {
      const before = promises[index - 1];
      return {
        atText: momentText(at, t),
        kind: t(`ledger.${kind}`),
        from: before ? momentText(before.currentDueAt, t) : null,
        to: momentText(currentDueAt, t),
        reason,
        by: personText(by, names, t),
      };
    })
    .reverse();
}

function personText(username: string, names: Names, t: Translator): string {
  return username === SYSTEM.username ? t('show.system') : names.person(username);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

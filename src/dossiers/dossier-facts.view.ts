import type { DocumentLine } from '../domain/dossier/receipt-facts.js';
import { localDate } from '../domain/time/plain-date.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Fact } from '../platform/templates/page-parts.js';
import { dayText, moneyText, momentText } from '../platform/templates/page-words.js';
import { limitText } from '../procedures/limit-and-fee.view.js';
import type { DossierPageFacts } from './dossier-page.service.js';
import type { DossierShowView, ObligationLine } from './dossier-show.view.js';
import { obligationActs, requestLink } from './faults/obligation-acts.view.js';
import type { SlipFacts } from './history.repository.js';
import type { PartySummary } from './people.service.js';
import { secondFacts } from './second-promise.view.js';
import { causeText, channelText, obligationBadge } from './state-words.view.js';

const fact = (label: string, value: string | null, hint: string | null = null): Fact[] =>
  value === null || value === '' ? [] : [{ label, value, href: null, hint }];

/** Who, what and on which terms; numbers masked. */
export function dossierFacts(facts: DossierPageFacts, t: Translator): Fact[] {
  const { record, names, rooms } = facts;
  const { dossier, slip, people } = record;
  const applicant = people.find(({ role }) => role === 'applicant');
  const submitter = people.find(({ role }) => role === 'submitter');
  const received = {
    moment: momentText(dossier.acceptedAt ?? dossier.filedAt ?? dossier.lastEventAt, t),
    unit: names.unit(dossier.unitCode),
  };
  return [
    ...(applicant ? personFacts(applicant, t) : []),
    ...fact(t('show.submitter'), submitter?.name ?? null, submitter?.phoneMasked ?? null),
    ...fact(t('intake.summary'), slip.summary),
    ...fact(
      t(dossier.acceptedAt === null ? 'show.filed' : 'show.received'),
      t('show.received_at', received),
      channelText(dossier.channel, t),
    ),
    ...secondFacts(facts, t),
    ...fact(t('show.decides'), names.unit(dossier.responsibleUnitCode)),
    ...fact(t('slip.limit'), limitText(dossier.limit, t)),
    ...fact(t('slip.fee'), moneyText(slip.feeVnd, t)),
    ...rooms.told.flatMap(({ kind, toldAt, toldBy }) =>
      fact(t(`show.told.${kind}`), t('counter.told', { who: names.person(toldBy), moment: momentText(toldAt, t) })),
    ),
    ...fact(t('intake.result_via'), t(`how.${slip.resultVia}`)),
  ];
}

function personFacts(applicant: PartySummary, t: Translator): Fact[] {
  const [way] = applicant.contactBy;
  return [
    ...fact(t('col.applicant'), applicant.name, applicant.address),
    ...fact(t('intake.representative'), applicant.representative),
    ...fact(t('intake.contact_name'), applicant.contactName),
    ...fact(t('show.id_person'), applicant.idMasked),
    ...fact(t('show.tax_code'), applicant.taxCode),
    ...fact(t('intake.phone'), applicant.phoneMasked, way === undefined ? null : t(`contact.${way}`)),
    ...fact(t('intake.email'), applicant.email),
  ];
}

const KINDS = ['originals', 'certified', 'copies'] as const;

/** The papers handed in; a kind of which there is none is not said. */
export function documentLines({ documents }: SlipFacts, t: Translator): DossierShowView['documents'] {
  return (JSON.parse(documents) as DocumentLine[]).map((line) => ({
    name: line.name,
    count: KINDS.filter((kind) => line[kind] > 0)
      .map((kind) => t(`show.count.${kind}`, { count: line[kind] }))
      .join(', '),
  }));
}

/** What is owed for the dossier, and the way to the letter; letters themselves stand on pages of their own. */
export function obligationLines(facts: DossierPageFacts, t: Translator): ObligationLine[] {
  const { dossier, obligations } = facts.record;
  const letters = `/letters/of/${encodeURIComponent(dossier.code)}`;
  return obligations.map((owed) => ({
    cause: causeText(owed.cause, t),
    sinceText: t('show.owed_since', { day: dayText(localDate(owed.since), t) }),
    state: obligationBadge(owed.state, t),
    next:
      owed.letterId !== null
        ? { label: t('show.letter'), href: `/letters/${encodeURIComponent(owed.letterId)}` }
        : owed.state === 'owed'
          ? { label: t('show.to_letters'), href: letters }
          : null,
    request: requestLink(owed, facts, t),
    acts: obligationActs(owed, facts, t),
  }));
}

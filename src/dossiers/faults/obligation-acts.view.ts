import { hasRole } from '../../domain/accounts/roles.js';
import { maySeekOutside } from '../../domain/dossier/acts/outside.js';
import { localDate } from '../../domain/time/plain-date.js';
import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, FormField, Link } from '../../platform/templates/page-parts.js';
import { formOf, reasonField } from '../act-form.view.js';
import type { DossierPageFacts } from '../dossier-page.service.js';
import type { ObligationEntry } from '../history.repository.js';

/** How an apology that is owed may end without a letter of ours: waived by a leader, or given by the agency at fault. */
export function obligationActs(owed: ObligationEntry, facts: DossierPageFacts, t: Translator): ActForm[] {
  const { record, by, rooms } = facts;
  if (owed.state !== 'owed' || record.dossier.voidedAt !== null) return [];
  const seeks = owed.fault === 'other_agency' && maySeekOutside(record.dossier, by, rooms.commands);
  return [
    ...(seeks ? [askForm(owed, facts, t), recordForm(owed, facts, t)] : []),
    ...(hasRole(by, 'leader') && rooms.commands ? [waiverForm(owed, facts, t)] : []),
  ];
}

/** The paper that asks the agency at fault for its letter, to be printed and signed. */
export function requestLink(owed: ObligationEntry, facts: DossierPageFacts, t: Translator): Link | null {
  const { record, by, rooms } = facts;
  if (owed.state !== 'owed' || owed.fault !== 'other_agency') return null;
  if (!maySeekOutside(record.dossier, by, rooms.commands)) return null;
  const href = `/dossiers/${encodeURIComponent(record.dossier.code)}/obligations/${owed.id}/outside-request`;
  return { href, label: t('promise.outside_request') };
}

function askForm({ id }: ObligationEntry, { record }: DossierPageFacts, t: Translator): ActForm {
  return formOf(record.dossier, `outside-requests-${id}`, t, {
    words: 'outside-requests',
    path: `obligations/${id}/outside-requests`,
  });
}

/** Field names: {number, date, proof, scan}. */
function recordForm({ id }: ObligationEntry, facts: DossierPageFacts, t: Translator): ActForm {
  const { record, now } = facts;
  return formOf(record.dossier, `outside-letters-${id}`, t, {
    words: 'outside-letters',
    path: `obligations/${id}/outside-letters`,
    fields: [
      field({ name: 'number', label: t('act.outside_number'), required: true, maxLength: 60 }),
      field({ kind: 'date', name: 'date', label: t('act.outside_date'), value: localDate(now), required: true }),
      ...proofFields(facts, t),
    ],
  });
}

/** Field names: {reason, proof, scan}. */
function waiverForm({ id }: ObligationEntry, facts: DossierPageFacts, t: Translator): ActForm {
  return formOf(facts.record.dossier, `waivers-${id}`, t, {
    words: 'waivers',
    path: `obligations/${id}/waivers`,
    fields: [reasonField(t('act.waiver_reason'), t), ...proofFields(facts, t)],
  });
}

/** What shows it: a scan that lies with the dossier already, or one that comes with the form; files stand last. */
function proofFields({ rooms }: DossierPageFacts, t: Translator): FormField[] {
  const files = rooms.files
    .filter(({ removedAt }) => removedAt === null)
    .map(({ fileHash, name }) => [fileHash, name ?? t('show.file_forgotten')] as const);
  const lying = choiceField({ kind: 'select', name: 'proof', label: t('act.proof'), hint: t('act.proof_hint') }, [
    choices([['', t('act.proof_none')]]),
    choices(files),
  ]);
  const scan = field({ kind: 'file', name: 'scan', label: t('promise.scan'), hint: t('promise.scan_hint') });
  return files.length === 0 ? [scan] : [lying, scan];
}

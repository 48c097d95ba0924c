import type { Role } from '../domain/accounts/roles.js';
import type { NavEntry } from '../platform/web/navigation.js';
import { EVALUATION_READERS } from './evaluation/evaluation-readers.js';
import { NARRATIVE_READERS } from './narrative/narrative-roles.js';
import { PROCEDURE_READERS } from './procedures/procedure-roles.js';
import { QUALITY_READERS } from './quality/quality-roles.js';
import { RADAR_READERS } from './radar/radar-roles.js';
import { RECONCILERS } from './reconcile/reconcile-roles.js';

type Tab = readonly [key: string, href: string, roles: readonly Role[]];

/** What the figures have beside the dashboard: how it stands, what is handed in, and whether the figures can be trusted. */
export function reportEntries(managers: readonly Role[]): readonly NavEntry[] {
  return [
    ...tabs('standing', [
      ['dashboard', '/', managers],
      ['brief', '/reports/brief', managers],
      ['on_time', '/reports/on-time', managers],
      ['stages', '/reports/stages', managers],
      ['views', '/reports/views', managers],
    ]),
    ...tabs('reports', [
      ['ii06', '/reports/ii06', managers],
      ['narrative', '/reports/narrative', NARRATIVE_READERS],
      ['procedure_counts', '/reports/procedures', PROCEDURE_READERS],
      ['qd766', '/reports/qd766', PROCEDURE_READERS],
      ['desk_evaluation', '/reports/desk-evaluation', EVALUATION_READERS],
      ['online', '/reports/online', EVALUATION_READERS],
    ]),
    ...tabs('checks', [
      ['quality', '/reports/quality', QUALITY_READERS],
      ['reconcile', '/reports/reconcile', RECONCILERS],
      ['radar', '/reports/radar', RADAR_READERS],
    ]),
  ];
}

function tabs(section: string, entries: readonly Tab[]): NavEntry[] {
  return entries.map(([key, href, roles]) => ({ key, group: 'figures', section, href, labelKey: `nav.${key}`, roles }));
}

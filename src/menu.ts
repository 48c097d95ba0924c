import { CARRIERS, OFFICE, SECOND_READERS } from './apologies/letter-roles.js';
import { REGISTER_READERS } from './apologies/register/register-roles.js';
import { COVER_READERS } from './apologies/coverage/coverage-roles.js';
import { ROLES, type Role } from './domain/accounts/roles.js';
import { NARRATIVE_READERS } from './reporting/narrative/narrative-roles.js';
import { PROCEDURE_READERS } from './reporting/procedures/procedure-roles.js';
import type { NavEntry } from './platform/web/navigation.js';

/** Who has work of their own; the others only look at it, or keep the house. */
const WORKERS = ROLES.filter((role) => role !== 'monitor' && role !== 'admin');

/** Who is shown how the unit stands; everybody else begins with their own work. */
const MANAGERS = ['leader', 'division_head', 'desk_head', 'monitor', 'admin'] as const satisfies readonly Role[];

const DESK: readonly Role[] = ['receiver', 'returner', 'desk_head'];

/** The menu of the staff, in the order in which it stands within its groups. */
export const NAV: readonly NavEntry[] = [
  { key: 'todo', group: 'work', href: '/work', labelKey: 'nav.todo', roles: WORKERS },
  {
    key: 'intake',
    group: 'work',
    href: '/dossiers/new',
    labelKey: 'nav.intake',
    roles: ['receiver'],
    shortcut: 'F2',
    quick: true,
  },
  {
    key: 'instant',
    group: 'work',
    href: '/dossiers/instant',
    labelKey: 'nav.instant',
    roles: ['receiver'],
    shortcut: 'F4',
  },
  {
    key: 'due_today',
    group: 'work',
    section: 'counter',
    href: '/counter/due-today',
    labelKey: 'nav.due_today',
    roles: DESK,
  },
  {
    key: 'scans',
    group: 'work',
    section: 'counter',
    href: '/counter/scans',
    labelKey: 'nav.scans',
    roles: DESK,
  },
  {
    key: 'results',
    group: 'work',
    section: 'counter',
    href: '/counter/results',
    labelKey: 'nav.results',
    roles: DESK,
  },
  {
    key: 'shelf',
    group: 'work',
    section: 'counter',
    href: '/counter/shelf',
    labelKey: 'nav.shelf',
    roles: DESK,
  },
  { key: 'search', group: 'work', href: '/dossiers', labelKey: 'nav.search', roles: ROLES },
  { key: 'dashboard', group: 'figures', href: '/', labelKey: 'nav.dashboard', roles: MANAGERS },
  {
    key: 'procedure_counts',
    group: 'figures',
    section: 'reports',
    href: '/reports/procedures',
    labelKey: 'nav.procedure_counts',
    roles: PROCEDURE_READERS,
  },
  {
    key: 'narrative',
    group: 'figures',
    section: 'reports',
    href: '/reports/narrative',
    labelKey: 'nav.narrative',
    roles: NARRATIVE_READERS,
  },
  { key: 'owed', group: 'papers', section: 'letters', href: '/letters', labelKey: 'nav.owed', roles: ROLES },
  {
    key: 'print_queue',
    group: 'papers',
    section: 'letters',
    href: '/letters/print-queue',
    labelKey: 'nav.print_queue',
    roles: CARRIERS,
  },
  {
    key: 'second_promises',
    group: 'papers',
    section: 'letters',
    href: '/letters/second-promises',
    labelKey: 'nav.second_promises',
    roles: SECOND_READERS,
  },
  {
    key: 'folders',
    group: 'papers',
    section: 'letters',
    href: '/letters/folders',
    labelKey: 'nav.folders',
    roles: OFFICE,
  },
  {
    key: 'letter_register',
    group: 'papers',
    section: 'letters',
    href: '/letters/register',
    labelKey: 'nav.letter_register',
    roles: REGISTER_READERS,
  },
  {
    key: 'undelivered',
    group: 'papers',
    section: 'letters',
    href: '/letters/undelivered',
    labelKey: 'nav.undelivered',
    roles: CARRIERS,
  },
  { key: 'calls', group: 'papers', section: 'letters', href: '/calls', labelKey: 'nav.calls', roles: CARRIERS },
  {
    key: 'coverage',
    group: 'papers',
    section: 'letters',
    href: '/letters/coverage',
    within: '/letters/learning',
    labelKey: 'nav.coverage',
    roles: COVER_READERS,
  },
  { key: 'sign', group: 'papers', href: '/letters/to-sign', labelKey: 'nav.sign', roles: ['leader'] },
  {
    key: 'register',
    group: 'papers',
    section: 'papers',
    href: '/papers/register',
    labelKey: 'nav.register',
    roles: ['receiver', 'returner', 'clerk', 'desk_head', 'leader'],
  },
  {
    key: 'result_slip',
    group: 'papers',
    section: 'papers',
    href: '/papers/result-slip',
    labelKey: 'nav.result_slip',
    roles: ['receiver', 'returner', 'clerk', 'desk_head'],
  },
  {
    key: 'refusal_papers',
    group: 'papers',
    section: 'papers',
    href: '/papers/refusals',
    labelKey: 'nav.refusal_papers',
    roles: ['receiver', 'desk_head'],
  },
  {
    key: 'paper_sessions',
    group: 'papers',
    section: 'papers',
    href: '/paper-sessions',
    labelKey: 'nav.paper_sessions',
    roles: ['receiver', 'desk_head'],
  },
  {
    key: 'people',
    group: 'office',
    section: 'people',
    href: '/staff',
    labelKey: 'nav.people',
    roles: ['admin', 'desk_head', 'division_head', 'leader'],
  },
  {
    key: 'settings',
    group: 'office',
    href: '/settings',
    within: '/wordings',
    labelKey: 'nav.settings',
    roles: ['admin', 'desk_head', 'leader'],
  },
  {
    key: 'calendar',
    group: 'office',
    href: '/calendar',
    labelKey: 'nav.calendar',
    roles: ['admin', 'desk_head', 'leader'],
  },
  {
    key: 'covers',
    group: 'office',
    section: 'people',
    href: '/covers',
    labelKey: 'nav.covers',
    roles: ['division_head', 'desk_head', 'leader', 'admin'],
  },
  {
    key: 'imports',
    group: 'office',
    section: 'catalogue',
    href: '/imports',
    labelKey: 'nav.imports',
    roles: ['admin', 'desk_head'],
  },
  {
    key: 'units',
    group: 'office',
    section: 'catalogue',
    href: '/units',
    labelKey: 'nav.units',
    roles: ['admin', 'desk_head', 'leader'],
  },
  {
    key: 'procedures',
    group: 'office',
    section: 'catalogue',
    href: '/procedures',
    labelKey: 'nav.procedures',
    roles: ['admin', 'desk_head', 'leader'],
  },
  {
    key: 'desk_pcs',
    group: 'office',
    section: 'people',
    href: '/desk-pcs',
    labelKey: 'nav.desk_pcs',
    roles: ['desk_head', 'division_head', 'leader', 'admin'],
  },
  {
    key: 'signing_keys',
    group: 'office',
    section: 'people',
    href: '/signing-keys',
    labelKey: 'nav.signing_keys',
    roles: ['admin'],
  },
  { key: 'setup_checks', group: 'office', href: '/setup/checks', labelKey: 'nav.setup_checks', roles: ['admin'] },
];

/** Only where messages go into the mailbox of the training copy. */
export const MAILBOX: NavEntry = {
  key: 'mailbox',
  group: 'papers',
  href: '/mailbox',
  labelKey: 'nav.mailbox',
  roles: ROLES,
};

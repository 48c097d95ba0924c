import { randomBytes } from 'node:crypto';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { SessionsRepository } from '../../../src/accounts/sessions.repository.js';
import { tokenHash } from '../../../src/accounts/token-secrets.js';
import { CalendarImportService } from '../../../src/calendar/calendar-import.service.js';
import type { Role } from '../../../src/domain/accounts/roles.js';
import type { ProcedureVersion } from '../../../src/domain/procedure/procedure-version.js';
import { instant } from '../../../src/domain/time/instant.js';
import type { PlainDate } from '../../../src/domain/time/plain-date.js';
import { raiseRevision } from '../../../src/platform/database/revised-cache.js';
import { PROCEDURES_REVISION, ProceduresRepository } from '../../../src/procedures/procedures.repository.js';
import type { Unit } from '../../../src/units/unit.js';
import { UNITS_REVISION, UnitsRepository } from '../../../src/units/units.repository.js';
import { startTestApp, type TestApp } from '../app.js';
import { StoppedClock } from '../clock.js';
import { PEOPLE as STRANGERS, UNITS as MODELS, type Person } from '../small-world.js';

/** Above all worlds of a database: what it counts is what they count together. */
export const ROOT = 'W10';
/** An agency without accounts: whatever is handed to it, the desk does for it. */
export const OUTSIDE = 'W10.99';
const NOBODY = 'w'.repeat(32);
const BEGIN = '2021-06-01T08:00:00+07:00';
const FOREVER = instant('2099-12-31T00:00:00+07:00');

/** Units of one world, which no other world of the database touches. */
export interface Plot {
  readonly town: string;
  readonly division: string;
  readonly commune: string;
  readonly people: readonly Person[];
}

/** A database with plots for some worlds, everybody signed in. */
export interface Ground {
  readonly test: TestApp;
  readonly clock: StoppedClock;
  readonly plots: readonly Plot[];
  /** by username */
  readonly tokens: ReadonlyMap<string, string>;
}

/** What the procedures of a plot are called, each by a rule of its own. */
export const RULES = ['five', 'three', 'ten', 'hours', 'same', 'one', 'twenty'] as const;

export type Rule = (typeof RULES)[number];

/** In the form of the national catalogue: files know procedures by it. */
export function procedureCodeOf(town: string, rule: Rule): string {
  return `1.9${town.slice(-2)}00${String(RULES.indexOf(rule))}`;
}

export function ruleOf(procedureCode: string): Rule {
  const rule = RULES[Number(procedureCode.at(-1))];
  if (!rule) throw new RangeError(`no world has ${procedureCode}`);
  return rule;
}

/** Who grants extra time, by the procedure's own ground. */
export const GRANTERS: Readonly<Record<Rule, ProcedureVersion['extraTimes'][number]['grantedBy']>> = {
  five: 'specialist',
  three: 'division_head',
  ten: 'leader',
  hours: 'desk_head',
  same: 'specialist',
  one: 'desk_head',
  twenty: 'leader',
};

const EXTRA = { maxAmount: 5, paper: 'Văn bản xác minh' };

/** They are decided in the division, one by the town itself, and what a commune receives by the commune. */
function versionsOf({ town, division }: Pick<Plot, 'town' | 'division'>): ProcedureVersion[] {
  const shared = {
    validFrom: '2021-01-01' as PlainDate,
    validTo: null,
    level: 'both' as const,
    unitAdditions: [],
    documents: [],
    maxSupplements: 1,
    supplementDeadlineWd: 3,
    instant: false,
    feeVnd: 0,
    feeNote: null,
    feeRule: null,
    legalBasis: 'NĐ 61/2018',
    certainty: 'F/F',
    note: null,
  };
  const version = (
    rule: Rule,
    limit: ProcedureVersion['limit'],
    rest: Partial<ProcedureVersion> = {},
  ): ProcedureVersion => ({
    ...shared,
    id: `${town}.${rule}.v1`,
    procedureCode: procedureCodeOf(town, rule),
    name: `Thủ tục ${rule} ${town}`,
    fieldCode: limit.unit === 'working_day' ? 'xay-dung' : 'ho-tich',
    fieldName: limit.unit === 'working_day' ? 'Xây dựng' : 'Hộ tịch',
    responsibleUnitCode: division,
    limit,
    stages: [],
    supplementMode: 'restart',
    onlineLevel: 'partial',
    extraTimes: [{ ground: 'verification', grantedBy: GRANTERS[rule], ...EXTRA }],
    ...rest,
  });
  return [
    version(
      'five',
      { amount: 5, unit: 'working_day' },
      {
        stages: [
          { unitCode: division, amount: 3 },
          { unitCode: null, amount: 2 },
        ],
      },
    ),
    version(
      'three',
      { amount: 3, unit: 'working_day' },
      {
        supplementMode: 'pause',
        maxSupplements: 2,
      },
    ),
    version('ten', { amount: 10, unit: 'calendar_day' }, { onlineLevel: 'full' }),
    version('hours', { amount: 12, unit: 'working_hour' }, { supplementMode: 'pause' }),
    version('same', { amount: 0, unit: 'same_day' }, { instant: true, onlineLevel: 'none' }),
    version('one', { amount: 1, unit: 'working_day' }, { instant: true, supplementMode: 'pause' }),
    version('twenty', { amount: 20, unit: 'working_day' }, { responsibleUnitCode: town }),
  ];
}

const STAFF: readonly (readonly [place: 'town' | 'division' | 'commune', name: string, ...roles: Role[]])[] = [
  ['town', 'receiver', 'receiver'],
  ['town', 'receiver2', 'receiver'],
  ['town', 'returner', 'returner'],
  ['town', 'cashier', 'cashier'],
  ['town', 'head', 'desk_head'],
  ['town', 'leader', 'leader'],
  ['town', 'clerk', 'clerk'],
  ['division', 'specialist', 'specialist'],
  ['division', 'specialist2', 'specialist'],
  ['division', 'chief', 'division_head'],
  ['division', 'director', 'leader'],
  ['division', 'secretary', 'clerk'],
  ['commune', 'xp.receiver', 'receiver', 'returner', 'cashier'],
  ['commune', 'xp.receiver2', 'receiver'],
  ['commune', 'xp.head', 'desk_head'],
  ['commune', 'xp.specialist', 'specialist'],
  ['commune', 'xp.leader', 'leader'],
  ['commune', 'xp.clerk', 'clerk'],
];

function plotOf(n: number): Plot {
  const town = `${ROOT}.${String(n).padStart(2, '0')}`;
  const places = { town, division: `${town}.05`, commune: `${town}.21` };
  const people = STAFF.map(([place, name, ...roles]) => ({
    username: `w${String(n).padStart(2, '0')}.${name}`,
    fullName: `Người ${name} số ${String(n)}`,
    unitCode: places[place],
    roles,
  }));
  return { ...places, people };
}

function unitsOf(plots: readonly Plot[]): Unit[] {
  const [town, division, commune] = MODELS;
  if (!town || !division || !commune) throw new RangeError('a small world has three units');
  const root: Unit = { ...town, code: ROOT, hasDesk: false, deskUnitCode: null };
  return [
    root,
    { ...town, code: OUTSIDE, parentCode: ROOT, kind: 'outside_agency', hasDesk: false, deskUnitCode: null },
    ...plots.flatMap((plot): Unit[] => [
      { ...town, code: plot.town, parentCode: ROOT, deskUnitCode: plot.town, phone: '0257 3875 123' },
      { ...division, code: plot.division, parentCode: plot.town, deskUnitCode: plot.town },
      { ...commune, code: plot.commune, parentCode: plot.town, deskUnitCode: plot.commune },
    ]),
  ];
}

/** @param worlds at most 98 */
export async function openGround(worlds: number): Promise<Ground> {
  const clock = new StoppedClock(BEGIN);
  const test = await startTestApp({ clock });
  await test.get(CalendarImportService, { strict: false }).loadShipped();
  const plots = Array.from({ length: worlds }, (_, i) => plotOf(i + 1));
  await test.transactor.run(async (tx) => {
    const procedures = new ProceduresRepository();
    await new UnitsRepository().write(tx, unitsOf(plots));
    await procedures.writeFields(tx, [
      { code: 'xay-dung', name: 'Xây dựng' },
      { code: 'ho-tich', name: 'Hộ tịch' },
    ]);
    await procedures.write(tx, plots.flatMap(versionsOf));
    await raiseRevision(tx, UNITS_REVISION);
    await raiseRevision(tx, PROCEDURES_REVISION);
  });
  const people = plots.flatMap((plot) => plot.people);
  // Nobody types a password here: a session is opened for each of them.
  await test
    .get(AccountsService, { strict: false })
    .createUsers(people.map((person) => ({ ...person, passwordHash: NOBODY })));
  return { test, clock, plots, tokens: await signIn(test, [...people, ...STRANGERS]) };
}

async function signIn(test: TestApp, people: readonly Person[]): Promise<Map<string, string>> {
  const tokens = new Map(people.map(({ username }) => [username, randomBytes(32).toString('base64url')]));
  const sessions = test.get(SessionsRepository, { strict: false });
  await test.transactor.run(async (tx) => {
    for (const [username, token] of tokens) {
      const session = { id: tokenHash(token), username, expiresAt: FOREVER, attended: false, deviceId: null };
      await sessions.open(tx, session, test.clock.now());
    }
  });
  return tokens;
}

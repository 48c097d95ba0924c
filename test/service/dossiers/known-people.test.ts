import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { HOUR } from '../../../src/domain/time/instant.js';
import { KnownPeople } from '../../../src/dossiers/intake/known-people.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, SAME_DAY, startDesk, THREE_DAYS } from '../../support/desk.js';
import { PEOPLE } from '../../support/small-world.js';

const FIRM = {
  kind: 'organisation',
  name: 'Công ty TNHH Sông Cầu',
  taxCode: '4400123456',
  representative: 'Lê Thị Cúc',
  address: 'Xuân Phú',
};

describe('people a desk has met before', () => {
  const clock = new StoppedClock('2023-05-11T09:00:00+07:00');
  let app: TestApp;
  let known: KnownPeople;
  let code: string;
  const actor = (username: string): Actor => PEOPLE.find((each) => each.username === username)!;

  beforeAll(async () => {
    app = await startDesk({ clock });
    known = app.get(KnownPeople, { strict: false });
    const desk = await app.as('receiver');
    await registered(desk, { applicant: { ...APPLICANT, address: 'Chỗ ở cũ' } });
    clock.advance(HOUR);
    code = (await registered(desk, { procedureCode: FIVE_DAYS })).code;
    clock.advance(HOUR);
    await registered(desk, { applicant: FIRM });
  });
  afterAll(() => app.close());

  it('are found by a whole number, as they were the last time, with their numbers masked', async () => {
    const expected = {
      code,
      name: APPLICANT.name,
      address: APPLICANT.address,
      idMasked: '*********234',
      phoneMasked: '09xx xxx 456',
      email: APPLICANT.email,
    };
    const by = actor('receiver');
    expect(await known.withNumbers({ idNumber: APPLICANT.idNumber }, by)).toMatchObject(expected);
    expect(await known.withNumbers({ phone: APPLICANT.phone }, by)).toMatchObject(expected);
    expect(await known.ofDossier(code, by)).toMatchObject(expected);
    expect(JSON.stringify(await known.ofDossier(code, by))).not.toMatch(/054090001234|0905123456/);
    expect(await known.withNumbers({ taxCode: FIRM.taxCode }, by)).toMatchObject({
      kind: 'organisation',
      name: FIRM.name,
      representative: FIRM.representative,
    });
  });

  it('are nobody by another number, and nobody at another desk', async () => {
    expect(await known.withNumbers({ idNumber: '054090001235', phone: '0905123457' }, actor('receiver'))).toBeNull();
    const ward = actor('xp.receiver');
    expect(await known.withNumbers({ idNumber: APPLICANT.idNumber }, ward)).toBeNull();
    expect(await known.ofDossier(code, ward)).toBeNull();
    expect(await known.numbersOf(code, ward)).toEqual({ idNumber: null, phone: null });
  });

  it('keep their numbers for the next dossier without anybody seeing them', async () => {
    const numbers = await known.numbersOf(code, actor('receiver'));
    expect(numbers).toEqual({ idNumber: APPLICANT.idNumber, phone: APPLICANT.phone });
  });

  it('have open dossiers of a procedure, or none', async () => {
    const by = actor('receiver');
    const numbers = { idNumber: APPLICANT.idNumber };
    const open = await known.open({ numbers, recalled: null }, FIVE_DAYS, by);
    expect(open.map((each) => each.code)).toEqual([code]);
    expect(await known.open({ numbers: {}, recalled: code }, FIVE_DAYS, by)).toEqual(open);
    expect(await known.open({ numbers: { phone: APPLICANT.phone }, recalled: null }, FIVE_DAYS, by)).toEqual(open);
    // The number of the person counts, not the telephone of their household.
    const sister = { idNumber: '054090001235', phone: APPLICANT.phone };
    expect(await known.open({ numbers: sister, recalled: null }, FIVE_DAYS, by)).toEqual([]);
    expect(await known.open({ numbers, recalled: null }, SAME_DAY, by)).toEqual([]);
    expect(await known.open({ numbers, recalled: null }, FIVE_DAYS, actor('xp.receiver'))).toEqual([]);
    expect(await known.open({ numbers: { taxCode: FIRM.taxCode }, recalled: null }, THREE_DAYS, by)).toHaveLength(1);
  });

  it('are recalled by who took them in last today, and only by them', async () => {
    expect(await known.last(actor('receiver'), clock.now())).toMatchObject({ name: FIRM.name });
    expect(await known.last(actor('desk_head'), clock.now())).toBeNull();
    expect(await known.last(actor('xp.receiver'), clock.now())).toBeNull();
    clock.advance(24 * HOUR);
    expect(await known.last(actor('receiver'), clock.now())).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countProcedures, LEVELS_SHOWN } from '../../../../src/domain/kpi/procedure-counts.js';

describe('counts of procedures', () => {
  const offered = [
    { procedureCode: 'a', fieldCode: 'xd', onlineLevel: 'full' },
    { procedureCode: 'b', fieldCode: 'xd', onlineLevel: 'full' },
    { procedureCode: 'c', fieldCode: 'tp', onlineLevel: 'none' },
  ] as const;
  const filed = [
    { procedureCode: 'a', channel: 'online', received: 2 },
    { procedureCode: 'a', channel: 'counter', received: 3 },
    { procedureCode: 'b', channel: 'postal', received: 1 },
    { procedureCode: 'gone', channel: 'online', received: 7 },
  ];
  const plans = [{ fieldCode: 'dd', onlineLevel: 'partial', planned: 4 }] as const;

  it('stand by field and level, the planned beside the offered', () => {
    const none = { filed: 0, filedOnline: 0, received: 0, receivedOnline: 0 };
    expect(countProcedures(offered, filed, plans).rows).toEqual([
      { fieldCode: 'dd', onlineLevel: 'partial', procedures: 0, planned: 4, ...none },
      { fieldCode: 'tp', onlineLevel: 'none', procedures: 1, planned: null, ...none },
      { ...{ fieldCode: 'xd', onlineLevel: 'full', procedures: 2, planned: null }, filed: 2, filedOnline: 1, received: 6, receivedOnline: 2 }, // prettier-ignore
    ]);
  });
  it('lose no dossier of what is no more in force', () => {
    expect(countProcedures(offered, filed, plans)).toMatchObject({ elsewhere: 7, total: { received: 6, planned: 4 } });
  });
  it('say nothing of a plan that nobody made', () => {
    expect(countProcedures(offered, filed, []).total.planned).toBeNull();
  });
  it('add up: by level and by row to the total, and every dossier stands once', () => {
    const key = fc.constantFrom('p1', 'p2', 'p3', 'p4');
    const level = fc.constantFrom(...LEVELS_SHOWN);
    const field = fc.constantFrom('x', 'y');
    const all = fc.uniqueArray(fc.record({ procedureCode: key, fieldCode: field, onlineLevel: level }), {
      selector: ({ procedureCode }) => procedureCode,
    });
    const filings = fc.array(
      fc.record({ procedureCode: key, channel: fc.constantFrom('online', 'counter'), received: fc.nat(9) }),
    );
    fc.assert(
      fc.property(all, filings, (procedures, some) => {
        const { rows, byLevel, total, elsewhere } = countProcedures(procedures, some, []);
        for (const name of ['procedures', 'filed', 'filedOnline', 'received', 'receivedOnline'] as const) {
          const sums = [rows, byLevel].map((lines) => lines.reduce((sum, line) => sum + line[name], 0));
          expect(sums).toEqual([total[name], total[name]]);
        }
        expect(total.received + elsewhere).toBe(some.reduce((sum, { received }) => sum + received, 0));
        expect(total.filed <= total.procedures && total.filedOnline <= total.filed).toBe(true);
      }),
    );
  });
});

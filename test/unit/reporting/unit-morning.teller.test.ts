import { expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DomainError } from '../../../src/domain/errors.js';
import { translator } from '../../../src/platform/templates/i18n.js';
import type { DashboardService } from '../../../src/reporting/dashboard.service.js';
import type { UnitMorningService } from '../../../src/reporting/digest/unit-morning.service.js';
import { UnitMorningTeller } from '../../../src/reporting/digest/unit-morning.teller.js';
import { DigestTellers } from '../../../src/worklist/digest-tellers.js';
import { PEOPLE } from '../../support/small-world.js';

const t = translator('vi');
const person = (name: string) => PEOPLE.find(({ username }) => username === name)!;

function telling(error: Error): DigestTellers {
  const tellers = new DigestTellers();
  const mornings = { of: () => Promise.reject(error) } as unknown as UnitMorningService;
  const dashboard = {} as DashboardService;
  new UnitMorningTeller(mornings, dashboard, tellers);
  return tellers;
}

it('figures that cannot be trusted do not take the list of work with them', async () => {
  Logger.overrideLogger(false);
  const tellers = telling(new DomainError('internal', 'the figures do not balance', {}));
  const [section] = await tellers.tell(person('leader'), t);
  expect(section?.lines[0]).toContain('chưa tính được số liệu');
  expect(await tellers.tell(person('receiver'), t)).toEqual([]);
});

it('what else goes wrong is tried again with the whole mail', async () => {
  await expect(telling(new Error('the database is away')).tell(person('desk_head'), t)).rejects.toThrow('away');
});

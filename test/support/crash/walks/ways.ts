import { CarryingService } from '../../../../src/apologies/delivery/carrying.service.js';
import { LetterWays } from '../../../../src/apologies/delivery/letter-ways.service.js';
import { DeliveriesService } from '../../../../src/apologies/deliveries.service.js';
import { MINUTE } from '../../../../src/domain/time/instant.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { OutboxService } from '../../../../src/platform/outbox/outbox.service.js';
import { UnitsService } from '../../../../src/units/units.service.js';
import type { TestApp } from '../../app.js';
import { lateLetters } from '../../late-letters.js';
import { issue, keyOf, person, type Walk } from './walk.js';

/** Zalo, text message and mail lead to nobody, the post brings it back, nobody comes to the desk: somebody has to call. */
export const waysWalk: Walk = {
  prepare: async (world) => {
    await lineTemplates(world);
    const everywhere = { email: 'an@example.vn', contactBy: ['zalo', 'sms', 'email'] };
    const letters = await lateLetters(world, 2, (n) => (n === 1 ? everywhere : { contactBy: ['desk'] }));
    return letters.toSorted((one, other) => (one.code < other.code ? -1 : 1)).map(({ id }) => id);
  },
  manners: ({ mail, gateway }) => {
    gateway.manner = { status: 400, body: '{"code":"user_not_on_zalo"}' };
    mail.refuse = { code: 550, text: 'no such mailbox' };
  },
  walk: async (service, [far, near]) => {
    const { get } = service;
    const [signer, clerk] = [await person(service, 'qldt.leader'), await person(service, 'qldt.clerk')];
    await issue(service, [far!, near!], signer, clerk);
    for (let ways = 0; ways < 3; ways += 1) {
      // What goes next is younger than what went before.
      service.clock.advance(MINUTE);
      await get(OutboxService).flush();
      await get(LetterWays).advance();
    }
    const carried = (act: string) => ({ by: clerk, write: keyOf(service, clerk, act) });
    await get(CarryingService).posted(far!, 'RR 123 456 789 VN', carried('posted'));
    await get(LetterWays).advance();
    await get(CarryingService).returned(far!, 'không có người nhận', carried('returned'));
    await get(LetterWays).advance();
    await get(CarryingService).giveUp(far!, carried('give up'));
    await get(LetterWays).advance();
    const handed = { channel: 'desk', proof: 'đã ký nhận' } as const;
    await get(DeliveriesService).deliver(near!, handed, clerk, keyOf(service, clerk, 'hand over'));
    await get(LetterWays).advance();
  },
};

/** The town may send by Zalo and by text message. */
export async function lineTemplates(world: TestApp): Promise<void> {
  const admin = { username: 'admin', fullName: 'admin', unitCode: 'H45.20', roles: ['admin'] } as const;
  for (const [key, value] of [
    ['zalo_template', 'ZNS-204'],
    ['sms_template', 'SMS-7'],
  ] as const) {
    const setting = { key, value, validFrom: plainDate('2023-01-01') };
    await world.get(UnitsService, { strict: false }).decide('H45.20', setting, admin);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { deliveryPlan, type LetterChannel, type Reach } from '../../domain/apology/delivery-plan.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CitizenContacts, type Contact } from '../../dossiers/notices/citizen-contacts.service.js';
import { GATEWAY, lineNumber, type Gateway } from '../../platform/gateway/gateway.js';
import { UnitsService } from '../../units/units.service.js';

/** An approved template a unit may send by a line; null where it has none, or there is no line. */
export type Templates = Readonly<Record<'zalo' | 'sms', string | null>>;

/** The person a letter is for, and every way to them. */
export interface Addressee {
  readonly owner: Contact;
  /** who handed the papers in for them: is told, without the letter */
  readonly submitter: Contact | null;
  readonly templates: Templates;
  readonly plan: readonly LetterChannel[];
}

/** Who a letter goes to, and by which ways. */
@Injectable()
export class LetterReach {
  constructor(
    private readonly contacts: CitizenContacts,
    private readonly units: UnitsService,
    @Inject(GATEWAY) private readonly gateway: Gateway | null,
  ) {}

  /** @returns null once the people of the dossier were forgotten */
  async of(dossierId: string, unitCode: string, at: Instant): Promise<Addressee | null> {
    const [contacts, templates] = await Promise.all([this.contacts.of(dossierId), this.templates(unitCode, at)]);
    if (contacts === null) return null;
    const { owner, submitter } = contacts;
    return { owner, submitter, templates, plan: deliveryPlan(reachOf(owner, templates)) };
  }

  private async templates(unitCode: string, at: Instant): Promise<Templates> {
    if (this.gateway === null) return { zalo: null, sms: null };
    const [zalo, sms] = await Promise.all([
      this.units.setting(unitCode, 'zalo_template', localDate(at)),
      this.units.setting(unitCode, 'sms_template', localDate(at)),
    ]);
    return { zalo, sms };
  }
}

/** A number that no line can take is still one that a person can write to. */
function reachOf(owner: Contact, templates: Templates): Reach {
  const onLine = owner.phone !== null && lineNumber(owner.phone) !== null;
  return {
    contactBy: owner.contactBy,
    hasPhone: owner.phone !== null,
    hasEmail: owner.email !== null,
    hasAddress: owner.address !== null,
    accounts: { zalo: onLine && templates.zalo !== null, sms: onLine && templates.sms !== null },
  };
}

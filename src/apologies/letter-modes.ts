import { Injectable } from '@nestjs/common';
import type { LetterMode } from '../domain/apology/letter.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { AppConfig } from '../platform/config/app-config.js';
import { UnitsService } from '../units/units.service.js';

/** Which letters go out without a signature each: APOLOGY_MODE, and the standing approval of the unit's head. */
@Injectable()
export class LetterModes {
  constructor(
    private readonly config: AppConfig,
    private readonly units: UnitsService,
  ) {}

  /** @returns who stands behind an automatic letter and since when; null: a person signs each one */
  async of(unitCode: string, at: Instant): Promise<{ mode: LetterMode; approvedBy: string | null }> {
    if (this.config.APOLOGY_MODE !== 'auto') return { mode: 'sign', approvedBy: null };
    const day = localDate(at);
    const approved = await this.units.setting(unitCode, 'standing_approval', day);
    if (!approved) return { mode: 'sign', approvedBy: null };
    const record = await this.units.settingRecord(unitCode, 'standing_approval', day);
    return { mode: 'auto', approvedBy: record?.by ?? null };
  }
}

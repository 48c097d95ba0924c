import { Module } from '@nestjs/common';
import { ApologiesModule } from '../apologies/apologies.module.js';
import { DossiersModule } from '../dossiers/dossiers.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { TRACKING } from './tracking/tracking.parts.js';

/** What citizens do themselves, without an account. */
@Module({
  imports: [UnitsModule, ProceduresModule, DossiersModule, ApologiesModule],
  controllers: [...TRACKING.controllers],
  providers: [...TRACKING.providers],
})
export class CitizensModule {}

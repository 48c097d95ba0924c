import { Injectable } from '@nestjs/common';
import { ClockRepository } from './clock/clock.repository.js';
import { DelayHelp } from './faults/delay-help.service.js';
import { FaultsRepository } from './faults/faults.repository.js';
import { DossierFilesRepository } from './processing/dossier-files.repository.js';
import { CorrectionsService } from './receipt-changes/corrections.service.js';
import { StagesService } from './stages/stages.service.js';

/** The rooms that keep something of a dossier besides its own record. */
@Injectable()
export class DossierRooms {
  constructor(
    readonly clock: ClockRepository,
    readonly corrections: CorrectionsService,
    readonly faults: FaultsRepository,
    readonly files: DossierFilesRepository,
    readonly stages: StagesService,
    readonly delays: DelayHelp,
  ) {}
}

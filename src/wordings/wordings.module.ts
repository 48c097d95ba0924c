import { Module } from '@nestjs/common';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WordingActsService } from './wording-acts.service.js';
import { WordingNotes } from './wording-notes.js';
import { WordingPrinters } from './wording-printers.js';
import { WordingTrials } from './wording-trials.js';
import { WordingsPages } from './wordings.pages.js';
import { WordingsScreen } from './wordings-screen.js';
import { WordingsRepository } from './wordings.repository.js';
import { WordingsService } from './wordings.service.js';

@Module({
  imports: [UnitsModule, ProceduresModule],
  controllers: [WordingsPages],
  providers: [
    WordingsRepository,
    WordingsService,
    WordingNotes,
    WordingPrinters,
    WordingTrials,
    WordingActsService,
    WordingsScreen,
  ],
  exports: [WordingsService, WordingActsService, WordingPrinters],
})
export class WordingsModule {}

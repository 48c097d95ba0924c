import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { WordingActsService } from './wording-acts.service.js';
import { WordingNotes } from './wording-notes.js';
import { WordingsRepository } from './wordings.repository.js';
import { WordingsService } from './wordings.service.js';

@Module({
  imports: [UnitsModule],
  providers: [WordingsRepository, WordingsService, WordingNotes, WordingActsService],
  exports: [WordingsService, WordingActsService],
})
export class WordingsModule {}

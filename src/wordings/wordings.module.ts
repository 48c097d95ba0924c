import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { WordingActsService } from './wording-acts.service.js';
import { WordingNotes } from './wording-notes.js';
import { WordingsPages } from './wordings.pages.js';
import { WordingsScreen } from './wordings-screen.js';
import { WordingsRepository } from './wordings.repository.js';
import { WordingsService } from './wordings.service.js';

@Module({
  imports: [UnitsModule],
  controllers: [WordingsPages],
  providers: [WordingsRepository, WordingsService, WordingNotes, WordingActsService, WordingsScreen],
  exports: [WordingsService, WordingActsService],
})
export class WordingsModule {}

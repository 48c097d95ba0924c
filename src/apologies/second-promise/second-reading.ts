import { Injectable } from '@nestjs/common';
import { BreachService } from '../../dossiers/breach.service.js';
import { SecondPromisesRepository } from './second-promises.repository.js';

/** What the watch of second promises reads: what was promised, and how the dossier stands. */
@Injectable()
export class SecondReading {
  constructor(
    readonly promises: SecondPromisesRepository,
    readonly breaches: BreachService,
  ) {}
}

import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { BinsRepository } from './bins.repository.js';
import { ClosedDaysService } from './closed-days.service.js';
import { ClosedRepository } from './closed.repository.js';
import { CountingJobs } from './counting.jobs.js';
import { CountsRepository } from './counts.repository.js';
import { CountsService } from './counts.service.js';
import { FilingsRepository } from './filings.repository.js';
import { FilingsService } from './filings.service.js';
import { FoldService } from './fold.service.js';
import { LateStagesRepository } from './late-stages.repository.js';
import { LateStagesService } from './late-stages.service.js';
import { OpenStockRepository } from './open-stock.repository.js';
import { OpenStockService } from './open-stock.service.js';
import { RecountRepository } from './recount.repository.js';
import { RecountService } from './recount.service.js';
import { TreeWatch } from './tree-watch.service.js';
import { UsualTimesRepository } from './usual-times.repository.js';
import { UsualTimesService } from './usual-times.service.js';

/** Figures that stay cheap: what acts post is folded into bins, and reports read the bins. */
@Module({
  imports: [UnitsModule],
  providers: [
    BinsRepository,
    ClosedDaysService,
    ClosedRepository,
    CountsRepository,
    CountsService,
    FilingsRepository,
    FilingsService,
    FoldService,
    LateStagesRepository,
    LateStagesService,
    OpenStockRepository,
    OpenStockService,
    RecountRepository,
    RecountService,
    TreeWatch,
    CountingJobs,
    UsualTimesRepository,
    UsualTimesService,
  ],
  exports: [
    ClosedDaysService,
    CountsService,
    FilingsService,
    FoldService,
    LateStagesService,
    OpenStockService,
    RecountService,
    UsualTimesService,
  ],
})
export class CountingModule {}

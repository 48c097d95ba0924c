import { CreatePlatform1704067200000 } from '../migrations/1704067200000-create-platform.js';
import { CreateReferenceData1704067250000 } from '../migrations/1704067250000-create-reference-data.js';
import { CreateProcedures1704067251000 } from '../migrations/1704067251000-create-procedures.js';
import { CalendarDayEntity, CalendarYearEntity, WeeklyHoursEntity } from './calendar/calendar.entity.js';
import type { Schema } from './platform/database/database.js';
import {
  CounterEntity,
  IdempotencyKeyEntity,
  JobLeaseEntity,
  KeyCheckEntity,
  MaintenanceSwitchEntity,
} from './platform/database/platform.entities.js';
import { FieldEntity, ProcedureEntity, ProcedureVersionEntity } from './procedures/procedure.entity.js';
import { UnitEntity, UnitSettingEntity } from './units/unit.entity.js';

/** Every table's shape and every step that made it, in order: the composition root hands them to the plumbing. */
export const schema: Schema = {
  entities: [
    CounterEntity,
    IdempotencyKeyEntity,
    JobLeaseEntity,
    KeyCheckEntity,
    MaintenanceSwitchEntity,
    UnitEntity,
    UnitSettingEntity,
    WeeklyHoursEntity,
    CalendarYearEntity,
    CalendarDayEntity,
    FieldEntity,
    ProcedureEntity,
    ProcedureVersionEntity,
  ],
  migrations: [CreatePlatform1704067200000, CreateReferenceData1704067250000, CreateProcedures1704067251000],
};

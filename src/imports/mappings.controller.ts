import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { toLocalIso } from '../domain/time/instant.js';
import { Allow } from '../platform/web/access.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { ImportMappingRequest } from './imports.dto.js';
import type { Mapping, SavedMapping } from './mapping.js';
import { MappingsService } from './mappings.service.js';

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const USUAL_FORMATS = ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'];
const USUAL_TIMES = { accepted: '07:30', due: '17:00', finished: '17:00' };

/** How the columns of other systems are read, saved by name. */
@Controller('api/v1/imports/mappings')
export class MappingsController {
  constructor(private readonly mappings: MappingsService) {}

  /** Those the caller's unit may use: its own, those of the units above, the shipped one. */
  @Get()
  @Allow('admin', 'desk_head')
  async list(@CurrentActor() by: Actor): Promise<object> {
    return { items: (await this.mappings.all(by.unitCode)).map(mappingJson), nextCursor: null };
  }

  @Get(':name')
  @Allow('admin', 'desk_head')
  async show(@CurrentActor() by: Actor, @Param('name') name: string): Promise<object> {
    return mappingJson(await this.mappings.find(by.unitCode, name));
  }

  /** Saves it for the caller's unit, in the place of what it had under this name. */
  @Put(':name')
  @Allow('admin', 'desk_head')
  async save(
    @CurrentActor() by: Actor,
    @Param('name') name: string,
    @Body() request: ImportMappingRequest,
  ): Promise<object> {
    if (!NAME.test(name))
      throw new DomainError('not_found', 'a mapping is called by small letters, digits and hyphens');
    return mappingJson(await this.mappings.keep(by, name, mappingOf(request)));
  }

  @Delete(':name')
  @HttpCode(204)
  @Allow('admin', 'desk_head')
  async remove(@CurrentActor() by: Actor, @Param('name') name: string): Promise<void> {
    await this.mappings.remove(by, name);
  }
}

function mappingOf(request: ImportMappingRequest): Mapping {
  return {
    sheet: request.sheet ?? null,
    columns: request.columns,
    values: request.values ?? [],
    procedures: request.procedures ?? [],
    units: request.units ?? [],
    dateFormats: request.dateFormats ?? USUAL_FORMATS,
    times: request.times ?? USUAL_TIMES,
  };
}

interface MappingJson extends Mapping {
  readonly name: string;
  /** null: shipped */
  readonly unitCode: string | null;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
}

function mappingJson({ unitCode, name, mapping, changedAt, changedBy }: SavedMapping): MappingJson {
  const shipped = unitCode === '';
  return {
    name,
    unitCode: shipped ? null : unitCode,
    ...mapping,
    changedAt: shipped ? null : toLocalIso(changedAt),
    changedBy: shipped ? null : changedBy,
  };
}

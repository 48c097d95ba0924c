import 'reflect-metadata';
import {
  Body,
  Controller,
  Get,
  Headers,
  Injectable,
  Module,
  NotFoundException,
  Param,
  Post,
  UseGuards,
  ValidationPipe,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { settings } from './copies.js';
import { SqliteStore } from './sqlite-store.js';

/** Nest on Fastify as its documentation teaches it, on better-sqlite3: reads of a dossier, and acts on one. */
const { specimens, database } = settings();
const store = new SqliteStore(database, specimens);

class HandOverBody {
  @IsString()
  @Length(1, 40)
  unitCode!: string;

  @IsOptional()
  @IsString()
  @Length(1, 40)
  username?: string;

  @IsOptional()
  @IsString()
  @Length(1, 500)
  note?: string;
}

class CompletionBody {
  @IsIn(['granted', 'refused'])
  outcome!: string;

  @IsOptional()
  @IsString()
  @Length(1, 60)
  resultNumber?: string;

  @IsOptional()
  @IsString()
  @Length(1, 30)
  shelf?: string;
}

@Injectable()
class SomebodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>();
    return store.roles(headers.authorization) !== null;
  }
}

@Controller('api/v1/dossiers/:code')
@UseGuards(SomebodyGuard)
class DossierController {
  @Get()
  read(@Param('code') code: string): object {
    const record = store.record('register', code);
    if (!record) throw new NotFoundException();
    return record;
  }

  @Post('hand-overs')
  handOver(
    @Param('code') code: string,
    @Body() _: HandOverBody,
    @Headers('idempotency-key') key: string,
  ): object | null {
    store.act('hand_over', code, key);
    return store.record('hand_over', code);
  }

  @Post('completions')
  complete(
    @Param('code') code: string,
    @Body() _: CompletionBody,
    @Headers('idempotency-key') key: string,
  ): object | null {
    store.act('complete', code, key);
    return store.record('complete', code);
  }
}

@Controller('health/ready')
class HealthController {
  @Get()
  ready(): string {
    return 'ok';
  }
}

@Module({ controllers: [DossierController, HealthController] })
class LimitModule {}

const app = await NestFactory.create<NestFastifyApplication>(LimitModule, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());

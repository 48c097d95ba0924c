import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, validateSync } from 'class-validator';

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Every setting of the process: its variable, type, bounds and a sentence. Nothing else reads the environment.
 * What belongs to the town (hours, letter symbols, adoption dates) is dated data in the database instead.
 */
export class AppConfig {
  /** production refuses a training clock and demands its secrets */
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  /** address to listen on */
  @IsString()
  @Length(1, 255)
  HOST = '127.0.0.1';

  /** port to listen on; 0 lets the system choose */
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT: number = 3000;

  /** postgres://… ; without it everything lives in one SQLite file */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//)
  DATABASE_URL?: string;

  /** folder of the SQLite file, the key file, signed papers and the training mailbox */
  @IsString()
  @Length(1, 1_000)
  DATA_DIR = 'var';

  /** PostgreSQL connections of this instance */
  @IsInt()
  @Min(2)
  @Max(200)
  DATABASE_POOL: number = 10;

  /** 64 hex digits: every other key is derived from it. SQLite makes its own file at first start */
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{64}$/, { message: 'MASTER_KEY must be 64 hexadecimal digits' })
  MASTER_KEY?: string;

  /** ISO instant at which a training clock starts; refused in production */
  @IsOptional()
  @Matches(ISO_INSTANT, { message: 'CLOCK_START must be an ISO instant with its offset, e.g. 2023-12-15T08:00+07:00' })
  CLOCK_START?: string;

  /** smtp://user:password@host:port ; without it mails go to the built-in mailbox folder */
  @IsOptional()
  @Matches(/^smtps?:\/\//)
  SMTP_URL?: string;

  /** https://host/path of the line that sends Zalo and SMS; without it an officer writes into the chat */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s]+$/)
  GATEWAY_URL?: string;

  /** secret shared with that line, at least 32 characters: requests and their reports are signed with it */
  @IsOptional()
  @Length(32, 200)
  GATEWAY_KEY?: string;

  /** imaps://user:password@host:port/folder: the mailbox into which undelivered mails come back */
  @IsOptional()
  @Matches(/^imaps?:\/\//)
  BOUNCE_IMAP_URL?: string;

  /** folder into which something else drops undelivered mails as .eml files */
  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  BOUNCE_FOLDER?: string;

  /** sender of every mail */
  @IsString()
  @Length(3, 320)
  MAIL_FROM = 'Bộ phận Một cửa <mot-cua@dung-hen.invalid>';

  /** sign: a letter waits for its signer; auto: issued under the unit's standing approval, without a new date */
  @IsIn(['sign', 'auto'])
  APOLOGY_MODE: 'sign' | 'auto' = 'sign';

  /** address citizens and staff reach this service at; used in mails */
  @Matches(/^https?:\/\/[^\s/]+$/, { message: 'PUBLIC_URL must be http(s)://host[:port] without a path' })
  PUBLIC_URL = 'http://localhost:3000';

  /** addresses or networks of proxies in front, with commas; empty trusts nobody's X-Forwarded-For */
  @Matches(/^(?:[0-9a-fA-F:.]+(?:\/\d{1,3})?(?:,[0-9a-fA-F:.]+(?:\/\d{1,3})?)*|loopback)?$/)
  TRUSTED_PROXIES = '';

  /** hours a log-in lasts without use */
  @IsInt()
  @Min(1)
  @Max(24)
  SESSION_HOURS: number = 10;

  /** minutes without a key or a click after which a staff screen locks; 0: never */
  @IsInt()
  @Min(0)
  @Max(120)
  LOCK_MINUTES: number = 5;

  /** 1 prints "DỮ LIỆU MINH HỌA" on every page and paper */
  @IsIn(['0', '1'])
  ILLUSTRATION: '0' | '1' = '0';

  /** refuse: a signature whose issuer is not in DATA_DIR/trusted-authorities is not taken; warn: it is, and each page says so */
  @IsIn(['refuse', 'warn'])
  UNKNOWN_ISSUERS: 'refuse' | 'warn' = 'refuse';

  /** 0 stops the scheduled jobs of this instance (tests, one-off commands) */
  @IsIn(['0', '1'])
  JOBS: '0' | '1' = '1';
}

/** Settings that may be missing: an instance without them has no such property. */
const OPTIONAL = [
  'DATABASE_URL',
  'MASTER_KEY',
  'CLOCK_START',
  'SMTP_URL',
  'GATEWAY_URL',
  'GATEWAY_KEY',
  'BOUNCE_IMAP_URL',
  'BOUNCE_FOLDER',
];

/** @throws Error with one line per bad variable; names the variable, never its value (it may be a secret) */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): AppConfig {
  const known = Object.keys(new AppConfig()).concat(OPTIONAL);
  const given = known.filter((name) => environment[name] !== undefined && environment[name] !== '');
  const config = plainToInstance(
    AppConfig,
    { ...new AppConfig(), ...Object.fromEntries(given.map((name) => [name, environment[name]])) },
    { enableImplicitConversion: true },
  );
  const faults = validateSync(config, { whitelist: true }).flatMap((fault) =>
    Object.values(fault.constraints ?? {}).map((text) =>
      text.startsWith(fault.property) ? text : `${fault.property}: ${text}`,
    ),
  );
  if (config.NODE_ENV === 'production' && config.CLOCK_START)
    faults.push('CLOCK_START is for training: not in production');
  if (config.DATABASE_URL && !config.MASTER_KEY) {
    faults.push('MASTER_KEY is needed with DATABASE_URL: keep it apart from the database and its backups');
  }
  if (config.GATEWAY_URL && !config.GATEWAY_KEY) {
    faults.push('GATEWAY_KEY is needed with GATEWAY_URL: nobody else may report what became of a message');
  }
  if (faults.length > 0) throw new Error(`Configuration:\n- ${faults.join('\n- ')}`);
  return config;
}

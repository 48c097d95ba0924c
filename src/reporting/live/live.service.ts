import { PassThrough } from 'node:stream';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { MINUTE, SECOND, type Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { LiveRepository } from './live.repository.js';

/** A town has fewer screens; whoever comes later has the link to refresh. */
const MOST_LISTENERS = 200;
/** How often one process asks whether anything changed, however many listen; nobody listens: never. */
const LOOK_EVERY = 3 * SECOND;
/** A comment now and then, so that no proxy takes the line for dead. */
const BEAT_EVERY = 20 * SECOND;
/** Then the browser comes again, and is asked again who it is. */
const LONGEST = 10 * MINUTE;
/** Time alone moves figures: what was due becomes late. */
const STALE_AFTER = 15 * MINUTE;
const RETRY = 5 * SECOND;

interface Listener {
  readonly stream: PassThrough;
  readonly until: number;
}

/** Tells open dashboards that figures changed, never which: they read the page again, as whoever they are. */
@Injectable()
export class LiveService implements BeforeApplicationShutdown {
  private readonly log = new Logger(LiveService.name);
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | null = null;
  private known: string | null = null;
  private beatAt = 0;
  private looking = false;
  private closed = false;

  constructor(
    private readonly repository: LiveRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many listen now. */
  get size(): number {
    return this.listeners.size;
  }

  /** @returns lines of server-sent events; null when there are too many listeners, or the service is ending */
  open(): PassThrough | null {
    if (this.closed || this.listeners.size >= MOST_LISTENERS) return null;
    const stream = new PassThrough();
    const listener = { stream, until: performance.now() + LONGEST };
    this.listeners.add(listener);
    const gone = (): void => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.rest();
    };
    stream.on('close', gone).on('error', gone);
    stream.write(`retry: ${String(RETRY)}\n\n`);
    if (this.timer === null) this.begin();
    return stream;
  }

  /** Ends every line: a server that is stopping must not wait for screens. */
  beforeApplicationShutdown(): void {
    this.closed = true;
    this.rest();
    for (const { stream } of this.listeners) stream.end();
    this.listeners.clear();
  }

  /** One look: whether there is anything to tell, and whom to let go. */
  async look(): Promise<void> {
    const revision = `${await this.repository.revision()} ${String(Math.floor(this.clock.now() / STALE_AFTER))}`;
    const changed = this.known !== null && this.known !== revision;
    this.known = revision;
    const now = performance.now();
    const beats = now >= this.beatAt;
    if (beats) this.beatAt = now + BEAT_EVERY;
    for (const { stream, until } of [...this.listeners]) {
      if (now >= until) stream.end();
      else if (changed) stream.write('event: changed\ndata: {}\n\n');
      else if (beats) stream.write(': beat\n\n');
    }
  }

  private begin(): void {
    this.known = null;
    this.kick();
    this.timer = setInterval(() => {
      this.kick();
    }, LOOK_EVERY);
    this.timer.unref();
  }

  /** A look that takes long is not begun twice. */
  private kick(): void {
    if (this.looking) return;
    this.looking = true;
    void this.look()
      .catch((error: unknown) => {
        this.log.warn(error instanceof Error ? error.message : 'could not look');
      })
      .finally(() => {
        this.looking = false;
      });
  }

  private rest(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }
}

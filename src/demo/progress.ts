import { SECOND } from '../domain/time/instant.js';

/** A line about how far it is, at least every second: rewritten on a terminal, one after the other in a log. */
export class Progress {
  private readonly started = Date.now();
  private shownAt = 0;
  private open = false;

  constructor(
    private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stdout,
    private readonly everyMs = SECOND,
  ) {}

  /** @returns whole milliseconds since the beginning */
  elapsed(): number {
    return Date.now() - this.started;
  }

  /** Shows the line when it is time; making it costs nothing otherwise. */
  tick(line: () => string): void {
    const now = Date.now();
    if (now - this.shownAt < this.everyMs) return;
    this.shownAt = now;
    this.show(line());
  }

  /** Shows the line in any case, and lets it stand. */
  say(line: string): void {
    this.show(line);
    if (this.open) this.out.write('\n');
    this.open = false;
  }

  private show(line: string): void {
    const text = `${(this.elapsed() / SECOND).toFixed(1).padStart(6)} s  ${line}`;
    this.out.write(this.out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    this.open = this.out.isTTY;
  }
}

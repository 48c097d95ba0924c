import type { Logger } from '@nestjs/common';

/** Work that a person has just asked for: begun at once beside them, never twice at the same time, never waited for. */
export class Kicked {
  private running = false;
  private again = false;

  /** @param run until nothing waits; what it throws is logged */
  constructor(
    private readonly run: () => Promise<void>,
    private readonly log: Logger,
  ) {}

  /** What is asked for while it runs is looked at before it rests. */
  kick(): void {
    this.again = true;
    if (this.running) return;
    this.running = true;
    void this.untilQuiet()
      .catch((error: unknown) => {
        this.log.error(error instanceof Error ? error.message : 'failed');
      })
      .finally(() => {
        this.running = false;
      });
  }

  private async untilQuiet(): Promise<void> {
    while (this.again) {
      this.again = false;
      await this.run();
    }
  }
}

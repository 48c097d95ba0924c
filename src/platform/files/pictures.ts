import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import sharp from 'sharp';
import { templatesRoot } from '../templates/project-root.js';

/** Longer side of a preview, in pixels: sharp at twice the size it is shown in. */
const SIDE = 320;
/** A scan of A3 at 600 dots per inch has some 70 million; a file that claims more is not unpacked. */
const MOST_PIXELS = 120_000_000;
const QUALITY = 72;
/** Dots per inch at which a drawing has its own size in pixels. */
const DOTS = 72;

// A server may have no fonts at all: text of drawings then is set in faces that come with us. Windows always has some.
if (process.platform !== 'win32') process.env['FONTCONFIG_FILE'] ??= join(templatesRoot, 'fonts', 'fonts.conf');

// One picture at a time, on one thread: previews wait, the desk does not.
sharp.concurrency(1);
sharp.cache(false);

/** Small pictures of large ones. */
@Injectable()
export class Pictures {
  private turn: Promise<unknown> = Promise.resolve();

  /**
   * A small JPEG of a JPEG or PNG, turned the right way up (EXIF), on white where it was transparent; nothing else of
   * what the file says about itself (place, camera) goes with it.
   *
   * @returns null for bytes that are no picture after all, or too many pixels
   */
  preview(content: Buffer): Promise<Buffer | null> {
    return this.inTurn(() => small(content));
  }

  /**
   * A drawing of our own as PNG on white, at twice its size: programs that read mail show no SVG.
   *
   * @throws Error for what is no drawing
   */
  png(svg: string): Promise<Buffer> {
    return this.inTurn(() =>
      sharp(Buffer.from(svg), { density: 2 * DOTS })
        .flatten({ background: '#ffffff' })
        .png({ compressionLevel: 9 })
        .toBuffer(),
    );
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const made = this.turn.then(work);
    this.turn = made.catch(() => undefined);
    return made;
  }
}

async function small(content: Buffer): Promise<Buffer | null> {
  try {
    return await sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'none' })
      .rotate()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  } catch {
    return null;
  }
}

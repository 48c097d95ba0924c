import { Injectable } from '@nestjs/common';
import sharp from 'sharp';

/** Longer side of a preview, in pixels: sharp at twice the size it is shown in. */
const SIDE = 320;
/** A scan of A3 at 600 dots per inch has some 70 million; a file that claims more is not unpacked. */
const MOST_PIXELS = 120_000_000;
const QUALITY = 72;

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
    const made = this.turn.then(() => small(content));
    this.turn = made;
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

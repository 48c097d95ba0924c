/** Larger files are no letters. */
export const MOST_SIGNED_BYTES = 5 * 1024 * 1024;
/** Larger files are no key files. */
export const MOST_KEY_FILE_BYTES = 64 * 1024;

/**
 * Text without accents and case, one space between words: `Đăng ký  khai sinh` and `dang ky khai sinh` are equal.
 * For comparing, never for showing.
 */
export function foldVietnamese(text: string): string {
  return (
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      // ð: older fonts and keyboards leave the Icelandic letter, which looks the same as a capital.
      .replace(/[đð]/g, 'd')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** Texts of strangers, made fit to be stored and shown. */

/**
 * At most so many characters of a text, none of them cut in half: a lone half of a character can neither be stored nor
 * sent.
 */
export function cutTo(text: string, most: number): string {
  const whole = text.toWellFormed();
  return whole.length <= most ? whole : Array.from(whole).slice(0, most).join('');
}

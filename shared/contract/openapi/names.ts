/** A name as components of the description are called: `google/imagen4` becomes `GoogleImagen4`. */
export const inPascalCase = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('');

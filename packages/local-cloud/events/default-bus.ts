/** The bus that every account has, and that the services of AWS send to. */
export const DEFAULT_BUS = 'default';

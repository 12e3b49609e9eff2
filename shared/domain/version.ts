/** The version of this software, equal to that of `package.json`: no function reads a file to know it. */
export const VERSION = '0.1.0';

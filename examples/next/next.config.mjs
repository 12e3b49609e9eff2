/** @type {import('next').NextConfig} */
export default {
  // This folder stands by itself, within a repository that has a lock file of its own.
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
};

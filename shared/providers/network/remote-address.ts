import { isIP } from 'node:net';
import { isLoopback, isPublicUnicast } from './public-address.ts';
import { RemoteFileError } from './remote-error.ts';

/** Which hosts may be asked: names, `*.suffix` for all below a name, or every public one. */
export type HostRule = 'any-public' | readonly string[];

export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** An address that has passed every check, and the only IPs that may be connected to for it. */
export interface CheckedAddress {
  readonly url: URL;
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
  readonly addresses: readonly string[];
  readonly isLocal: boolean;
}

export interface AddressRules {
  readonly allow: HostRule;
  /** Origins that may be asked in spite of all rules; `loopback` among them is every origin of this machine. */
  readonly localOrigins: readonly string[];
  readonly resolve: Resolve;
}

const MAX_URL_LENGTH = 4096;
/** Characters that URL parsers drop or turn into others. */
const deceptive = /[\s\\\p{Cc}\p{Cf}]/u;
const hostForm = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

const refuse = (why: string): never => {
  throw new RemoteFileError('refused-address', why);
};

function parse(text: string, base: URL | undefined): URL {
  if (text.length > MAX_URL_LENGTH || deceptive.test(text))
    return refuse('the address has a suspicious form');
  return URL.parse(text, base?.href) ?? refuse('the address cannot be read');
}

function allows(rule: HostRule, hostname: string): boolean {
  if (rule === 'any-public') return true;
  return rule.some((pattern) =>
    pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern,
  );
}

async function resolved(hostname: string, resolve: Resolve): Promise<readonly string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  let addresses: readonly string[];
  try {
    addresses = await resolve(hostname);
  } catch (cause) {
    throw new RemoteFileError('unavailable', `${hostname} cannot be resolved`, { cause });
  }
  if (addresses.length === 0) throw new RemoteFileError('unavailable', `${hostname} has no address`);
  return addresses;
}

/** Names that lead to this machine or into a network of somebody's own, wherever they are asked. */
const closedNames =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/** Why the form of an address alone forbids to ask it; undefined where only asking tells more. */
function formFault(url: URL, hostname: string): string | undefined {
  if (url.protocol !== 'https:') return 'only https is fetched';
  if (url.username !== '' || url.password !== '') return 'credentials in an address are not used';
  if (url.port !== '') return 'only port 443 is fetched';
  if (isIP(hostname) !== 0)
    return isPublicUnicast(hostname) ? undefined : `${hostname} does not lead to a public address`;
  if (closedNames.test(hostname)) return `${hostname} does not lead to a public address`;
  return hostForm.test(hostname) ? undefined : 'the host has a suspicious form';
}

const hostnameOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Stands among local origins for every origin of this machine. */
const ANY_LOOPBACK = 'loopback';

const isLocalOrigin = (url: URL, localOrigins: readonly string[]): boolean => {
  const hostname = hostnameOf(url);
  const isHere = hostname === 'localhost' || (isIP(hostname) !== 0 && isLoopback(hostname));
  return localOrigins.includes(url.origin) || (isHere && localOrigins.includes(ANY_LOOPBACK));
};

/** What can be told without asking anybody: why an address will not be fetched from, where its form forbids it. */
export function addressFault(text: string, localOrigins: readonly string[]): string | undefined {
  const url = URL.parse(text);
  if (url === null) return 'the address cannot be read';
  return isLocalOrigin(url, localOrigins) ? undefined : formFault(url, hostnameOf(url));
}

function checkForm(url: URL, hostname: string, allow: HostRule): void {
  const fault = formFault(url, hostname);
  if (fault !== undefined) refuse(fault);
  if (!allows(allow, hostname))
    throw new RemoteFileError('refused-host', `${hostname} is not a host that may be asked`);
}

/** Passes an address through every check there is. `from` is where a redirect came from. */
export async function checkAddress(
  text: string,
  rules: AddressRules,
  from?: CheckedAddress,
): Promise<CheckedAddress> {
  const url = parse(text, from?.url);
  const hostname = hostnameOf(url);
  // A stranger must not send us home: only what is local may lead to what is local.
  const isLocal = isLocalOrigin(url, rules.localOrigins) && (from === undefined || from.isLocal);
  if (!isLocal) checkForm(url, hostname, rules.allow);
  const addresses = await resolved(hostname, rules.resolve);
  const isGood = isLocal ? isLoopback : isPublicUnicast;
  if (!addresses.every(isGood)) refuse(`${hostname} does not lead to a public address`);
  const secure = url.protocol === 'https:';
  const port = Number(url.port) || (secure ? 443 : 80);
  return { url, hostname, port, secure, addresses, isLocal };
}

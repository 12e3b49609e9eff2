import { BlockList, isIP, isIPv4 } from 'node:net';

/** Networks that are no business of ours: IANA's special-purpose registries, and the one public address that Azure keeps for itself. */
const specialV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Global unicast is 2000::/3; these lie within it. Whatever carries an IPv4 address inside is refused, whichever it is. */
const specialV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

function listOf(networks: readonly [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
}

const closedV4 = listOf(specialV4, 'ipv4');
const closedV6 = listOf(specialV6, 'ipv6');
const globalV6 = listOf([['2000::', 3]], 'ipv6');
const loopbackV4 = listOf([['127.0.0.0', 8]], 'ipv4');

/** True for an address on the open internet that belongs to one host. */
export function isPublicUnicast(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  if (isIPv4(address)) return !closedV4.check(address, 'ipv4');
  return globalV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
}

/** True for an address of this very machine. */
export const isLoopback = (address: string): boolean =>
  isIPv4(address) ? loopbackV4.check(address, 'ipv4') : address === '::1';

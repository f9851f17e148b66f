import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * What an IP address is good for: `public`, `private` (an administrator may allow it), `loopback` (this machine), or
 * `forbidden`: link-local with the metadata services of clouds, multicast, reserved, and addresses that hide another one.
 */
export type AddressKind = 'public' | 'private' | 'loopback' | 'forbidden';

/** IANA's special-purpose registries (RFC 6890 and its updates) as far as they are not public. */
const RANGES: Record<Exclude<AddressKind, 'public'>, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  // RFC 1918, carrier-grade NAT of RFC 6598, unique local addresses of RFC 4193.
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
  forbidden: [
    '0.0.0.0/8',
    '169.254.0.0/16',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '::/128',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '5f00::/16',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
  ],
};

/** Metadata services with addresses inside of private ranges: AWS over IPv6, Alibaba Cloud. */
const METADATA = ['fd00:ec2::254/128', '100.100.100.200/32'];

const LISTS: readonly (readonly [AddressKind, BlockList])[] = [
  ['forbidden', listOf([...RANGES.forbidden, ...METADATA])],
  ['loopback', listOf(RANGES.loopback)],
  ['private', listOf(RANGES.private)],
];

/** The kind of an IP address in text form, without brackets. IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
export function kindOfAddress(address: string): AddressKind {
  // A zone (`fe80::1%eth0`) only makes sense on this machine's own links.
  if (isIP(address) === 0 || address.includes('%')) return 'forbidden';
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  return LISTS.find(([, list]) => list.check(address, family))?.[0] ?? 'public';
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return list;
}

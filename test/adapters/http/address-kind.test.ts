import { expect, it } from 'vitest';
import { type AddressKind, kindOfAddress } from '../../../shared/adapters/http/address-kind.ts';

const KINDS: Record<AddressKind, readonly string[]> = {
  public: [
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.0',
    '100.128.0.0',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
  ],
  private: [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    'fd12::1',
    '::ffff:10.0.0.1',
    '::ffff:c0a8:101',
  ],
  loopback: ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:0:0:1'],
  forbidden: [
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    'fd00:ec2::254',
    '0.0.0.0',
    '::',
    '::ffff:0.0.0.0',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:a00:1::',
    'localhost',
    '10.0.0',
    '',
  ],
};

const cases = Object.entries(KINDS).flatMap(([kind, addresses]) => addresses.map((address) => [address, kind]));

it.each(cases)('takes %s for %s', (address = '', kind = '') => {
  expect(kindOfAddress(address)).toBe(kind);
});

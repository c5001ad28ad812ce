import { expect, test } from 'vitest'
import { decodeValues, encodeValue, guidToBytes, guidToText, isGuid, sidToText } from '../../src/ad/ldap-values.ts'

// Example of MS-DTYP 2.3.4.2: the first three fields have their lowest byte first.
const BYTES = Buffer.from('e004253f894fd3119a0c0305e82c3301', 'hex')
const TEXT = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'

test('a GUID reads in its usual form and is sent back as it came', () => {
  expect(guidToText(BYTES)).toBe(TEXT)
  expect(guidToBytes(TEXT)).toEqual(BYTES)
  expect(guidToBytes(TEXT.toUpperCase())).toEqual(BYTES)
  expect(decodeValues('objectGUID', [BYTES])).toEqual([TEXT])
  expect(encodeValue('ObjectGuid', TEXT)).toEqual(BYTES)
})

test('only whole GUIDs are GUIDs', () => {
  expect(isGuid(TEXT)).toBe(true)
  expect([`${TEXT}x`, `x${TEXT}`, TEXT.slice(1), `{${TEXT}}`, `${TEXT}\n`].map(isGuid)).toEqual(Array(5).fill(false))
})

test('a SID reads in its usual form', () => {
  const administrators = Buffer.from('01020000000000052000000020020000', 'hex')
  const account = Buffer.from('010500000000000515000000fffffffffeffffff0100000051040000', 'hex')

  expect(decodeValues('objectSid', [administrators])).toEqual(['S-1-5-32-544'])
  expect(sidToText(account)).toBe('S-1-5-21-4294967295-4294967294-1-1105')
})

test('a text keeps every character, the byte order mark too', () => {
  const value = '\ufeffZoë\0 田中'

  expect(decodeValues('displayName', [encodeValue('displayName', value)])).toEqual([value])
})

test('bytes that are no text read as base64 and are sent as bytes', () => {
  const photo = Buffer.from([0xff, 0xd8, 0xff])

  expect(decodeValues('thumbnailPhoto', [photo])).toEqual(['/9j/'])
  expect(encodeValue('thumbnailPhoto', '/9j/')).toEqual(photo)
  expect(decodeValues('somethingNew', [photo])).toEqual(['/9j/'])
  expect(decodeValues('userCertificate;binary', [photo])).toEqual(['/9j/'])
})

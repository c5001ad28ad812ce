import { expect, test } from 'vitest'
import { immutableIdOf } from '../../src/model/immutable-id.ts'

test('the immutable id is base64 of the GUID as Active Directory stores it, its first three parts turned round', () => {
  const bytes = Buffer.from(immutableIdOf('00112233-4455-6677-8899-aabbccddeeff'), 'base64')

  expect(bytes.toString('hex')).toBe('33221100554477668899aabbccddeeff')
})

test('letter case of the GUID does not count, and a placeholder stays what it is', () => {
  expect(immutableIdOf('748B2D72-706B-42F8-8B25-82FD8733860F')).toBe(
    immutableIdOf('748b2d72-706b-42f8-8b25-82fd8733860f'),
  )
  expect(immutableIdOf('new:c1')).toBe('new:c1')
})

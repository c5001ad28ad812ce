import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Secret } from '../../../src/model/secret.ts'
import { postgresAddress } from '../../../src/store/postgres/postgres-address.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const read = (text: string) => postgresAddress(new Secret(text))

const codeOf = (text: string): unknown => {
  try {
    return read(text)
  } catch (thrown) {
    return (thrown as { readonly code: string }).code
  }
}

describe('the address of a database', () => {
  test('is read with user, password and port, and shown without the first two', () => {
    const address = read('postgres://joinery:p%40ss%2Fword@db.contoso.com:6432/state')

    expect(address).toMatchObject({
      name: 'db.contoso.com:6432/state',
      host: 'db.contoso.com',
      port: 6432,
      database: 'state',
      user: 'joinery',
    })
    expect(address.password?.reveal()).toBe('p@ss/word')
    expect(JSON.stringify(address)).not.toContain('ss/word')
  })

  test.each([
    ['postgresql://joinery@db.contoso.com', 'db.contoso.com:5432/joinery'],
    ['postgres://joinery:pw@[2001:db8::1]:5433/state', '2001:db8::1:5433/state'],
    ['postgres://joinery@/state?host=/run/postgresql', '/run/postgresql:5432/state'],
    ['postgres:///state?host=/run/postgresql&user=joinery', '/run/postgresql:5432/state'],
    ['postgres://joinery@%2Frun%2Fpostgresql/state', '/run/postgresql:5432/state'],
  ])('may be written as %s', (text, name) => {
    expect(read(text).name).toBe(name)
  })

  test.each([
    ['mysql://joinery@db.contoso.com/state', 'state/bad-address'],
    ['db.contoso.com', 'state/bad-address'],
    ['', 'state/bad-address'],
    ['postgres://', 'state/bad-address'],
    ['postgres://db.contoso.com', 'state/bad-address'],
    ['postgres://joinery:50%@db.contoso.com/state', 'state/bad-address'],
    ['postgres://joinery@db.contoso.com:0/state', 'state/bad-address'],
    ['postgres://joinery@db.contoso.com/state?sslmode=disable', 'state/not-encrypted'],
    ['postgres://joinery@db.contoso.com/state?sslmode=prefer', 'state/not-encrypted'],
    ['postgres://joinery@db.contoso.com/state?sslmode=no-verify', 'state/not-encrypted'],
    ['postgres://joinery@127.0.0.1.contoso.com/state?sslmode=disable', 'state/not-encrypted'],
    ['postgres://joinery@db.contoso.com/state?sslrootcert=/nowhere/ca.pem', 'cli/file-missing'],
  ])('%s is refused', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  test('to another machine means encryption and a certificate that is checked, whatever is left out', () => {
    const file = join(temporaryFolder(), 'ca.pem')
    writeFileSync(file, 'PEM')

    expect(read('postgres://joinery@db.contoso.com/state').ssl).toEqual({
      rejectUnauthorized: true,
      servername: 'db.contoso.com',
    })
    expect(read('postgres://joinery@db.contoso.com/state?sslmode=require').ssl).toMatchObject({
      rejectUnauthorized: true,
    })
    expect(read(`postgres://joinery@10.0.0.7/state?sslrootcert=${file}`).ssl).toEqual({
      rejectUnauthorized: true,
      ca: 'PEM',
    })
    expect(read('postgres://joinery@127.0.0.1/state').ssl).toBe(false)
    expect(read('postgres://joinery@localhost/state?sslmode=verify-full').ssl).toMatchObject({
      rejectUnauthorized: true,
    })
  })
})

import { readFileSync } from 'node:fs'
import { Attribute, type BerWriter, Change, Client, Control } from 'ldapts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deniesDeletion } from '../../src/ad/deletion-protection.ts'
import { openAd } from '../../src/ad/open-ad.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import { practiceServiceAccount } from '../../src/practice/ad/practice-domain.ts'
import { practiceDirectory, sales } from '../practice/practice-directory.ts'
import { isSambaRequired, newOu, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { systemClock } from '../support/system-clock.ts'

const EVERYONE = '010100000000000100000000'
const OTHERS = '01020000000000052000000020020000'
const [DELETE, DELETE_TREE, READ] = [0x10000, 0x40, 0x20000]

const rule = (type: number, rights: number, sid = EVERYONE, flags = 0): Buffer => {
  const trustee = Buffer.from(sid, 'hex')
  const head = Buffer.alloc(8)
  head.writeUInt8(type, 0)
  head.writeUInt8(flags, 1)
  head.writeUInt16LE(8 + trustee.length, 2)
  head.writeUInt32LE(rights, 4)
  return Buffer.concat([head, trustee])
}

/** A security descriptor with nothing but a list of rights. */
const descriptor = (...rules: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(20)
  head.writeUInt8(1, 0)
  head.writeUInt16LE(0x8004, 2)
  head.writeUInt32LE(20, 16)
  const body = Buffer.concat(rules)
  const list = Buffer.alloc(8)
  list.writeUInt8(4, 0)
  list.writeUInt16LE(8 + body.length, 2)
  list.writeUInt16LE(rules.length, 4)
  return Buffer.concat([head, list, body])
}

const protection = rule(1, DELETE | DELETE_TREE)

describe('a list of rights', () => {
  test.each([
    ['denies everyone to delete', [protection], true],
    ['denies it behind other rules', [rule(0, READ, OTHERS), rule(0, READ), protection], true],
    ['denies one of the two rights', [rule(1, DELETE_TREE)], true],
    ['is empty', [], false],
    ['denies everyone something else', [rule(1, READ)], false],
    ['allows everyone to delete', [rule(0, DELETE)], false],
    ['denies it to somebody else', [rule(1, DELETE, OTHERS)], false],
    ['hands the denial down to what is below alone', [rule(1, DELETE, EVERYONE, 0x08)], false],
  ])('that %s is read as such', (_, rules, isProtected) => {
    expect(deniesDeletion(descriptor(...rules))).toBe(isProtected)
  })

  test.each([
    ['nothing at all', Buffer.alloc(0)],
    ['no list', Buffer.alloc(20)],
    ['a list that is cut', descriptor(protection).subarray(0, 30)],
    ['a rule of no length', descriptor(Buffer.alloc(8))],
    ['a list beyond the end', Buffer.from(`${'00'.repeat(16)}ffffff7f`, 'hex')],
  ])('that is broken denies nothing: %s', (_, bytes) => {
    expect(deniesDeletion(bytes)).toBe(false)
  })
})

const codeOf = (error: unknown): string => (error instanceof Fault ? error.code : String(error))

test('on the practice tenant a protected account is seen as such and cannot be deleted', async () => {
  const { company, port, ca } = await practiceDirectory()
  const { user, password } = practiceServiceAccount
  const servers = [`ldaps://127.0.0.1:${port}`]
  const { reader, writer, close } = await openAd(
    { servers, user, password: new Secret(password), ca },
    { clock: systemClock },
  )
  onTestFinished(close)
  const [john, zoe] = [await reader.byDn(`CN=John Smith,${sales}`, []), await reader.byDn(`CN=José Núñez,${sales}`, [])]
  company.ad.transaction(() =>
    company.ad.setValues(john?.id ?? '', 'nTSecurityDescriptor', [descriptor(protection).toString('base64')]),
  )

  expect(await reader.isDeletionProtected(john?.id ?? '')).toBe(true)
  expect(await reader.isDeletionProtected(zoe?.id ?? '')).toBe(false)
  expect(await writer.delete(john?.id ?? '').catch(codeOf)).toBe('ad/denied')
  expect(await reader.byId(john?.id ?? '', [])).not.toBeNull()
})

/** The list of rights alone. */
class RightsAlone extends Control {
  constructor() {
    super('1.2.840.113556.1.4.801', { critical: true })
  }

  protected override writeControl(writer: BerWriter): void {
    writer.writeBuffer(Buffer.from([0x30, 0x03, 0x02, 0x01, 0x04]), 4)
  }
}

const missing = sambaMissing()

test('on a domain controller a protected account is seen as such by a delegated account', async () => {
  if (missing) return expect(isSambaRequired(), missing).toBe(false)
  const samba = await sharedSamba()
  const dn = `CN=Adele Vance,${await newOu(samba)}`
  const ca = readFileSync(samba.caFile, 'utf8')
  const settings = { servers: [samba.url], user: samba.service.user, password: new Secret(samba.service.password), ca }
  const { reader, writer, close } = await openAd(settings, { clock: systemClock })
  const admin = new Client({ url: samba.url, tlsOptions: { ca } })
  onTestFinished(async () => {
    await close()
    await admin.unbind()
  })
  await admin.bind(samba.admin.user, samba.admin.password)
  const { id } = await writer.add({
    dn,
    attributes: { objectClass: ['user'], sAMAccountName: [`p${Date.now() % 1e9}`] },
  })
  expect(await reader.isDeletionProtected(id)).toBe(false)

  const values = [descriptor(protection, rule(0, 0xf01ff))]
  const replaced = new Attribute({ type: 'nTSecurityDescriptor', values })
  await admin.modify(dn, new Change({ operation: 'replace', modification: replaced }), new RightsAlone())

  expect(await reader.isDeletionProtected(id)).toBe(true)
})

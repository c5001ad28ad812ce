import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { practiceDomain, practiceServiceAccount } from '../../src/practice/ad/practice-domain.ts'
import { account, base, change, practiceDirectory, sales } from '../practice/practice-directory.ts'
import { parseLdif } from '../support/ldif.ts'
import { isSambaRequired, newOu, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { missingTools, runLdapTool } from './run-ldap-tool.ts'

/** What was told of the changes, and with what to ask for the next ones. */
interface Told {
  readonly code: number
  readonly err: string
  readonly entries: ReturnType<typeof parseLdif>
  readonly cookie: string
}

/** A directory that is asked for its changes with OpenLDAP's ldapsearch. */
interface Synced {
  readonly client: Client
  readonly ou: string
  readonly root: string
  /** Asks with an empty cookie or the last one, seeing what the account may read. */
  changes(filter: string, attributes: readonly string[], cookie?: string, from?: string): Promise<Told>
}

const OBJECT_SECURITY = 1

const cookieIn = (out: string): string => {
  const control = /^control: 1\.2\.840\.113556\.1\.4\.841 \w+ (\S+)/m.exec(out)
  const value = Buffer.from(control?.[1] ?? '', 'base64')
  // SEQUENCE { more, 0, cookie }: the cookie is what stands last.
  const at = value.indexOf(Buffer.from([0x02, 0x01, 0x00, 0x04]))
  if (at < 0) return ''
  const first = value.readUInt8(at + 4)
  return value.subarray(at + 5 + (first > 0x80 ? first - 0x80 : 0)).toString('base64')
}

const synced = (
  server: { readonly url: string; readonly ca: string },
  as: { readonly user: string; readonly password: string },
  more: Pick<Synced, 'client' | 'ou' | 'root'>,
): Synced => ({
  ...more,
  async changes(filter, attributes, cookie = '', from = more.root) {
    const control = `!dirSync=${OBJECT_SECURITY}/0${cookie === '' ? '' : `/${cookie}`}`
    const args = ['-D', as.user, '-w', as.password, '-o', 'ldif_wrap=no', '-b', from, '-E', control]
    const { code, out, err } = await runLdapTool('ldapsearch', server, [...args, filter, ...attributes])
    // A comment with the name of a deleted object has a line feed in it.
    return { code, err, entries: parseLdif(out.replaceAll(/^DEL:.*\n/gm, '')), cookie: cookieIn(out) }
  },
})

const onPractice = async (): Promise<Synced> => {
  const directory = await practiceDirectory()
  const ca = join(temporaryFolder(), 'ca.pem')
  writeFileSync(ca, directory.ca)
  const server = { url: `ldaps://127.0.0.1:${directory.port}`, ca }
  return synced(server, practiceServiceAccount, { client: await directory.connect(), ou: sales, root: base })
}

const onSamba = async (): Promise<Synced> => {
  const samba = await sharedSamba()
  const tlsOptions = { ca: readFileSync(samba.caFile, 'utf8') }
  const client = new Client({ url: samba.url, tlsOptions, timeout: 60_000 })
  await client.bind(samba.service.user, samba.service.password)
  onTestFinished(() => client.unbind())
  const server = { url: samba.url, ca: samba.caFile }
  return synced(server, samba.admin, { client, ou: await newOu(samba), root: samba.base })
}

/** Attributes of the entries told, without the id that each of them has. */
const told = ({ entries }: Told) =>
  entries.map(({ attributes: { objectguid: _1, parentguid: _2, instancetype: _3, name: _4, ...rest } }) => rest)

const dirSyncContract = (name: string, open: () => Promise<Synced>): void => {
  describe(`changes asked of ${name}`, () => {
    test('are everything at first, then what was changed since, attribute by attribute', {
      timeout: 60_000,
    }, async () => {
      const { client, ou, changes } = await open()
      const user = `a-${randomUUID().slice(0, 8)}`
      const filter = `(sAMAccountName=${user})`
      const dn = `CN=${user},${ou}`
      await client.add(dn, account(user, { title: 'Clerk', department: 'Sales' }))

      const first = await changes(filter, ['title', 'department'])
      const nothing = await changes(filter, ['title', 'department'], first.cookie)
      await client.modify(dn, change('replace', 'title', 'Director'))
      const changed = await changes(filter, ['title', 'department'], nothing.cookie)
      await client.modify(dn, change('delete', 'department'))
      const other = await changes(filter, ['title'], changed.cookie)
      const taken = await changes(filter, ['title', 'department'], changed.cookie)

      expect([first, nothing, changed, taken].map(({ code, err }) => [code, err])).toEqual(Array(4).fill([0, '']))
      expect(told(first)).toEqual([{ title: ['Clerk'], department: ['Sales'] }])
      expect(told(nothing)).toEqual([])
      expect(told(changed)).toEqual([{ title: ['Director'] }])
      expect(told(other)).toEqual([])
      expect(taken.entries).toHaveLength(1)
      expect(told(taken)[0]?.['title']).toBeUndefined()
    })

    test('tell of members and of what was deleted', { timeout: 60_000 }, async () => {
      const { client, ou, changes } = await open()
      const tag = randomUUID().slice(0, 8)
      const [user, group] = [`a-${tag}`, `g-${tag}`]
      await client.add(`CN=${user},${ou}`, account(user))
      await client.add(`CN=${group},${ou}`, { objectClass: 'group', sAMAccountName: group })
      const before = await changes(`(sAMAccountName=*${tag})`, ['member', 'isDeleted'])
      await client.modify(`CN=${group},${ou}`, change('add', 'member', `CN=${user},${ou}`))

      const joined = await changes(`(sAMAccountName=*${tag})`, ['member', 'isDeleted'], before.cookie)
      await client.del(`CN=${user},${ou}`)
      const gone = await changes(`(sAMAccountName=*${tag})`, ['member', 'isDeleted'], joined.cookie)

      expect(told(joined)).toEqual([{ member: [`CN=${user},${ou}`] }])
      expect(told(gone)).toEqual([{ isdeleted: ['TRUE'] }])
    })

    test('are asked of a whole naming context only', async () => {
      const { ou, changes } = await open()

      expect((await changes('(objectClass=*)', ['title'], '', ou)).code).toBe(53)
    })
  })
}

const missing = missingTools()
if (missing.length > 0) {
  test(`changes were not asked for: ${missing.join(', ')} are not installed (Debian: ldap-utils)`, () => {
    expect(isSambaRequired()).toBe(false)
  })
} else {
  dirSyncContract('the practice tenant', onPractice)
  if (sambaMissing() === null) dirSyncContract('a Samba domain controller', onSamba)

  test('changes are refused to who may not replicate and does not say to see only what it may read', async () => {
    const directory = await practiceDirectory()
    const ca = join(temporaryFolder(), 'ca.pem')
    writeFileSync(ca, directory.ca)
    const { user, password } = practiceServiceAccount

    const refused = await runLdapTool('ldapsearch', { url: `ldaps://127.0.0.1:${directory.port}`, ca }, [
      ...['-D', user, '-w', password, '-b', practiceDomain.dn, '-E', '!dirSync=0/0', '(cn=*)', 'title'],
    ])

    expect(refused.code).toBe(50)
    expect(refused.out + refused.err).toContain('00002105: SecErr')
  })
}

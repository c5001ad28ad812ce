import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseLdif } from '../support/ldif.ts'
import { isSambaRequired } from '../support/shared-samba.ts'
import { root } from '../support/source-files.ts'
import { missingTools, runLdapTool, type ToolEnd } from './run-ldap-tool.ts'

/** One line of `practice start --json`. */
interface Served {
  readonly ldap: string
  readonly ca: string
  readonly base: string
  readonly user: string
  readonly password: string
}

const missing = missingTools()

/** More people than one answer may have entries, and one group more members than one attribute may have values. */
const PEOPLE = 1700

let folder = ''
let served: Served | null = null
let stop: () => Promise<void> = async () => {}

const run = (tool: string, args: readonly string[], options: { readonly input?: string; readonly ca?: string } = {}) =>
  runLdapTool(tool, { url: served?.ldap ?? '', ca: options.ca ?? served?.ca ?? '' }, args, options.input)

const as = (user = served?.user ?? '', password = served?.password ?? ''): readonly string[] => [
  '-D',
  user,
  '-w',
  password,
]
const at = (dn: string): string => `${dn},${served?.base}`
const search = (...args: readonly string[]): Promise<ToolEnd> =>
  run('ldapsearch', [...as(), '-LLL', '-o', 'ldif_wrap=no', '-b', served?.base ?? '', ...args])
const namesIn = ({ out }: ToolEnd): readonly string[] =>
  parseLdif(out).flatMap(({ attributes }) => attributes['cn'] ?? [])

const startServer = async (): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'joinery-tools-'))
  const args = ['practice', 'start', '--json', '--people', String(PEOPLE), '--state', folder]
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), ...args], { cwd: folder })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  stop = async () => {
    child.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for await (const line of createInterface({ input: child.stdout })) {
    served = JSON.parse(line) as Served
    return
  }
}

const newAccount = (name: string, more = ''): string =>
  `dn: ${at(`CN=${name},OU=Sales,OU=Staff`)}\nobjectClass: user\nsAMAccountName: ${name.toLowerCase().replaceAll(' ', '.')}\n${more}`
const password = (text: string): string => Buffer.from(`"${text}"`, 'utf16le').toString('base64')

if (missing.length > 0) {
  test(`OpenLDAP's programs were not tried: ${missing.join(', ')} are not installed (Debian: ldap-utils)`, () => {
    expect(isSambaRequired()).toBe(false)
  })
} else {
  beforeAll(startServer, 120_000)
  afterAll(() => stop())

  describe('ldapsearch', () => {
    test('finds a person over TLS with the CA that the server names, and nobody without it', async () => {
      const found = await search('(employeeID=00111)', 'cn', 'title')
      const distrusted = await run('ldapsearch', [...as(), '-b', '', '-s', 'base'], { ca: '/dev/null' })

      expect(parseLdif(found.out)).toEqual([
        { dn: at('CN=John Smith,OU=Sales,OU=Staff'), attributes: { cn: ['John Smith'], title: ['Account Manager'] } },
      ])
      expect(distrusted.code).not.toBe(0)
    })

    test('reads the root and the schema’s subentry, the root also without signing in', async () => {
      const rootEntry = await run('ldapsearch', [
        '-LLL',
        '-b',
        '',
        '-s',
        'base',
        'defaultNamingContext',
        'supportedControl',
      ])
      const schema = await search('-b', at('CN=Aggregate,CN=Schema,CN=Configuration'), '-s', 'base', 'attributeTypes')
      const nobody = await run('ldapsearch', ['-LLL', '-b', served?.base ?? '', '(cn=John Smith)'])

      expect(parseLdif(rootEntry.out)[0]?.attributes['defaultnamingcontext']).toEqual([served?.base])
      expect(rootEntry.out).toContain('1.2.840.113556.1.4.319')
      expect(schema.out).toContain("NAME 'sAMAccountName'")
      expect(nobody.code).toBe(1)
      expect(nobody.err).toContain('000004DC: LdapErr')
    })

    test('signs in by UPN, by DN and by domain and user name', async () => {
      const dn = parseLdif((await search('(sAMAccountName=svc-joinery)', 'cn')).out)[0]?.dn ?? ''
      const who = await Promise.all(
        [served?.user ?? '', dn, 'CORP\\svc-joinery'].map((user) => run('ldapwhoami', as(user))),
      )
      const wrong = await run('ldapwhoami', as(undefined, 'wrong'))

      expect(who.map(({ out }) => out.trim())).toEqual(Array(3).fill('u:CORP\\svc-joinery'))
      expect(wrong.code).toBe(49)
      expect(wrong.err).toContain('AcceptSecurityContext error, data 52e')
    })

    test('is cut at 1,000 entries without paging and gets all with it', async () => {
      const cut = await search('(employeeID=*)', '1.1')
      const paged = await search('-E', 'pr=300/noprompt', '(employeeID=*)', '1.1')

      expect([cut.code, parseLdif(cut.out).length]).toEqual([4, 1000])
      expect(paged.code).toBe(0)
      expect(parseLdif(paged.out).length).toBeGreaterThan(1000)
    })

    test('gets what it finds in order', async () => {
      const sorted = await search('-E', '!sss=sn', '-b', at('OU=Sales,OU=Staff'), '(sn=*)', 'sn')

      const surnames = parseLdif(sorted.out).flatMap(({ attributes }) => attributes['sn'] ?? [])
      const { compare } = new Intl.Collator('en', { sensitivity: 'base' })
      expect(surnames.length).toBeGreaterThan(10)
      expect([...surnames].sort(compare).map((name) => name[0])).toEqual(surnames.map((name) => name[0]))
    })

    test('reads the members of a large group in ranges', async () => {
      const base = ['-b', at('CN=All Staff,OU=Groups'), '-s', 'base', '(objectClass=*)'] as const
      const first = parseLdif((await search(...base, 'member')).out)[0]?.attributes ?? {}
      const rest = parseLdif((await search(...base, 'member;range=1500-*')).out)[0]?.attributes ?? {}

      expect(first['member;range=0-1499']).toHaveLength(1500)
      expect(rest['member;range=1500-*']?.length).toBeGreaterThan(0)
    })

    test('asks by bits and along chains of groups', async () => {
      const disabled = await search(
        '(&(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=2))',
        'userAccountControl',
      )
      const nested = await search(
        '-E',
        'pr=500/noprompt',
        `(memberOf:1.2.840.113556.1.4.1941:=${at('CN=All Staff,OU=Groups')})`,
        'cn',
      )

      const bits = parseLdif(disabled.out).flatMap(({ attributes }) => attributes['useraccountcontrol'] ?? [])
      expect(bits.length).toBeGreaterThan(0)
      expect(bits.every((value) => (Number(value) & 2) === 2)).toBe(true)
      expect(namesIn(nested)).toContain('John Smith')
    })
  })

  describe('an account made with ldapadd', () => {
    test('has a password, signs in, is changed by ldapmodify, renamed and moved by ldapmodrdn and deleted by ldapdelete', async () => {
      const dn = at('CN=Adele Vance,OU=Sales,OU=Staff')
      const more = `userPrincipalName: adele.vance@contoso.com\nunicodePwd:: ${password('Rain-over-Oslo-7')}\nuserAccountControl: 512\n`
      const added = await run('ldapadd', as(), { input: newAccount('Adele Vance', more) })
      const signedIn = await run('ldapwhoami', as('adele.vance@contoso.com', 'Rain-over-Oslo-7'))
      const modified = await run('ldapmodify', as(), {
        input: `dn: ${dn}\nchangetype: modify\nreplace: title\ntitle: Director\n-\nadd: otherTelephone\notherTelephone: 1\notherTelephone: 2\n`,
      })
      const renamed = await run('ldapmodrdn', [...as(), '-r', dn, 'CN=Adele Bowen'])
      const moved = await run('ldapmodrdn', [
        ...as(),
        '-r',
        '-s',
        at('OU=Disabled'),
        at('CN=Adele Bowen,OU=Sales,OU=Staff'),
        'CN=Adele Bowen',
      ])
      const after = parseLdif((await search('(sAMAccountName=adele.vance)', 'title', 'otherTelephone', 'cn')).out)
      const compared = await run('ldapcompare', [...as(), at('CN=Adele Bowen,OU=Disabled'), 'title:director'])
      const deleted = await run('ldapdelete', [...as(), at('CN=Adele Bowen,OU=Disabled')])
      const bin = await search(
        '-E',
        '!showDeleted',
        '(&(isDeleted=TRUE)(sAMAccountName=adele.vance))',
        'msDS-LastKnownRDN',
      )

      expect([added, signedIn, modified, renamed, moved, deleted].map(({ code, err }) => [code, err])).toEqual(
        Array(6).fill([0, '']),
      )
      expect(signedIn.out.trim()).toBe('u:CORP\\adele.vance')
      expect(after).toEqual([
        {
          dn: at('CN=Adele Bowen,OU=Disabled'),
          attributes: { title: ['Director'], othertelephone: ['1', '2'], cn: ['Adele Bowen'] },
        },
      ])
      expect([compared.code, compared.out.trim()]).toEqual([6, 'TRUE'])
      expect(parseLdif(bin.out)[0]?.attributes).toEqual({ 'msds-lastknownrdn': ['Adele Bowen'] })
    })
  })

  describe('a refusal', () => {
    test.each([
      ['of a name that is taken', 'ldapadd', () => newAccount('John Smith'), 68, '00002071: UpdErr'],
      [
        'of a weak password',
        'ldapadd',
        () => newAccount('Megan Bowen', `unicodePwd:: ${password('abc')}\n`),
        53,
        '0000052D: SvcErr',
      ],
      [
        'of a class that is not there',
        'ldapadd',
        () => `dn: ${at('CN=Robby,OU=Sales,OU=Staff')}\nobjectClass: robot\n`,
        16,
        '00000057: LdapErr',
      ],
      [
        'of an attribute that is too long',
        'ldapmodify',
        () =>
          `dn: ${at('CN=John Smith,OU=Sales,OU=Staff')}\nchangetype: modify\nreplace: employeeID\nemployeeID: 12345678901234567\n`,
        19,
        '00002082: AtrErr',
      ],
      [
        'of a change of what is not there',
        'ldapmodify',
        () => `dn: ${at('CN=Nobody,OU=Sales,OU=Staff')}\nchangetype: modify\nreplace: title\ntitle: Clerk\n`,
        32,
        "best match of:\n\t'OU=Sales,OU=Staff",
      ],
      ['of deleting without the right to', 'ldapdelete', () => `${at('OU=Staff')}\n`, 50, '00000005: SecErr'],
    ])('%s comes with AD’s result code and text', async (_what, tool, input, code, text) => {
      const refused = await run(tool, as(), { input: input() })

      expect(refused.code, refused.err).toBe(code)
      expect(refused.err).toContain(text)
    })

    test('of an object with others below it is none for ldapdelete -r', async () => {
      const unit = at('OU=North,OU=Sales,OU=Staff')
      const input = `dn: ${unit}\nobjectClass: organizationalUnit\n\ndn: CN=Guest,${unit}\nobjectClass: contact\n`
      const made = await run('ldapadd', as(), { input })
      const refused = await run('ldapdelete', [...as(), unit])
      const deleted = await run('ldapdelete', [...as(), '-r', unit])

      expect([made.code, refused.code, deleted.code]).toEqual([0, 66, 0])
      expect(refused.err).toContain('0000208C: UpdErr')
    })
  })
}

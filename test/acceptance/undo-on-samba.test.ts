import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunReport } from '../../src/model/run.ts'
import { freshTag } from '../support/fresh-tag.ts'
import { documentOf, type JoineryEnd, runJoinery } from '../support/run-joinery.ts'
import { isSambaRequired, newOu, type SharedSamba, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { root } from '../support/source-files.ts'

const missing = sambaMissing()

if (missing) {
  test(`nothing is undone on a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

/** What the server itself counts, or puts there when it is written to. */
const OF_THE_SERVER = new Set([
  'whenchanged',
  'usnchanged',
  'usncreated',
  'whencreated',
  'dscorepropagationdata',
  'pwdlastset',
])

/** A folder with a joinery.yaml for one OU of the domain controller, and playbooks of its own. */
const openHouse = (samba: SharedSamba, ou: string, tag: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-'))
  mkdirSync(join(folder, 'playbooks'), { recursive: true })
  cpSync(join(root, 'playbooks/shared'), join(folder, 'playbooks/shared'), { recursive: true })
  cpSync(join(root, 'playbooks/onboard'), join(folder, 'playbooks/onboard'), { recursive: true })
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return name
  }
  const playbook = (name: string, steps: string): void => {
    mkdirSync(join(folder, 'playbooks', name), { recursive: true })
    file(`playbooks/${name}/playbook.yaml`, `name: ${name}\nsteps:\n  ${steps}\n`)
  }
  file(
    'joinery.yaml',
    [
      'organisation: { name: Contoso, mode: ad, mailDomain: contoso.test }',
      `ad: { servers: ["${samba.url}"], user: ${samba.service.user}, password: { env: AD_PASSWORD }, ca: ${samba.caFile} }`,
    ].join('\n'),
  )
  file(
    'playbooks/shared/roles.yaml',
    `everyone: { groups: ["Staff ${tag}"] }\ndepartment:\n  Sales: { ou: "OU=Sales,${ou}", groups: ["Sales ${tag}"] }\n  HR: { ou: "OU=HR,${ou}", groups: ["HR ${tag}"] }\n`,
  )
  const joinery = (...argv: readonly string[]): Promise<JoineryEnd> =>
    runJoinery(argv, { cwd: folder, env: { AD_PASSWORD: samba.service.password } })
  return { folder, file, playbook, joinery, close: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Everything below the OU as another client shows it, without what the server counts. */
const snapshot = async (samba: SharedSamba, ou: string): Promise<unknown> => {
  const entries = await samba.ldapsearch('(objectClass=*)', [], ou)
  return entries
    .map(({ dn, attributes }) => {
      const kept = Object.entries(attributes).filter(([name]) => !OF_THE_SERVER.has(name))
      return { dn, attributes: Object.fromEntries(kept.map(([name, values]) => [name, [...values].sort()])) }
    })
    .sort((a, b) => (a.dn < b.dn ? -1 : 1))
}

describe.runIf(!missing)('on a real domain controller', () => {
  const tag = freshTag(6)
  let samba: SharedSamba
  let ou: string
  let house: ReturnType<typeof openHouse>

  beforeAll(async () => {
    samba = await sharedSamba()
    ou = await newOu(samba)
    for (const name of ['Sales', 'HR'])
      await samba.ldapmodify(`dn: OU=${name},${ou}\nobjectClass: organizationalUnit\n`)
    for (const name of ['Staff', 'Sales', 'HR'])
      await samba.ldapmodify(`dn: CN=${name} ${tag},${ou}\nobjectClass: group\nsAMAccountName: ${name} ${tag}\n`)
    house = openHouse(samba, ou, tag)
  }, 60_000)
  afterAll(() => house?.close())

  const person = (number: string, more = '') =>
    `employeeId: "${number}"\ngivenName: Adele\nsurname: Vance${tag}\ndepartment: Sales\ncountry: GB\n${more}`
  const run = async (...argv: readonly string[]): Promise<RunReport> => {
    const end = await house.joinery(...argv, '--yes', '--json')
    expect(end.code, end.stderr).toBe(0)
    return documentOf<RunReport>(end)
  }

  test('undo of an onboarding leaves the directory as it was, and a second one makes nothing', async () => {
    const before = await snapshot(samba, ou)
    const hired = await run('onboard', house.file('hire.yaml', person(`U1${tag}`)))
    expect(await snapshot(samba, ou)).not.toEqual(before)

    const undo = await run('undo', hired.id)
    const again = await run('undo', hired.id)

    expect(undo).toMatchObject({ status: 'done', faults: [] })
    expect(await snapshot(samba, ou)).toEqual(before)
    expect(again.counts.made).toBe(0)
  })

  test('undo of a move brings back OU, groups, manager and attributes, bit by bit', async () => {
    await run('onboard', house.file('boss.yaml', person(`B1${tag}`).replace('Adele', 'Miriam')))
    await run('onboard', house.file('hire.yaml', person(`U2${tag}`, `title: Clerk\nmanager: "B1${tag}"\n`)))
    const [entry] = await samba.ldapsearch(`(employeeID=U2${tag})`, ['userAccountControl'], ou)
    await samba.ldapmodify(
      `dn: ${entry?.dn}\nchangetype: modify\nreplace: userAccountControl\nuserAccountControl: ${0x200 | 0x10000 | 0x2}\n`,
    )
    const before = await snapshot(samba, ou)
    const hr = person(`U2${tag}`, `title: Partner\nphone: "+48 12 345"\n`).replace('Sales', 'HR')
    const moved = await run('onboard', house.file('move.yaml', hr))
    const after = await samba.ldapsearch(`(employeeID=U2${tag})`, ['userAccountControl'], ou)
    expect(after[0]?.attributes['useraccountcontrol']).toEqual([String(0x200 | 0x10000)])

    const undo = await run('undo', moved.id)

    expect(undo).toMatchObject({ status: 'done', faults: [] })
    expect(await snapshot(samba, ou)).toEqual(before)
  })

  describe('not even the title is changed of', () => {
    const dnOf = (name: string): string => `CN=${name} ${tag},${ou}`
    const addUser = async (name: string, attributes: string): Promise<void> => {
      const sam = `${name}${tag}`.replaceAll(' ', '')
      await samba.ldapmodify(`dn: ${dnOf(name)}\nobjectClass: user\nsAMAccountName: ${sam}\n${attributes}`)
    }
    const join = (group: string, member: string) =>
      samba.ldapmodify(`dn: ${group}\nchangetype: modify\nadd: member\nmember: ${member}\n`)
    const domainAdmins = (): string => `CN=Domain Admins,CN=Users,${samba.base}`

    const refused: readonly (readonly [string, (number: string) => Promise<string>])[] = [
      [
        'an account that is marked as privileged',
        async (number) => {
          await addUser('Marked', `employeeID: ${number}\nadminCount: 1\n`)
          return dnOf('Marked')
        },
      ],
      [
        'a Domain Admin through two groups',
        async (number) => {
          await addUser('Nested', `employeeID: ${number}\n`)
          for (const name of ['Outer', 'Inner'])
            await samba.ldapmodify(`dn: ${dnOf(name)}\nobjectClass: group\nsAMAccountName: ${name}${tag}\n`)
          await join(domainAdmins(), dnOf('Outer'))
          await join(dnOf('Outer'), dnOf('Inner'))
          await join(dnOf('Inner'), dnOf('Nested'))
          return dnOf('Nested')
        },
      ],
      [
        'a Domain Admin by the primary group',
        async (number) => {
          await addUser('Primary', `employeeID: ${number}\n`)
          await join(domainAdmins(), dnOf('Primary'))
          await samba.ldapmodify(
            `dn: ${dnOf('Primary')}\nchangetype: modify\nreplace: primaryGroupID\nprimaryGroupID: 512\n`,
          )
          return dnOf('Primary')
        },
      ],
      ['the built-in Administrator', (number) => numbered(`CN=Administrator,CN=Users,${samba.base}`, number)],
      ['the account that Joinery signs in with', (number) => numbered(`CN=svc-joinery,CN=Users,${samba.base}`, number)],
    ]
    const given: string[] = []
    const numbered = async (dn: string, number: string): Promise<string> => {
      await samba.ldapmodify(`dn: ${dn}\nchangetype: modify\nreplace: employeeID\nemployeeID: ${number}\n`)
      given.push(dn)
      return dn
    }
    // Others use the same domain controller.
    afterAll(async () => {
      for (const dn of given) await samba.ldapmodify(`dn: ${dn}\nchangetype: modify\nreplace: employeeID\n`)
      for (const name of ['Outer', 'Primary', 'Marked'])
        await samba.ldapmodify(`dn: ${dnOf(name)}\nchangetype: delete\n`)
    })

    test.each(refused)('%s: exit 3, nothing written', async (who, make) => {
      const number = `P${refused.findIndex(([other]) => other === who)}${tag}`
      const dn = await make(number)
      house.playbook('rename', '- ad.attributes: { title: Clerk }')
      const before = await samba.ldapsearch('(objectClass=*)', ['title', 'uSNChanged'], dn)

      const end = await house.joinery(
        'rename',
        house.file('one.yaml', `employeeId: "${number}"\ngivenName: X\n`),
        '--yes',
      )

      expect(end.code, end.stderr).toBe(3)
      expect(end.stderr).toContain('plan/guard-refused')
      expect(await samba.ldapsearch('(objectClass=*)', ['title', 'uSNChanged'], dn)).toEqual(before)
    })
  })
})

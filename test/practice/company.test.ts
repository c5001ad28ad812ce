import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'ldapts'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { addEntry } from '../../src/practice/ad/operations/add-entry.ts'
import { modifyEntry } from '../../src/practice/ad/operations/modify-entry.ts'
import { moveEntry } from '../../src/practice/ad/operations/move-entry.ts'
import { practiceServiceAccount } from '../../src/practice/ad/practice-domain.ts'
import { entryOf } from '../../src/practice/ad/search/read-attributes.ts'
import { type Company, openCompany } from '../../src/practice/company.ts'
import { seedPeople } from '../../src/practice/seed/seed-people.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { account, base, groupsOu, sales } from './practice-directory.ts'

const clock = { now: () => Date.parse('2026-12-01T08:00:00Z') }
const adele = `CN=Adele Vance,${sales}`

const open = (folder: string | null, people = 30): Promise<Company> => openCompany({ folder, people, clock })
const raw = (attributes: { readonly [name: string]: string | string[] }) =>
  Object.entries(attributes).map(([type, value]) => ({ type, values: [value].flat().map((text) => Buffer.from(text)) }))
const read = (company: Company, dn: string, ...names: string[]) =>
  entryOf(company.ad, company.ad.resolve(dn)?.object?.id ?? '', names)

/** Everything that can be seen of a company's directory, to compare two. */
const everything = (company: Company) =>
  [...company.ad.all()].map((object) => [
    company.ad.dnOf(object.id),
    Object.fromEntries(object.values),
    [...company.ad.targets('member', object.id)],
  ])

const faultOf = async (opening: Promise<Company>): Promise<string> => {
  try {
    ;(await opening).close()
    return 'none'
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
}

describe('a company in a folder', () => {
  test('is the same one after it was closed and opened again', async () => {
    const folder = temporaryFolder()
    const first = await open(folder)
    const id = addEntry(first.ad, { dn: adele, attributes: raw(account('adele.vance', { employeeID: '00123' })) })
    const group = first.ad.resolve(`CN=VPN Users,${groupsOu}`)?.object?.id ?? ''
    modifyEntry(first.ad, group, [{ op: 'add', type: 'member', values: [Buffer.from(adele)] }])
    moveEntry(first.ad, id, { newRdn: 'CN=Vance\\, Adele', deleteOldRdn: true, newSuperior: `OU=Disabled,${base}` })
    first.commit()
    const before = everything(first)
    first.close()

    const second = await open(folder, 500)

    expect(everything(second)).toEqual(before)
    expect(second.ad.highestUsn).toBe(first.ad.highestUsn)
    expect(read(second, `CN=Vance\\, Adele,OU=Disabled,${base}`, 'memberOf', 'employeeID')).toEqual({
      memberOf: [`CN=VPN Users,${groupsOu}`],
      employeeID: ['00123'],
    })
    second.close()
  })

  test('forgets what was not committed, and what was deleted', async () => {
    const folder = temporaryFolder()
    const first = await open(folder)
    const { deleteEntry } = await import('../../src/practice/ad/operations/delete-entry.ts')
    deleteEntry(first.ad, first.ad.resolve(`CN=John Smith,${sales}`)?.object?.id ?? '')
    first.commit()
    addEntry(first.ad, { dn: adele, attributes: raw(account('adele.vance')) })
    first.close()

    const second = await open(folder)

    expect(second.ad.resolve(`CN=John Smith,${sales}`)?.object).toBeNull()
    expect(second.ad.resolve(adele)?.object).toBeNull()
    second.close()
  })

  test('gives nobody an id that somebody had before it was closed', async () => {
    const folder = temporaryFolder()
    const first = await open(folder)
    const id = addEntry(first.ad, { dn: adele, attributes: raw(account('adele.vance')) })
    const sid = entryOf(first.ad, id, ['objectSid'])
    const { deleteEntry } = await import('../../src/practice/ad/operations/delete-entry.ts')
    deleteEntry(first.ad, id)
    first.commit()
    first.close()

    const second = await open(folder)
    const again = addEntry(second.ad, { dn: adele, attributes: raw(account('adele.vance')) })

    expect(again).not.toBe(id)
    expect(entryOf(second.ad, again, ['objectSid'])).not.toEqual(sid)
    second.close()
  })

  test('is for its owner alone', async () => {
    const folder = join(temporaryFolder(), 'state')
    const company = await open(folder)

    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'practice.db')).mode & 0o777).toBe(0o600)
    company.close()
    expect(readFileSync(join(folder, 'practice.db')).includes(practiceServiceAccount.password)).toBe(false)
  })

  test('cannot be opened twice at a time', async () => {
    const folder = temporaryFolder()
    const company = await open(folder)

    expect(await faultOf(open(folder))).toBe('practice/in-use')

    company.close()
    expect(await faultOf(open(folder))).toBe('none')
  })

  test('says so when its file is none of ours', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'practice.db'), 'this is no database, but long enough to be taken for one'.repeat(20))

    expect(await faultOf(open(folder))).toBe('practice/damaged')
  })

  test('that was founded anew has the same ids every time', async () => {
    const [first, second] = [await open(null), await open(null)]

    expect(everything(second)).toEqual(everything(first))
    expect(everything(await openCompany({ folder: null, people: 30, clock, seed: 'fabrikam' }))).not.toEqual(
      everything(first),
    )
  })

  test('keeps what was confirmed when its process is killed', async () => {
    const folder = temporaryFolder()
    const server = spawn(process.execPath, [join(import.meta.dirname, 'serve-company.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string]
    const { port, ca } = JSON.parse(line) as { port: number; ca: string }
    const client = new Client({ url: `ldaps://127.0.0.1:${port}`, tlsOptions: { ca }, timeout: 5_000 })
    await client.bind(practiceServiceAccount.user, practiceServiceAccount.password)
    const confirmed: string[] = []

    const adding = (async () => {
      for (let n = 1; ; n++) {
        const dn = `CN=Hire ${n},${sales}`
        await client.add(dn, account(`hire.${n}`))
        confirmed.push(dn)
        if (n === 40) server.kill('SIGKILL')
      }
    })()
    await expect(adding).rejects.toThrow()
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')

    expect(existsSync(join(folder, 'practice.db'))).toBe(true)
    const company = await open(folder)
    expect(confirmed.length).toBeGreaterThanOrEqual(40)
    expect(confirmed.filter((dn) => !company.ad.resolve(dn)?.object)).toEqual([])
    company.close()
  })
})

describe('the people of a fresh company', () => {
  const people = seedPeople(200)

  test('are 200 with 200 numbers, user names and managers above them', () => {
    const numbers = new Set(people.map(({ employeeId }) => employeeId))

    expect([people.length, numbers.size, new Set(people.map(({ userName }) => userName)).size]).toEqual([200, 200, 200])
    for (const { manager, employeeId } of people)
      expect(manager === null ? employeeId === '00100' : numbers.has(manager)).toBe(true)
    for (const { userName } of people) expect(userName).toMatch(/^[a-z0-9][a-z0-9.]{0,18}[a-z0-9]$/)
  })

  test('leave room for the sample new hire', () => {
    expect(people.some(({ surname, employeeId }) => surname === 'Vance' || employeeId === '00123')).toBe(false)
  })

  test('have a place in the directory that follows from who they are', async () => {
    const company = await open(null, 200)
    const one = (dn: string) => read(company, dn, 'userAccountControl', 'adminCount', 'memberOf', 'userPrincipalName')

    expect(one(`CN=John Smith,${sales}`)).toMatchObject({
      userAccountControl: ['512'],
      userPrincipalName: ['john.smith@contoso.com'],
    })
    expect(one(`CN=Pradeep Gupta,OU=Disabled,${base}`)).toEqual({
      userAccountControl: ['514'],
      userPrincipalName: ['pradeep.gupta@contoso.com'],
    })
    expect(one(`CN=Emily Braun,OU=Contractors,${base}`)['memberOf']).toContain(`CN=Engineering,${groupsOu}`)
    expect(one(`CN=Allan Deyoung,OU=IT,OU=Staff,${base}`)).toMatchObject({ adminCount: ['1'] })
    expect(one(`CN=Debra Berger,OU=Marketing,OU=Staff,${base}`)).toEqual({})
    company.close()
  })
})

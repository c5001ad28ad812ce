import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Attribute, Change } from 'ldapts'
import { describe, expect, test } from 'vitest'
import type { RunReport } from '../../src/model/run.ts'
import { adele, practiceWorld, sharedWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { systemClock } from '../support/system-clock.ts'

const save = async (world: World): Promise<World> => {
  await world.joinery(['plan', 'onboard', world.file('new-hire.yaml', adele), '--out', 'plan.json'])
  return world
}

const expectRefused = async (world: World, code: string): Promise<string> => {
  const before = world.digest()
  const end = await world.joinery(['apply', 'plan.json', '--json'])
  expect(end.code).toBe(3)
  expect(documentOf(end)).toMatchObject({ error: { code } })
  expect(world.digest()).toBe(before)
  return end.stdout
}

describe('joinery apply', () => {
  const shared = sharedWorld({ mode: 'ad', people: 20 })

  test('applies exactly the plan that was saved, without a question; a second time it is stale', async () => {
    const world = await save(await practiceWorld({ mode: 'ad', people: 20 }))
    const plan = JSON.parse(readFileSync(join(world.folder, 'plan.json'), 'utf8')) as { readonly id: string }

    const first = await world.joinery(['apply', 'plan.json', '--json'])

    expect(first.code).toBe(0)
    expect(documentOf<RunReport>(first)).toMatchObject({ plan: plan.id, status: 'done', counts: { made: 7 } })
    expect(await world.account('(employeeID=01024)')).not.toBeNull()
    await expectRefused(world, 'plan/stale')
  })

  test('refuses a plan when the directory has moved since, and says what moved', async () => {
    const world = await save(await practiceWorld({ mode: 'ad', people: 20 }))
    const manager = await world.account('(employeeID=00101)')
    const renamed = new Attribute({ type: 'userPrincipalName', values: ['miriam@contoso.com'] })
    const ldap = await world.ldap()
    await ldap.modify(String(manager?.['dn']), new Change({ operation: 'replace', modification: renamed }))

    expect(await expectRefused(world, 'plan/stale')).toMatch(/Active Directory: .*00101/)
  })

  test('refuses a plan for a name that somebody else has taken meanwhile', async () => {
    const world = await save(await practiceWorld({ mode: 'ad', people: 20 }))
    const ldap = await world.ldap()
    await ldap.add('CN=Another Adele,OU=Staff,DC=corp,DC=contoso,DC=com', {
      objectClass: 'user',
      sAMAccountName: 'adele.vance',
    })

    await expectRefused(world, 'plan/stale')
  })

  test('refuses a plan in which a single bit was flipped, anywhere', async () => {
    const world = await save(shared())
    const path = join(world.folder, 'plan.json')
    const bytes = readFileSync(path)
    const random = seededRandom('flips')
    const before = world.digest()

    for (let flip = 0; flip < 60; flip += 1) {
      const altered = Buffer.from(bytes)
      const [at, bit] = [random.integer(bytes.length), random.integer(8)]
      altered[at] = (altered[at] ?? 0) ^ (1 << bit)
      writeFileSync(path, altered)
      const end = await world.joinery(['apply', 'plan.json', '--json'])
      expect({ at, bit, code: end.code, error: documentOf<{ error: { code: string } }>(end).error.code }).toEqual({
        at,
        bit,
        code: 3,
        error: 'plan/tampered',
      })
    }
    expect(world.digest()).toBe(before)
  })

  test.each([
    ['a blank more', (text: string) => `${text} `],
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['nothing in it', () => ''],
    ['another JSON', () => '[1]'],
    ['the same content on one line', (text: string) => JSON.stringify(JSON.parse(text))],
    ['its hash taken out', (text: string) => text.replace(/,\n {2}"hash": "[^"]+"/, '')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
  ])('refuses a plan with %s', async (_what, alter) => {
    const world = await save(shared())
    const path = join(world.folder, 'plan.json')
    writeFileSync(path, alter(readFileSync(path, 'utf8')))

    await expectRefused(world, 'plan/tampered')
  })

  test('refuses a plan after 7 days', async () => {
    const world = await save(shared())
    const later = { now: () => Date.now() + 7 * 24 * 3_600_000 + 1_000, sleep: systemClock.sleep }
    const before = world.digest()

    const end = await world.joinery(['apply', 'plan.json', '--json'], { clock: later })

    expect(end.code).toBe(3)
    expect(documentOf(end)).toMatchObject({ error: { code: 'plan/expired' } })
    expect(world.digest()).toBe(before)
  })

  test('a file that is not there is 65', async () => {
    const world = shared()

    const end = await world.joinery(['apply', 'nowhere.json'])

    expect(end.code).toBe(65)
    expect(end.stderr).toContain('nowhere.json cannot be read: there is no such file or folder')
  })
})

describe('--detailed-exitcode', () => {
  test('is 2 where a plan has changes and 0 where it has none', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    const input = world.file('new-hire.yaml', adele)
    const codeOf = async (...words: readonly string[]): Promise<number> =>
      (await world.joinery([...words, '--detailed-exitcode'])).code

    expect(await codeOf('onboard', input, '--dry-run')).toBe(2)
    expect(await codeOf('plan', 'onboard', input)).toBe(2)
    expect(await codeOf('onboard', input, '--yes')).toBe(0)
    expect(await codeOf('onboard', input, '--dry-run')).toBe(0)
  })
})

describe('a plan that cannot be saved', () => {
  test('says why, and nothing is applied', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    const input = world.file('new-hire.yaml', adele)
    const before = world.digest()

    const end = await world.joinery(['onboard', input, '--yes', '--out', 'no/such/folder/plan.json'])

    expect(end.code).toBe(65)
    expect(end.stderr).toContain('plan.json cannot be written: there is no such file or folder. Nothing was changed.')
    expect(world.digest()).toBe(before)
  })
})

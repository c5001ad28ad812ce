import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Attribute, Change } from 'ldapts'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf, runJoinery } from '../support/run-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** What makes a write the same write. */
const facts = ({ id, person, kind, summary, target }: { readonly [key: string]: unknown }): object => ({
  id,
  person,
  kind,
  summary,
  target: (target as { readonly name: string }).name,
})

describe.each(['hybrid', 'cloud', 'ad'] as const)('--dry-run in mode %s', (mode) => {
  test('writes nothing, neither to a directory nor into a folder', async () => {
    const world = await practiceWorld({ mode })
    const input = world.file('new-hire.yaml', adele)
    const before = { digest: world.digest(), files: readdirSync(world.folder, { recursive: true }) }

    const { code, stdout, stderr } = await world.joinery(['onboard', input, '--dry-run'])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/\d+ changes: \d+ to add/)
    expect({ digest: world.digest(), files: readdirSync(world.folder, { recursive: true }) }).toEqual(before)
  })

  test('with --json lists exactly the writes that the apply then makes', async () => {
    const world = await practiceWorld({ mode })
    const input = world.file('new-hire.yaml', adele)

    const plan = documentOf<Plan>(await world.joinery(['onboard', input, '--dry-run', '--json']))
    const run = documentOf<RunReport>(await world.joinery(['onboard', input, '--yes', '--json']))

    expect(run.plan).toBe(plan.id)
    expect(run.changes.map((change) => facts({ ...change }))).toEqual(
      plan.changes.map((change) => facts({ ...change })),
    )
    const writes = new Set(plan.changes.filter(({ action }) => action !== 'wait').map(({ id }) => id))
    expect(run.changes.filter(({ outcome }) => outcome === 'made').map(({ id }) => id)).toEqual([...writes])
    expect(run.changes.filter(({ id }) => !writes.has(id)).map(({ outcome }) => outcome)).toEqual(
      mode === 'hybrid' ? ['found'] : [],
    )
  })
})

test('--dry-run makes no state folder and founds no company where there was none', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'new-hire.yaml'), adele)

  const { code, stdout } = await runJoinery(['onboard', 'new-hire.yaml', '--practice', '--dry-run'], { cwd })

  expect(code).toBe(0)
  expect(stdout).toContain('create account adele.vance')
  expect(readdirSync(cwd)).toEqual(['new-hire.yaml'])
})

test('the same directory and the same input give the same plan, to the byte but for the times', async () => {
  const world = await practiceWorld()
  const input = world.file('new-hire.yaml', adele)
  const dryRun = async (): Promise<Plan> =>
    documentOf<Plan>(await world.joinery(['onboard', input, '--dry-run', '--json']))

  const [one, other] = [await dryRun(), await dryRun()]

  const { createdAt, expiresAt } = other
  expect({ ...one, createdAt, expiresAt }).toEqual(other)
})

describe('an account that may read and nothing else', () => {
  const readOnlyConfig = async (world: World): Promise<{ readonly [name: string]: string }> => {
    const password = 'Rain-over-Oslo-7'
    const ldap = await world.ldap()
    const reader = await world.account('(employeeID=00111)')
    const unicodePwd = new Attribute({
      type: 'unicodePwd',
      values: [Buffer.from(`"${password}"`, 'utf16le')] as unknown as string[],
    })
    await ldap.modify(String(reader?.['dn']), new Change({ operation: 'replace', modification: unicodePwd }))
    world.file(
      'joinery.yaml',
      `organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }
ad:
  servers: ["${world.practice.info.ldap}"]
  user: ${String(reader?.['userPrincipalName'])}
  password: { env: READER_PASSWORD }
  ca: ${world.practice.info.ca}
`,
    )
    return { READER_PASSWORD: password }
  }

  test('is enough for --dry-run; an apply ends with 77, having changed nothing', async () => {
    const world = await practiceWorld({ mode: 'ad' })
    const input = world.file('new-hire.yaml', adele)
    const env = await readOnlyConfig(world)
    const before = world.digest()

    const looked = await world.joinery(['onboard', input, '--dry-run'], { env })
    const tried = await world.joinery(['onboard', input, '--yes'], { env })

    expect(looked).toMatchObject({ code: 0, stderr: '' })
    expect(tried.code).toBe(77)
    expect(tried.stdout).toContain('(ad/denied)')
    expect(world.digest()).toBe(before)
    expect(existsSync(join(world.folder, 'handover'))).toBe(false)
  })
})

describe('--out', () => {
  test('saves the plan that is shown, for its owner alone', async () => {
    const world = await practiceWorld({ mode: 'ad' })
    const input = world.file('new-hire.yaml', adele)

    const { stdout, stderr } = await world.joinery(['onboard', input, '--dry-run', '--json', '--out', 'plan.json'])

    const { hash, ...saved } = JSON.parse(readFileSync(join(world.folder, 'plan.json'), 'utf8')) as Plan & {
      hash: string
    }
    expect(saved).toEqual(JSON.parse(stdout))
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(stderr).toContain('joinery apply plan.json')
  })
})

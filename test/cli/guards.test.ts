import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunEvent } from '../../src/model/run.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { systemClock } from '../support/system-clock.ts'

/** A company whose only playbook takes everybody out of every group, with this policy. */
const world = async (policy = '', steps = '- ad.groups: { only: [] }'): Promise<World> => {
  const made = await practiceWorld({ mode: 'ad', people: 60 })
  mkdirSync(join(made.folder, 'playbooks', 'strip'), { recursive: true })
  mkdirSync(join(made.folder, 'playbooks', 'shared'))
  made.file('playbooks/strip/playbook.yaml', `name: strip\nsteps:\n  ${steps}\n`)
  made.file('playbooks/shared/naming.yaml', readFileSync('playbooks/shared/naming.yaml'))
  made.file('playbooks/shared/roles.yaml', 'everyone: {}\nrole:\n  crm-admin: {}\n')
  if (policy) writeFileSync(join(made.folder, 'policy.yaml'), policy, { mode: 0o600 })
  return made
}

/** Plain employees of the practice company. */
const NUMBERS = Array.from({ length: 20 }, (_, at) => String(130 + at).padStart(5, '0'))

const people = (made: World, numbers: readonly string[], name = 'people.yaml'): string =>
  made.file(name, `people:\n${numbers.map((number) => `  - { employeeId: "${number}", givenName: X }\n`).join('')}`)

const strip = (made: World, numbers: readonly string[], ...more: readonly string[]): Promise<JoineryEnd> =>
  made.joinery(['strip', people(made, numbers), ...more])

const expectUnchanged = async (made: World, work: () => Promise<JoineryEnd>): Promise<JoineryEnd> => {
  const before = made.digest()
  const end = await work()
  expect(end.code, end.stderr).toBe(3)
  expect(made.digest()).toBe(before)
  return end
}

const eventsOf = async (made: World, run: string): Promise<readonly RunEvent[]> => {
  const journal = openJournal(join(made.folder, '.joinery'))
  try {
    return await journal.events(run)
  } finally {
    await journal.close()
  }
}

describe('the limit', () => {
  test('lets five people lose everything in a company of sixty, and not six: exit 3, nothing written', async () => {
    const made = await world()

    const end = await expectUnchanged(made, () => strip(made, NUMBERS.slice(0, 6), '--yes'))

    expect(end.stderr).toContain('6 people would lose sign-in, data, a licence or all groups; 5 may')
    expect(end.stderr).toContain('joinery approve plan.json')
    expect((await strip(made, NUMBERS.slice(0, 5), '--yes')).code).toBe(0)
  })

  test('counts the runs of the last 24 hours together', async () => {
    const made = await world()
    expect((await strip(made, NUMBERS.slice(0, 3), '--yes')).code).toBe(0)
    expect((await strip(made, NUMBERS.slice(3, 5), '--yes')).code).toBe(0)

    const end = await expectUnchanged(made, () => strip(made, NUMBERS.slice(5, 6), '--yes'))

    expect(end.stderr).toContain(
      '1 person would lose sign-in, data, a licence or all groups, with the runs of the last 24 h 6 people',
    )
    const tomorrow = { now: () => Date.now() + 25 * 3_600_000, sleep: systemClock.sleep }
    expect((await made.joinery(['strip', people(made, NUMBERS.slice(5, 6)), '--yes'], { clock: tomorrow })).code).toBe(
      0,
    )
  })

  test('is asked once more when a saved plan is applied: what other runs took meanwhile counts', async () => {
    const made = await world()
    await made.joinery(['plan', 'strip', people(made, NUMBERS.slice(0, 3)), '--out', 'plan.json'])
    expect((await strip(made, NUMBERS.slice(3, 6), '--yes')).code).toBe(0)

    const end = await expectUnchanged(made, () => made.joinery(['apply', 'plan.json']))

    expect(end.stderr).toContain('plan/needs-approval')
  })

  test('has no room for two runs that begin at the same moment: one of them is refused', async () => {
    const made = await world()
    const [some, others] = [people(made, NUMBERS.slice(0, 3), 'a.yaml'), people(made, NUMBERS.slice(3, 6), 'b.yaml')]

    const ends = await Promise.all([some, others].map((input) => made.joinery(['strip', input, '--yes'])))

    expect(ends.map(({ code }) => code).sort()).toEqual([0, 3])
  })

  test('is what policy.yaml says', async () => {
    const made = await world('limits: { people: 1, percent: 0 }\n')

    await expectUnchanged(made, () => strip(made, NUMBERS.slice(0, 2), '--yes'))
    expect((await strip(made, NUMBERS.slice(0, 1), '--yes')).code).toBe(0)
  })

  test('shows in a dry run, with exit 3, and in its JSON', async () => {
    const made = await world()

    const end = await expectUnchanged(made, () => strip(made, NUMBERS.slice(0, 6), '--dry-run', '--json'))

    const plan = documentOf<Plan>(end)
    expect(plan.guards.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['limit', 'refused'],
      ['protected', 'ok'],
      ['privilege', 'ok'],
      ['approval', 'ok'],
    ])
    expect(plan.people.map(({ loses }) => loses)).toEqual(Array(6).fill(['groups']))
  })
})

describe('a plan that has to be approved', () => {
  const save = async (made: World, count: number): Promise<void> => {
    await made.joinery(['plan', 'strip', people(made, NUMBERS.slice(0, count)), '--out', 'plan.json'])
  }
  const approve = (made: World, actor: string): Promise<JoineryEnd> => made.joinery(['approve', 'plan.json'], { actor })

  test('by anybody is applied once the requester has approved it deliberately', async () => {
    const made = await world('limits: { people: 1, percent: 1 }\n')
    await save(made, 2)
    await expectUnchanged(made, () => made.joinery(['apply', 'plan.json']))

    const approved = await approve(made, 'adele@workstation')
    const end = await made.joinery(['apply', 'plan.json', '--json'])

    expect(approved.code).toBe(0)
    expect(approved.stdout).toMatch(
      /approved by adele@workstation at .*\nNothing stops the plan any more. To apply it: joinery apply plan.json/,
    )
    expect(end.code).toBe(0)
    const { id } = documentOf<{ id: string }>(end)
    expect((await eventsOf(made, id)).filter(({ type }) => type === 'approved')).toMatchObject([
      { actor: 'adele@workstation', given: expect.any(String) },
    ])
  })

  test('by a second person is not applied for the approval of the requester, at whatever machine', async () => {
    const made = await world()
    await save(made, 7)
    await approve(made, 'adele@workstation')
    await approve(made, 'Adele@jumphost')

    const end = await expectUnchanged(made, () => made.joinery(['apply', 'plan.json']))

    expect(end.stderr).toContain('Have a second person approve it (joinery approve plan.json)')
    const approved = await approve(made, 'megan@workstation')
    expect(approved.stdout).toContain('approved by megan@workstation')
    expect((await made.joinery(['apply', 'plan.json'])).code).toBe(0)
  })

  test('tells under --json who has approved and what is missing', async () => {
    const made = await world('approvals: [{ for: [strip], count: 2, not: requester }]\n')
    await save(made, 1)

    const end = await made.joinery(['approve', 'plan.json', '--json'], { actor: 'megan@workstation' })

    expect(documentOf(end)).toMatchObject({
      format: 'joinery.approval/1',
      approvals: [{ actor: 'megan@workstation' }],
      open: [{ guard: 'approval', approvers: { count: 2, requesterCounts: false } }],
    })
  })

  test('is refused when a bit of its approvals was flipped, or one was written by hand', async () => {
    const made = await world()
    await save(made, 7)
    await approve(made, 'megan@workstation')
    const path = join(made.folder, 'plan.json')
    const bytes = readFileSync(path)
    const from = bytes.indexOf('"approvals"')
    const random = seededRandom('approvals')

    for (let flip = 0; flip < 40; flip += 1) {
      const altered = Buffer.from(bytes)
      const at = from + random.integer(bytes.length - from)
      altered[at] = (altered[at] ?? 0) ^ (1 << random.integer(8))
      writeFileSync(path, altered)
      expect((await expectUnchanged(made, () => made.joinery(['apply', 'plan.json']))).stderr, String(at)).toContain(
        'plan/tampered',
      )
    }
    writeFileSync(path, bytes.toString().replaceAll('megan@workstation', 'alexa@workstation'))
    await expectUnchanged(made, () => made.joinery(['apply', 'plan.json']))
    writeFileSync(path, bytes)
    expect((await made.joinery(['apply', 'plan.json'])).code).toBe(0)
  })

  test('because of a role of policy.yaml names it', async () => {
    const made = await world(
      'approvals: [{ for: [crm-admin], not: requester }]\n',
      '- ad.groups: { add: ["CRM Admins"] }',
    )
    const input = made.file('one.yaml', 'employeeId: "00130"\ngivenName: X\nroles: [crm-admin]\n')

    const end = await expectUnchanged(made, () => made.joinery(['strip', input, '--yes', '--out', 'plan.json']))

    expect(end.stderr).toContain('crm-admin has to be approved by a second person')
    expect(end.stderr).toContain('Have a second person approve it (joinery approve plan.json)')
  })
})

describe('somebody protected', () => {
  /** Allan Deyoung, a Domain Admin. */
  const ADMIN = '00110'

  test('is not changed, and the plan says why: exit 3, nothing written for anybody', async () => {
    const made = await world()

    const end = await expectUnchanged(made, () => strip(made, [ADMIN, '00130'], '--yes'))

    expect(end.stderr).toMatch(
      /Allan Deyoung is in Domain Admins and is marked as privileged by Active Directory \(adminCount\)/,
    )
    expect(end.stderr).toContain(
      'privilege: [{ playbook: strip, accounts: [allan.deyoung@contoso.com], groups: [Domain Admins] }]',
    )
  })

  test('is changed where the policy names the account and the group, and a second person approves', async () => {
    const made = await world(
      `privilege: [{ playbook: strip, accounts: ["${ADMIN}"], groups: [Domain Admins] }]\n`,
      '- ad.groups: { remove: ["IT"] }',
    )
    await made.joinery(['plan', 'strip', people(made, [ADMIN]), '--out', 'plan.json'])
    await expectUnchanged(made, () => made.joinery(['apply', 'plan.json']))

    await made.joinery(['approve', 'plan.json'], { actor: 'megan@workstation' })

    // AdminSDHolder keeps the practice tenant's service account from the person, but not from the group.
    expect((await made.joinery(['apply', 'plan.json'])).code).toBe(0)
  })
})

describe('an administrator of Entra', () => {
  const cloud = async (): Promise<World> => {
    const made = await world('', '- entra.attributes: { usageLocation: PT }')
    made.file(
      'joinery.yaml',
      'organisation: { name: Contoso, mode: cloud, mailDomain: contoso.com }\nentra: practice\n',
    )
    return made
  }

  test('is not changed where the group may hold admin roles', async () => {
    const made = await cloud()

    const end = await expectUnchanged(made, () => strip(made, ['00105'], '--yes'))

    expect(end.stderr).toContain('is in Helpdesk Admins, which may hold admin roles')
  })

  test('is not changed where the account holds a role', async () => {
    const made = await cloud()
    const { entra } = made.practice.company
    const [admin] = entra.find('userPrincipalName', 'admin@contoso.onmicrosoft.com')
    if (admin?.type !== 'user') throw new Error('the practice tenant has no administrator')
    entra.put({ ...admin, properties: { ...admin.properties, employeeId: '00999' } })

    const end = await expectUnchanged(made, () => strip(made, ['00999'], '--yes'))

    expect(end.stderr).toContain('Tenant Administrator holds the admin role Global Administrator')
  })

  test('stops nobody else', async () => {
    const made = await cloud()

    // Debra Berger, who has no account in Active Directory.
    expect((await strip(made, ['00120'], '--yes')).code).toBe(0)
  })
})

describe('a privileged group', () => {
  const grant = '- ad.groups: { add: ["Domain Admins"] }'
  const rule = 'privilege: [{ playbook: strip, groups: [Domain Admins] }]\n'

  test('stands in no playbook where the policy does not name it', async () => {
    const made = await world('', grant)

    const end = await made.joinery(['strip', people(made, ['00130']), '--dry-run'])

    expect(end.code).toBe(3)
    expect(end.stderr).toContain('playbook/privileged')
  })

  test('is refused when its name comes from the input', async () => {
    const made = await world('', '- ad.groups: { add: ["${{ person.title }}"] }')
    const input = made.file('one.yaml', 'employeeId: "00130"\ngivenName: X\ntitle: Domain Admins\n')

    const end = await expectUnchanged(made, () => made.joinery(['strip', input, '--yes']))

    expect(end.stderr).toContain('plan/privileged-group')
  })

  test('that the policy lets the playbook give is listed, and given only with a second person', async () => {
    const made = await world(rule, grant)

    const shown = await expectUnchanged(made, () =>
      made.joinery(['strip', people(made, ['00130']), '--dry-run', '--out', 'plan.json']),
    )

    expect(shown.stdout).toMatch(/new privileges: Domain Admins for /)
    await made.joinery(['approve', 'plan.json'])
    await expectUnchanged(made, () => made.joinery(['apply', 'plan.json']))
    const approved = await made.joinery(['approve', 'plan.json'], { actor: 'megan@workstation' })
    expect(approved.stdout).toContain('Nothing stops the plan any more')
  })
})

describe('policy.yaml', () => {
  test.each([
    ['among the playbooks', 'playbooks/policy.yaml', 0o600, 'it lies in the folder of the playbooks'],
    ['writable by others', 'rules.yaml', 0o666, 'others than its owner may write it (mode 666)'],
  ])('is not trusted %s: exit 3, nothing planned', async (_where, name, mode, why) => {
    const made = await world()
    const path = join(made.folder, name)
    writeFileSync(path, 'limits: { people: 100 }\n', { mode })
    const { chmodSync } = await import('node:fs')
    chmodSync(path, mode)
    made.file('joinery.yaml', `${readFileSync(join(made.folder, 'joinery.yaml'), 'utf8')}policy: ${name}\n`)

    const end = await expectUnchanged(made, () => strip(made, NUMBERS.slice(0, 1), '--yes'))

    expect(end.stderr).toContain(why)
  })

  test('that is named and not there is 65; one with a mistake too, with its place', async () => {
    const made = await world('limits: { peple: 1 }\n')

    const wrong = await strip(made, NUMBERS.slice(0, 1), '--dry-run')

    expect(wrong.code).toBe(65)
    expect(wrong.stderr).toMatch(/policy\.yaml:1:11 [\s\S]*Did you mean "people"/)
    made.file('joinery.yaml', `${readFileSync(join(made.folder, 'joinery.yaml'), 'utf8')}policy: nowhere.yaml\n`)
    expect((await strip(made, NUMBERS.slice(0, 1), '--dry-run')).code).toBe(65)
  })
})

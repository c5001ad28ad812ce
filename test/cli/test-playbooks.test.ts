import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { CaseResult } from '../../src/model/playbook-case.ts'
import { documentOf, type JoineryEnd, runJoinery } from '../support/run-joinery.ts'
import { root } from '../support/source-files.ts'

const ADELE = '{ employeeId: "07001", givenName: Quentin, surname: Okonjo, department: Sales, country: DE }'
const PLAYBOOK = 'name: title\nsteps:\n  - ad.attributes: { title: Director }\n'

/** An organisation with one playbook that sets a title, and these cases of it. */
const organisation = (
  cases: string,
  playbook = PLAYBOOK,
): { readonly folder: string; run(...argv: readonly string[]): Promise<JoineryEnd> } => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'playbooks', 'title'), { recursive: true })
  const file = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  file('playbooks/title/playbook.yaml', playbook)
  file('playbooks/title/cases.yaml', cases)
  const config = [
    'organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }',
    'ad: practice',
    `naming: ${join(root, 'playbooks/shared/naming.yaml')}`,
    `roles: ${join(root, 'playbooks/shared/roles.yaml')}`,
  ]
  file('joinery.yaml', config.join('\n'))
  return { folder, run: (...argv) => runJoinery(['test', ...argv], { cwd: folder }) }
}

const results = (end: JoineryEnd): readonly CaseResult[] => documentOf<{ cases: readonly CaseResult[] }>(end).cases

const someone = (wanted: string): string =>
  `cases:\n  - name: somebody becomes a director\n    modes: [ad]\n    input: "00101"\n${wanted}`

const hired = `    given: { runs: [ { onboard: ${ADELE} } ] }\n`
const director = (rest: string): string =>
  `cases:\n  - name: somebody becomes a director\n    modes: [ad]\n${hired}    input: ${ADELE}\n${rest}`

test('a case that holds passes, with exit 0', async () => {
  const { run } = organisation(
    director('    end: { "07001": { ad: { attributes: { title: Director } } } }\n    undo: true\n'),
  )

  const end = await run('--json')

  expect(end.code, end.stderr).toBe(0)
  expect(results(end)).toMatchObject([{ playbook: 'title', mode: 'ad', differences: [] }])
})

test.each([
  ['the end', '    end: { "07001": { ad: { attributes: { title: Clerk } } } }\n', '07001 in Active Directory, title'],
  ['an account that should not be', '    end: { "07001": { ad: null } }\n', '07001 in Active Directory'],
  ['groups', '    end: { "07001": { ad: { groups: [Sales] } } }\n', '07001 in Active Directory, groups'],
  ['the plan', '    plan: { changes: [] }\n', 'plan, changes'],
  ['a refusal that does not come', '    plan: { refused: plan/unknown-group }\n', 'plan, refused'],
  ['the outcome', '    outcome: parked\n', 'run, status'],
  ['counts', '    outcome: { status: done, counts: { made: 7 } }\n', 'run, made'],
])('a case that is wrong about %s fails with exit 7 and says what differs', async (_what, rest, where) => {
  const { run } = organisation(director(rest))

  const end = await run('--json')

  expect(end.code).toBe(7)
  const [result] = results(end)
  expect(result?.differences.join('\n')).toContain(where)
  expect(result?.differences.join('\n')).toMatch(/^ {2}[-+] /m)
})

test('a playbook that is not idempotent fails at its second run', async () => {
  const toAndFro = `${PLAYBOOK}  - ad.attributes: { title: Clerk }\n`
  const { run } = organisation(director(''), toAndFro)

  const end = await run('--json')

  expect(end.code).toBe(7)
  expect(results(end)[0]?.differences.join('\n')).toContain('second run')
})

test('faults under given: happen, and the case tells how the run ended under them', async () => {
  const { run } = organisation(
    director('').replace(
      `${hired}`,
      `    given: { runs: [ { onboard: ${ADELE} } ], faults: { seed: a, ldap: { ignored: 1 } } }\n`,
    ),
  )

  const end = await run('--json')

  expect(end.code).toBe(7)
  expect(results(end)[0]?.differences.join('\n')).toContain('run, status')
})

test('faults that never happen show nothing, so the case fails', async () => {
  const faults = 'faults: { seed: a, ldap: { busy: 0.0001 } }'
  const given = `    given: { runs: [ { onboard: ${ADELE} } ], ${faults} }\n`
  const { run } = organisation(director('').replace(hired, given))

  const end = await run('--json')

  expect(end.code).toBe(7)
  expect(results(end)[0]?.differences.join('\n')).toContain('none of them happened')
})

test('a run that waits for a day is taken up again then', async () => {
  const waits = `${PLAYBOOK}  - wait.until: { time: 2027-03-01T09:00:00Z }\n  - ad.attributes: { company: Fabrikam }\n`
  const at = (later: string, more: string): string => director(`${later}    again: false\n${more}`)
  const before = organisation(
    at('', '    outcome: parked\n    end: { "07001": { ad: { attributes: { company: null } } } }\n'),
    waits,
  )
  const after = organisation(
    at('    later: "2027-03-01T10:00:00Z"\n', '    end: { "07001": { ad: { attributes: { company: Fabrikam } } } }\n'),
    waits,
  )

  const ends = [await before.run('--json'), await after.run('--json')]

  expect(ends.flatMap((end) => results(end).flatMap(({ differences }) => differences))).toEqual([])
})

test('somebody can be locked before, and a second person can have approved', async () => {
  const policy = '{ approvals: [ { for: [title], count: 1, not: requester } ] }'
  const given = `    given: { locked: ["00111"], policy: ${policy} }\n    input: { employeeId: "00111" }\n`
  const end = '    end: { "00111": { ad: { attributes: { lockoutTime: "0" } } } }\n'
  const one = (name: string, rest: string): string => `  - name: ${name}\n    modes: [ad]\n${given}${rest}`
  const { run } = organisation(
    `cases:\n${one('alone', '    plan: { refused: plan/needs-approval }\n')}${one('together', `    approved: megan@desk\n${end}`)}`,
    'name: title\npeople: existing\nsteps:\n  - ad.unlock: {}\n',
  )

  const ran = await run('--json')

  expect(results(ran).flatMap(({ differences }) => differences)).toEqual([])
})

test('lists of the playbook come from set:', async () => {
  const playbook = [
    'name: title',
    'people: existing',
    'inputs: { groups: { type: list } }',
    'steps:',
    '  - ad.groups: { add: "${{ inputs.groups }}" }',
  ].join('\n')
  const { run } = organisation(
    someone('    set: { groups: [HR, Legal] }\n    end: { "00101": { ad: { groups: { has: [HR, Legal] } } } }\n'),
    playbook,
  )

  expect(results(await run('--json')).flatMap(({ differences }) => differences)).toEqual([])
})

test('everything that a case may say of Entra and of a mailbox is compared', async () => {
  const entra = 'manager: Adele Vance, roles: [Global Reader], owns: [CRM], methods: [], apps: [], devices: []'
  const mailbox = 'forward: adele.vance@contoso.com, hidden: true, open: [], opens: [], lists: [], rules: []'
  const { run } = organisation(
    [
      'cases:',
      '  - name: somebody stays as they are',
      '    modes: [cloud]',
      '    input: "00121"',
      `    end: { "00121": { entra: { ${entra} }, mailbox: { ${mailbox} } }, "00111": { mailbox: { open: [] } } }`,
    ].join('\n'),
    'name: title\npeople: existing\nsteps:\n  - entra.enable: {}\n',
  )

  const [result] = results(await run('--json'))

  expect(result?.differences.map((difference) => difference.split(':\n')[0])).toEqual([
    ...['manager', 'roles', 'owns', 'methods', 'apps', 'devices'].map((name) => `00121 in Entra, ${name}`),
    ...['rules', 'forward', 'hidden', 'opens', 'lists'].map((name) => `mailbox of 00121, ${name}`),
    'mailbox of 00111, open',
  ])
})

test('in cloud mode the sample for it is taken where there is one', async () => {
  const { folder, run } = organisation(
    'cases:\n  - { name: the sample, modes: [ad, cloud], plan: { changes: { has: [] } } }\n',
    'name: title\npeople: existing\nsample: adele.yaml\nsteps:\n  - entra.enable: {}\n',
  )
  writeFileSync(join(folder, 'playbooks/title/adele.yaml'), 'employeeId: "00111"\n')
  writeFileSync(join(folder, 'playbooks/title/adele.cloud.yaml'), 'employeeId: "00999"\n')

  const ran = results(await run('--json'))

  expect(ran.map(({ mode, differences }) => [mode, differences.join().includes('plan/unknown-employee')])).toEqual(
    expect.arrayContaining([
      ['ad', false],
      ['cloud', true],
    ]),
  )
})

test('results are written as JUnit XML, with what differs', async () => {
  const { folder, run } = organisation(director('    end: { "07001": { ad: { attributes: { title: "<&>" } } } }\n'))

  await run('--junit', 'report.xml')

  const xml = readFileSync(join(folder, 'report.xml'), 'utf8')
  expect(xml).toContain('<testsuites tests="1" failures="1"')
  expect(xml).toContain('&lt;&amp;&gt;')
})

test.each([
  ['an unknown key', 'cases:\n  - { name: a, plann: { changes: [] } }\n', /cases\.yaml:2:\d+.*[\s\S]*plan/],
  ['two cases of one name', 'cases:\n  - { name: a }\n  - { name: a }\n', /test\/doubled-name[\s\S]*/],
  ['no case', 'cases: []\n', /cases\.yaml/],
])('a file with %s is refused with its place, and nothing is run', async (_what, text, message) => {
  const { run } = organisation(text)

  const end = await run()

  expect(end.code).toBe(65)
  expect(end.stderr).toMatch(message)
})

test('--only runs the cases with a word in their name', async () => {
  const { run } = organisation(
    `${someone('')}  - name: nothing else\n    modes: [ad]\n    plan: { refused: cli/no-input }\n`,
  )

  const end = await run('--only', 'nothing', '--json')

  expect(results(end).map(({ name }) => name)).toEqual(['nothing else'])
})

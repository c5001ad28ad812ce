import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { expect, test } from 'vitest'
import { foldRun } from '../../src/model/fold-run.ts'
import type { RunReport, RunSummary } from '../../src/model/run.ts'
import { startPractice } from '../../src/practice/practice-servers.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { documentOf, runJoinery } from '../support/run-joinery.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { root } from '../support/source-files.ts'
import { startJoinery } from '../support/spawn-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { tenantDigest } from '../support/tenant-digest.ts'

const RUNS = 16
const SIDE_BY_SIDE = 3
const KILLED = 137

/** Stands before each change that was made; there are 8, and the process is killed soon after the first, second or third. */
const DONE = '✓'
const MOST_MADE = 3
const LONGEST_PAUSE_MS = 8

const roles = `
everyone: { groups: [All Staff], licences: [FLOW_FREE] }
department:
  Sales: { ou: "OU=Sales,OU=Staff", groups: [Sales, CRM Users, VPN Users], cloudGroups: [] }
`

const hires: readonly string[] = Array.from({ length: RUNS }, (_, at) => `hire-${at}.json`)

const surnames = ['Adler', 'Brand', 'Czerny', 'Dahl', 'Ekberg', 'Falk', 'Graf', 'Holm', 'Ivens', 'Jahn', 'Krog', 'Lund']

const personAt = (at: number) => ({
  employeeId: `08${String(at).padStart(3, '0')}`,
  givenName: at < surnames.length ? 'Kim' : 'Toni',
  surname: surnames[at % surnames.length],
  title: 'Account Executive',
  department: 'Sales',
  country: 'GB',
  manager: '00101',
})

const folderWithHires = (): string => {
  const cwd = temporaryFolder()
  const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text)
  // A write to Entra whose answer is missing is looked for during a minute, and that is a minute of this test.
  const config = [
    'organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }',
    'ad: practice',
    'roles: roles.yaml',
    `playbooks: ${join(root, 'playbooks')}`,
  ]
  write('joinery.yaml', config.join('\n'))
  write('roles.yaml', roles)
  for (const [at, file] of hires.entries()) write(file, JSON.stringify(personAt(at)))
  return cwd
}

/** Runs `joinery practice start` on the folder for as long as `work` takes. */
const served = async (cwd: string, work: () => Promise<void>): Promise<void> => {
  const argv = ['practice', 'start', '--people', '12', '--json']
  const server = startJoinery(argv, { cwd, within: 120_000 })
  await server.seen('}\n')
  await work()
  server.child.kill('SIGINT')
  expect((await server.end).code).toBe(0)
}

/** What the company of the folder has become, once Entra Connect has run. */
const digestOf = async (cwd: string): Promise<string> => {
  const practice = await startPractice({ folder: join(cwd, '.joinery', 'practice'), shared: false })
  practice.syncNow()
  const digest = tenantDigest(practice.company)
  await practice.stop()
  return digest
}

const times = (text: string, mark: string): number => text.split(mark).length - 1

/** The run of a person; a user finds it with `joinery runs`. */
const runOf = async (cwd: string, file: string): Promise<RunSummary> => {
  const { employeeId } = JSON.parse(readFileSync(join(cwd, file), 'utf8')) as { employeeId: string }
  const journal = openJournal(join(cwd, '.joinery'))
  try {
    for (const run of await journal.runs()) {
      const { plan } = foldRun(run.id, await journal.events(run.id))
      if (plan.people[0]?.key === employeeId) return run
    }
    throw new Error(`There is no run of ${file}.`)
  } finally {
    await journal.close()
  }
}

interface Killed {
  /** Whether the run was under way. */
  readonly amid: boolean
  readonly resumed: RunReport
}

/** Kills a run with SIGKILL some moment after some change was made, and resumes it. */
const killedAndResumed = async (cwd: string, file: string): Promise<Killed> => {
  const random = seededRandom(file)
  const after = 1 + random.integer(MOST_MADE)
  const pauseMs = random.integer(LONGEST_PAUSE_MS)
  const joinery = startJoinery(['onboard', file, '--yes'], { cwd, within: 60_000 })
  while (times(joinery.printed(), DONE) < after && joinery.child.exitCode === null) await sleep(1)
  await sleep(pauseMs)
  joinery.child.kill('SIGKILL')
  const { code, stdout } = await joinery.end
  expect(code, stdout).toBe(KILLED)
  const { id, status } = await runOf(cwd, file)
  const resumed = await startJoinery(['resume', id, '--json'], { cwd, within: 60_000 }).end
  expect(resumed.code, resumed.stderr).toBe(0)
  return { amid: status === 'running', resumed: documentOf<RunReport>(resumed) }
}

test(`${RUNS} onboardings whose process is killed with SIGKILL are resumed to the company of undisturbed ones`, async () => {
  const [disturbed, undisturbed] = [folderWithHires(), folderWithHires()]
  const limit = pLimit(SIDE_BY_SIDE)

  await served(undisturbed, async () => {
    const end = await runJoinery(['onboard', ...hires, '--yes'], { cwd: undisturbed })
    expect(end.code, end.stderr).toBe(0)
  })
  await served(disturbed, async () => {
    const ends = await Promise.allSettled(hires.map((file) => limit(() => killedAndResumed(disturbed, file))))
    const trouble = ends.flatMap((end) =>
      end.status === 'rejected' ? [String(end.reason)] : end.value.resumed.faults.map(({ message }) => message),
    )
    expect(trouble).toEqual([])
    // On a quick machine one or the other is killed between its last change and its end.
    const amid = ends.filter((end) => end.status === 'fulfilled' && end.value.amid)
    expect(amid.length).toBeGreaterThanOrEqual(RUNS - 4)
  })

  expect(await digestOf(disturbed)).toBe(await digestOf(undisturbed))
}, 180_000)

import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openJoinery, type PracticeTenant, startPracticeTenant } from '../../src/index.ts'
import { root } from '../support/source-files.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folderOfJobs = join(root, 'scripts', 'jobs')
const jobs = readdirSync(folderOfJobs).filter((name) => name.endsWith('.ts'))
const LONGEST_LINES = 60
const DAY_MS = 86_400_000
const PRIVATE = 0o600

interface End {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a job as cron does: a process of its own in the folder of the configuration. */
const runJob = (name: string, cwd: string, ...argv: readonly string[]): Promise<End> =>
  new Promise((resolve) => {
    const { NODE_OPTIONS: _, ...env } = process.env
    const child = spawn(process.execPath, [join(folderOfJobs, `${name}.ts`), ...argv], { cwd, env })
    onTestFinished(() => void child.kill('SIGKILL'))
    const printed = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (chunk: string) => {
        printed[stream] += chunk
      })
    child.once('close', (code) => resolve({ code, ...printed }))
  })

/** Cells of a CSV text without line breaks in its cells, heading left out. */
const rowsOf = (csv: string): readonly (readonly string[])[] =>
  csv
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(1, -1).split('","'))

/** Each starts processes of its own, which take their time on a machine that is busy. */
const PATIENCE_MS = 240_000

let folder: string
let tenant: PracticeTenant
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'joinery-jobs-'))
  tenant = await startPracticeTenant({ folder: join(folder, '.joinery', 'practice'), people: 60, syncDelayMs: 0 })
  return async () => {
    await tenant.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}, PATIENCE_MS)

describe('the scripts that run by themselves', { timeout: PATIENCE_MS }, () => {
  test('are short, use the library alone, and say how to run them by hand, by cron and by Task Scheduler', () => {
    expect(jobs).toHaveLength(5)
    const readme = readFileSync(join(folderOfJobs, 'README.md'), 'utf8')
    for (const job of jobs) {
      const text = readFileSync(join(folderOfJobs, job), 'utf8')
      const imports = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1])
      expect(imports, job).toEqual(['../../src/index.ts'])
      expect(text.trimEnd().split('\n').length, job).toBeLessThanOrEqual(LONGEST_LINES)
      for (const [line, host] of [
        [/^ \* {3}cron: +([*\d,/-]+(?: [*\d,/-]+){4}) cd .*node \S+/m, 'cron'],
        [/^ \* {3}Task Scheduler: +schtasks \/Create \/TN "[^"]+" (\/SC .*) \/TR "node [^"]+"$/m, 'Task Scheduler'],
      ] as const) {
        const rhythm = line.exec(text)?.[1]
        expect(rhythm, `${job}: ${host}`).toBeDefined()
        expect(readme, `${job}: ${host}`).toContain(`\`${rhythm}\``)
      }
      expect(text).toContain(`node scripts/jobs/${job} --practice`)
    }
  })

  test('say with --help what they take, and refuse what they do not know with 64', async () => {
    const help = await runJob('stale-account-report', folder, '--help')
    const wrong = await runJob('licence-report', folder, '--leest', '4')
    const noNumber = await runJob('expiring-contractors', folder, '--practice', '--days', 'soon')

    expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('--days 90') })
    expect(wrong).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining("'--leest'") })
    expect(noNumber).toMatchObject({ code: 64, stderr: expect.stringContaining('"soon"') })
  })

  test('end with 65 and the way on where there is no configuration', async () => {
    const end = await runJob('licence-report', temporaryFolder())

    expect(end).toMatchObject({ code: 65, stdout: '', stderr: expect.stringContaining('config/not-found') })
  })

  test('stale-account-report names whom nobody has seen for 90 days, and nobody else', async () => {
    const csv = await runJob('stale-account-report', folder, '--practice', '--out', 'stale.csv')

    expect(csv).toMatchObject({ code: 0, stdout: '' })
    const rows = rowsOf(readFileSync(join(folder, 'stale.csv'), 'utf8'))
    expect(rows.map(([, name]) => name)).toEqual(['Allan Deyoung', 'Søren Østergård', 'Debra Berger'])
    expect(statSync(join(folder, 'stale.csv')).mode & 0o777).toBe(PRIVATE)
  })

  test('licence-report counts as the tenant does, and ends with 7 where seats run out', async () => {
    await using joinery = await openJoinery({ practice: true, folder })
    const held = (await joinery.licences()).find(({ skuPartNumber }) => skuPartNumber === 'SPE_E3')

    const scarce = await runJob('licence-report', folder, '--practice', '--least', String((held?.free ?? 0) + 1))

    const [, seats, used, free] = rowsOf(scarce.stdout).find(([name]) => name === 'SPE_E3') ?? []
    expect([seats, used, free].map(Number)).toEqual([held?.enabled, held?.consumed, held?.free])
    expect(scarce).toMatchObject({ code: 7, stderr: expect.stringContaining('SPE_E3') })
  })

  test('expiring-contractors finds whose account ends soon, with the manager', async () => {
    await using joinery = await openJoinery({ practice: true, folder })
    const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
    const contractor = (employeeId: string, surname: string, days: number) => ({
      employeeId,
      givenName: 'Emily',
      surname,
      department: 'Sales',
      employeeType: 'contractor',
      country: 'GB',
      manager: '00101',
      startDate: inDays(-30),
      lastDay: inDays(days),
    })
    const people = [contractor('C100', 'Wilber', 5), contractor('C101', 'Wilber-Vance', 60)]
    const run = await joinery.apply(await joinery.plan('contractor', { people }))

    const end = await runJob('expiring-contractors', folder, '--practice', '--json')

    expect(run.faults).toEqual([])
    expect(end.code).toBe(0)
    expect(JSON.parse(end.stdout)).toMatchObject([
      { employeeId: 'C100', name: 'Emily Wilber', manager: 'Miriam Graham', expires: expect.stringMatching(/^2/) },
    ])
  })

  test('access-review-export lists every member once, and no cell of it is a formula', async () => {
    const entry = await evilMember()

    const csv = await runJob('access-review-export', folder, '--practice', '--groups', 'CRM Users|Sales Team')
    const json = await runJob('access-review-export', folder, '--practice', '--json')

    expect(csv.code).toBe(0)
    const rows = rowsOf(csv.stdout)
    expect(rows.map(([, group]) => group)).toContain('Sales Team')
    expect(rows.find(([, , , member]) => member?.includes('cmd'))?.[3]).toBe(`'${entry}`)
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    const members = rows.filter(([system]) => system === 'Active Directory').map(([, , , member]) => member)
    expect(new Set(members).size).toBe(members.length)
    const all: readonly { readonly group: string; readonly member: string }[] = JSON.parse(json.stdout)
    expect(all.filter(({ group }) => group === 'CRM Users')).toHaveLength(members.length)
    expect(new Set(all.map(({ group }) => group)).size).toBeGreaterThan(8)
  })

  test('nightly-feed-sync takes a first feed as it stands, schedules a joiner of the next, opens the account, and refuses a file cut short', async () => {
    writeFileSync(join(folder, 'joinery.yaml'), jobYaml)
    const heading =
      'employeeId,givenName,surname,title,department,company,office,country,manager,startDate,lastDay,timeZone'
    const staff = Array.from({ length: 12 }, (_, index) => {
      const key = `00${130 + index}`
      return `${key},Staff,Member${'abcdefghijkl'[index]},Buyer,Sales,Contoso,London,GB,00101,2020-01-15,,Europe/London`
    })
    const soon = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10)
    const adele = `01024,Adele,Vance,Account Executive,Sales,Contoso,London,GB,00101,${soon},,Europe/London`
    const feed = (lines: readonly string[]): string => `${[heading, ...lines].join('\n')}\n`

    writeFileSync(join(folder, 'hr.csv'), feed(staff))
    const first = await runJob('nightly-feed-sync', folder)
    writeFileSync(join(folder, 'hr.csv'), feed([...staff, adele]))
    const second = await runJob('nightly-feed-sync', folder, '--work')
    writeFileSync(join(folder, 'hr.csv'), feed(staff.slice(0, 4)))
    const third = await runJob('nightly-feed-sync', folder, '--work')

    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('hr: ok') })
    expect(second.stdout).toContain('joiner 01024')
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('done: onboard for Adele Vance') })
    expect(third).toMatchObject({ code: 3, stdout: expect.stringContaining('hr: refused') })
    await using joinery = await openJoinery({ folder })
    expect(await joinery.showPerson('01024')).toMatchObject({ ad: { enabled: true, sAMAccountName: 'adele.vance' } })
  })
})

const jobYaml = `organisation: { name: Contoso, mode: hybrid, mailDomain: contoso.com }
ad: practice
entra: practice
feeds:
  hr:
    file: ./hr.csv
    playbooks: { joiner: onboard, mover: move, leaver: offboard, rehire: rehire, correction: onboard }
    before: { joiner: 7d }
`

/** Puts somebody into CRM Users whose display name is a formula; answers the name. */
const evilMember = async (): Promise<string> => {
  const displayName = '=cmd|calc!A1'
  await using joinery = await openJoinery({ practice: true, folder })
  const person = {
    employeeId: '70001',
    givenName: 'Mallory',
    surname: 'Green',
    displayName,
    department: 'Sales',
    country: 'GB',
    manager: '00101',
  }
  const run = await joinery.apply(await joinery.plan('onboard', { people: [person] }))
  if (run.status !== 'done') throw new Error(`not prepared: ${JSON.stringify(run.faults)}`)
  return displayName
}

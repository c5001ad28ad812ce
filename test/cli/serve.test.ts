import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { type Spawned, startJoinery } from '../support/spawn-joinery.ts'

const HR_TOKEN = 'hr-token-for-tests-0123456789abcdef'
const AGENCY_SECRET = 'agency-secret-for-tests-00112233445'
/** Processes share the machine with others. */
const WITHIN_MS = 110_000

const config = (more = ''): string => `organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }
ad: practice
feeds:
  hr: {}
  agency: {}
  staff: { file: ./staff.csv }
serve:
  port: 0
  every: 1s
  sources:
    hr: { token: { env: HR_TOKEN } }
    agency: { hmac: { secret: { env: AGENCY_SECRET } } }
${more}`

const today = (): string => new Date().toISOString().slice(0, 10)

const person = (employeeId: string, givenName: string, surname: string, more = {}): string =>
  JSON.stringify({
    ...{ employeeId, givenName, surname, department: 'Sales', title: 'Account Executive', country: 'GB' },
    ...{ startDate: today(), timeZone: 'Etc/UTC', ...more },
  })

interface Line {
  readonly event: string
  readonly [field: string]: unknown
}

const linesOf = (process: Spawned): readonly Line[] =>
  process
    .printed()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)

const serving = async (world: World, argv: readonly string[] = []): Promise<Spawned & { readonly address: string }> => {
  const env = { HR_TOKEN, AGENCY_SECRET }
  const process = startJoinery(['serve', ...argv], { cwd: world.folder, env, within: WITHIN_MS })
  await process.seen('"event":"serving"')
  const address = linesOf(process).find(({ event }) => event === 'serving')?.['address']
  return { ...process, address: String(address) }
}

const push = (address: string, body: string): Promise<Response> =>
  fetch(`${address}/hooks/hr`, {
    method: 'POST',
    headers: { authorization: `Bearer ${HR_TOKEN}`, 'content-type': 'application/json' },
    body,
  })

const workIn = async (world: World): Promise<readonly ScheduledWork[]> =>
  documentOf<{ work: ScheduledWork[] }>(await world.joinery(['schedule', 'list', '--all', '--json'])).work

describe('joinery serve', { timeout: 120_000 }, () => {
  test('makes an account of what HR pushes, reads a file that has changed, shows its health and stops in good order', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('joinery.yaml', config())
    const service = await serving(world)

    const answer = await push(service.address, person('01024', 'Adele', 'Vance'))
    expect([answer.status, await answer.json()]).toMatchObject([202, { accepted: 1, events: [{ person: '01024' }] }])
    await service.seen('"person":"01024","playbook":"onboard","outcome":"done"')
    world.file('staff.csv', 'employeeId,givenName,surname\n00101,Miriam,Graham\n')
    await service.seen('"feed":"staff"')
    const ready = await fetch(`${service.address}/ready`)
    const metrics = await (await fetch(`${service.address}/metrics`)).text()
    service.child.kill('SIGTERM')
    const end = await service.end

    expect(await world.account('(employeeID=01024)')).toMatchObject({ userAccountControl: '512' })
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, checks: { state: true, schedule: true, directories: true } },
    ])
    expect(metrics).toContain('joinery_runs_total{playbook="onboard",outcome="done"} 1')
    expect(metrics).toMatch(/joinery_changes_total\{kind="ad\.[a-z.]+",outcome="made"\} \d/)
    expect(metrics).toMatch(/joinery_feed_age_seconds\{feed="hr"\} \d/)
    expect(end.code).toBe(0)
    expect(linesOf(service).at(-1)).toMatchObject({ event: 'stopped', outcome: 'done' })
    expect(end.stdout).not.toMatch(/Adele|Vance|adele|Miriam/)
    expect(end.stderr).toContain('hr: /hooks/hr and /scim/hr/v2, with its token')
  })

  test('lets one source say nothing about the people of another', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('joinery.yaml', config())
    const service = await serving(world)
    await push(service.address, person('01024', 'Adele', 'Vance'))
    const body = person('01024', 'Adele', 'Vance', { lastDay: today() })
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', AGENCY_SECRET).update(`${timestamp}.${body}`).digest('hex')

    const answer = await fetch(`${service.address}/hooks/agency`, {
      method: 'POST',
      headers: { 'x-timestamp': timestamp, 'x-signature': signature, 'content-type': 'application/json' },
      body,
    })
    const { accepted, refused } = (await answer.json()) as { accepted?: number; refused?: { employeeId: string }[] }
    const scim = await fetch(`${service.address}/scim/hr/v2/Users?count=1`, {
      headers: { authorization: `Bearer ${HR_TOKEN}` },
    })

    expect([scim.status, scim.headers.get('content-type')]).toEqual([200, 'application/scim+json'])
    expect([accepted ?? 0, refused?.map(({ employeeId }) => employeeId)]).toEqual([0, ['01024']])
    expect((await workIn(world)).filter(({ playbook }) => playbook === 'offboard')).toEqual([])
  })

  test('is one at a time: a second says so, or stands by and follows, also one that was killed', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('joinery.yaml', config())
    const first = await serving(world)

    const second = await world.joinery(['serve', '--json'], { env: { HR_TOKEN, AGENCY_SECRET } })
    const waiting = startJoinery(['serve', '--wait'], {
      cwd: world.folder,
      env: { HR_TOKEN, AGENCY_SECRET },
      within: WITHIN_MS,
    })
    await waiting.seen('Standing by')
    first.child.kill('SIGKILL')
    await waiting.seen('"event":"serving"')
    waiting.child.kill('SIGINT')

    expect([second.code, documentOf<{ error: { code: string } }>(second).error.code]).toEqual([
      5,
      'serve/already-served',
    ])
    expect((await waiting.end).code).toBe(0)
  })

  test('stopped in the middle of a run leaves what the next start brings to its end', async () => {
    const world = await practiceWorld({ mode: 'hybrid', people: 20, syncDelayMs: 3_600_000 })
    world.file(
      'joinery.yaml',
      config().replace('mode: ad,', 'mode: hybrid,').replace('ad: practice', 'ad: practice\nentra: practice'),
    )
    const first = await serving(world)
    await push(first.address, person('01024', 'Adele', 'Vance'))
    while ((await workIn(world))[0]?.run === null) await pause(500)

    first.child.kill('SIGTERM')
    const stopped = await first.end
    const [left] = await workIn(world)
    const second = await serving(world)
    while ((await workIn(world))[0]?.state !== 'done') {
      world.practice.syncNow()
      await pause(500)
    }
    second.child.kill('SIGTERM')
    await second.end

    expect([stopped.code, ['parked', 'running'].includes(left?.state ?? '')]).toEqual([0, true])
    expect(await workIn(world)).toMatchObject([{ state: 'done', run: left?.run }])
    expect(await world.account('(employeeID=01024)')).toMatchObject({ userAccountControl: '512' })
  })

  test('does not begin with a token that could be guessed, or none', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('joinery.yaml', config())

    const weak = await world.joinery(['serve', '--json'], { env: { HR_TOKEN: 'opensesame', AGENCY_SECRET } })
    const none = await world.joinery(['serve', '--json'], { env: { AGENCY_SECRET } })

    const codes = [weak, none].map((end) => documentOf<{ error: { code: string } }>(end).error.code)
    expect(codes).toEqual(['serve/weak-secret', 'config/secret-missing'])
    expect([weak.code, none.code]).toEqual([3, 65])
    expect(weak.stdout + weak.stderr).not.toContain('opensesame')
  })

  test('is installed as a service of systemd, and of nothing else', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })

    const systemd = await world.joinery(['schedule', 'install', '--as', 'systemd', '--serve', '--json'])
    const cron = await world.joinery(['schedule', 'install', '--as', 'cron', '--serve'])

    const { files } = documentOf<{ files: { name: string; text: string }[] }>(systemd)
    expect(files.map(({ name }) => name)).toEqual(['joinery.service'])
    expect(files[0]?.text).toMatch(/^ExecStart=.* "serve" "--config" /m)
    expect(files[0]?.text).toContain('Restart=on-failure')
    expect(cron.code).toBe(64)
  })
})

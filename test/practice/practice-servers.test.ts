import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'ldapts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { PracticeInfo } from '../../src/model/practice-info.ts'
import {
  type Practice,
  type PracticeOptions,
  runningPractice,
  startPractice,
} from '../../src/practice/practice-servers.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { newUser } from './graph/graph-tenant.ts'
import { runNode } from './graph/run-node.ts'

const LOCK = 'practice.lock.json'
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url))

const start = async (options: Partial<PracticeOptions> = {}): Promise<Practice> => {
  const practice = await startPractice({ folder: null, people: 30, ...options })
  onTestFinished(() => practice.stop())
  return practice
}

const get = (info: PracticeInfo, path: string): Promise<Response> =>
  fetch(`${info.graph}${path}`, { headers: { authorization: `Bearer ${info.token}` } })

const makeUser = (info: PracticeInfo, userName: string): Promise<Response> =>
  fetch(`${info.graph}/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${info.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(newUser(userName)),
  })

/** Starts the practice tenant of a folder in a process of its own, which runs until it is killed. */
const startElsewhere = async (folder: string): Promise<{ readonly info: PracticeInfo; kill(): Promise<void> }> => {
  const script = `
    import { startPractice } from './src/practice/practice-servers.ts'
    const practice = await startPractice({ folder: process.argv[1], people: 30 })
    console.log(JSON.stringify(practice.info))
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, '--', folder], {
    cwd: CHECKOUT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('close', () => resolve())
      child.kill('SIGKILL')
    })
  onTestFinished(kill)
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('close', () => reject(new Error('the practice tenant ended before it was ready')))
  })
  return { info: JSON.parse(line) as PracticeInfo, kill }
}

describe('the practice tenant as servers', () => {
  test('serves one company over LDAPS, Graph and sign-in', async () => {
    const { info, company } = await start()
    const ldap = new Client({ url: info.ldap, tlsOptions: { ca: info.caPem } })
    onTestFinished(() => ldap.unbind())

    await ldap.bind(info.user, info.password)
    const { searchEntries } = await ldap.search(info.base, { filter: '(employeeID=00101)', attributes: ['mail'] })
    const user = (await (await get(info, `/users/${searchEntries[0]?.['mail']}`)).json()) as { displayName: string }

    expect(user.displayName).toBe('Miriam Graham')
    expect(info).toMatchObject({ base: 'DC=corp,DC=contoso,DC=com', tenant: company.entra.tenant.id, ca: null })
    expect([info.ldap, info.graph, info.graphTls, info.authority].map((url) => new URL(url).hostname)).toEqual(
      Array(4).fill('127.0.0.1'),
    )
  })

  test('is reached over TLS by a client that trusts its CA', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const { info } = await start({ folder })
    const script = `
      const [, graph, token] = process.argv
      const response = await fetch(graph + '/organization?$select=displayName', { headers: { authorization: 'Bearer ' + token } })
      console.log((await response.json()).value[0].displayName)
    `

    const output = await runNode(script, [info.graphTls, info.token], { NODE_EXTRA_CA_CERTS: info.ca ?? '' })

    expect(output.trim()).toBe('Contoso')
  })

  test('carries what is written over LDAP to Entra', async () => {
    const { info, syncNow } = await start()
    const ldap = new Client({ url: info.ldap, tlsOptions: { ca: info.caPem } })
    onTestFinished(() => ldap.unbind())
    await ldap.bind(info.user, info.password)

    await ldap.add(`CN=Adele Vance,OU=Sales,OU=Staff,${info.base}`, {
      objectClass: 'user',
      sAMAccountName: 'adele.vance',
      userPrincipalName: 'adele.vance@contoso.com',
    })
    const before = (await get(info, '/users/adele.vance@contoso.com')).status
    syncNow()

    expect([before, (await get(info, '/users/adele.vance@contoso.com')).status]).toEqual([404, 200])
  })

  test('gives tokens the roles it is started with', async () => {
    const { info } = await start({ roles: ['User.Read.All'] })

    expect([(await get(info, '/users')).status, (await get(info, '/groups')).status]).toEqual([200, 403])
  })

  test('lets the process end once it is stopped', { timeout: 60_000 }, async () => {
    const script = `
      import { startPractice } from './src/practice/practice-servers.ts'
      const practice = await startPractice({ folder: null, people: 30 })
      await practice.stop()
      console.log('stopped')
    `

    expect((await runNode(script, [], {})).trim()).toBe('stopped')
  })

  test('refuses a port that somebody else has, and leaves nothing running', async () => {
    const folder = temporaryFolder()
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    onTestFinished(() => void other.close())
    const address = other.address()
    const graphPort = typeof address === 'object' && address ? address.port : 0

    const attempt = startPractice({ folder, people: 30, graphPort })

    await expect(attempt).rejects.toMatchObject({ code: 'practice/port-taken' })
    expect(await runningPractice(folder)).toBeNull()
    const again = await start({ folder })
    expect((await get(again.info, '/organization')).status).toBe(200)
  })
})

describe('the company of a folder', () => {
  test('is found by other commands while it is served, and not after', async () => {
    const folder = temporaryFolder()
    const practice = await start({ folder })

    const running = await runningPractice(folder)
    const mode = statSync(join(folder, LOCK)).mode & 0o777
    await practice.stop()

    expect(running).toEqual(practice.info)
    expect(mode).toBe(0o600)
    expect([await runningPractice(folder), existsSync(join(folder, LOCK))]).toEqual([null, false])
  })

  test('is not taken for served because of what a dead process left', async () => {
    const folder = temporaryFolder()
    const practice = await start({ folder })
    const lock = readFileSync(join(folder, LOCK), 'utf8')
    await practice.stop()

    writeFileSync(join(folder, LOCK), lock.replace(`"pid":${process.pid}`, '"pid":999999999'))
    const deadProcess = await runningPractice(folder)
    writeFileSync(join(folder, LOCK), lock)
    const deadServer = await runningPractice(folder)
    writeFileSync(join(folder, LOCK), '{"pid":')
    const torn = await runningPractice(folder)

    expect([deadProcess, deadServer, torn]).toEqual([null, null, null])
  })

  test('is served by one process at a time', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const { info, kill } = await startElsewhere(folder)

    const running = await runningPractice(folder)
    const second = await startPractice({ folder }).catch((error: unknown) => error)
    const still = await runningPractice(folder)
    await kill()

    expect([running?.ldap, still?.ldap]).toEqual([info.ldap, info.ldap])
    expect(second).toBeInstanceOf(Fault)
    expect((second as Fault).code).toBe('practice/in-use')
    expect(await runningPractice(folder)).toBeNull()
  })

  test('keeps what was answered, also when its process is killed', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const { info, kill } = await startElsewhere(folder)

    const made = await makeUser(info, 'adele.vance')
    await kill()
    const again = await start({ folder })

    expect(made.status).toBe(201)
    expect((await get(again.info, '/users/adele.vance@contoso.com')).status).toBe(200)
    expect(again.info.tenant).toBe(info.tenant)
  })

  test('loses nothing that was answered when its process is killed in the middle of writes', {
    timeout: 60_000,
  }, async () => {
    const folder = temporaryFolder()
    const { info, kill } = await startElsewhere(folder)
    const names = Array.from({ length: 400 }, (_, at) => `pilot${at}`)
    const [asked, answered] = [new Set<string>(), new Set<string>()]
    const queue = [...names]
    const writeOn = async (): Promise<void> => {
      for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
        asked.add(name)
        const reply = await makeUser(info, name).catch(() => null)
        if (!reply) return
        if (reply.status === 201) answered.add(name)
        if (answered.size === 60) await kill()
      }
    }

    await Promise.all([writeOn(), writeOn(), writeOn(), writeOn()])
    const again = await start({ folder })

    const there = names.filter(
      (name) => again.company.entra.find('userPrincipalName', `${name}@contoso.com`).length > 0,
    )
    expect(answered.size).toBeGreaterThanOrEqual(60)
    expect(answered.size).toBeLessThan(names.length)
    expect([...answered].filter((name) => !there.includes(name))).toEqual([])
    expect(there.filter((name) => !asked.has(name))).toEqual([])
    expect((await makeUser(again.info, 'adele.vance')).status).toBe(201)
  })
})

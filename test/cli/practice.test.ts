import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { adele, practiceYaml } from '../support/practice-world.ts'
import { runJoinery } from '../support/run-joinery.ts'
import { type Spawned, startJoinery } from '../support/spawn-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Started {
  readonly ldap: string
  readonly ca: string
  readonly base: string
  readonly user: string
  readonly password: string
  readonly graph: string
  readonly token: string
}

const start = async (
  cwd: string,
  ...more: readonly string[]
): Promise<{ readonly served: Spawned; readonly line: string }> => {
  const served = startJoinery(['practice', 'start', '--json', '--people', '20', ...more], { cwd, within: 60_000 })
  await served.seen('}\n')
  return { served, line: served.printed() }
}

/** Onboarding in mode ad has nothing to wait for. */
const folderWithHire = (): string => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'new-hire.yaml'), adele)
  writeFileSync(join(cwd, 'joinery.yaml'), practiceYaml('ad'))
  return cwd
}

const stop = async ({ child, end }: Spawned): Promise<number> => {
  child.kill('SIGINT')
  return (await end).code
}

describe('joinery practice start', () => {
  test('prints one line with where and how to sign in; Ctrl-C ends it and leaves no sign of it running', async () => {
    const cwd = temporaryFolder()

    const { served, line } = await start(cwd)

    expect(line.split('\n')).toHaveLength(2)
    expect(Object.keys(JSON.parse(line) as object)).toEqual([
      'ldap',
      'ca',
      'base',
      'user',
      'password',
      'graph',
      'graphTls',
      'token',
      'tenant',
      'authority',
      'client',
      'secret',
    ])
    expect(await stop(served)).toBe(0)
    expect((await served.end).stdout).toBe(line)
    expect(readdirSync(join(cwd, '.joinery', 'practice')).sort()).toEqual(['practice.db', 'tls'])
  })

  test('serves a client of its own and the commands on the same state, and keeps what they did', async () => {
    const cwd = folderWithHire()
    const { served, line } = await start(cwd)
    const info = JSON.parse(line) as Started
    const ca = readFileSync(info.ca, 'utf8')
    const client = new Client({ url: info.ldap, tlsOptions: { ca } })
    await client.bind(info.user, info.password)

    const onboarded = await runJoinery(['onboard', 'new-hire.yaml', '--practice', '--yes'], { cwd })

    expect(onboarded).toMatchObject({ code: 0, stderr: '' })
    const { searchEntries } = await client.search(info.base, { filter: '(employeeID=01024)' })
    expect(searchEntries).toMatchObject([{ sAMAccountName: 'adele.vance' }])
    const authorization = `Bearer ${info.token}`
    const response = await fetch(`${info.graph}/users?$top=1&$select=displayName`, { headers: { authorization } })
    expect(await response.json()).toMatchObject({ value: [{ displayName: expect.any(String) }] })
    await client.unbind()
    await stop(served)
    const again = await runJoinery(['onboard', 'new-hire.yaml', '--practice', '--dry-run'], { cwd })
    expect(again.stdout).toContain('Nothing to change')
  })

  test('refuses a second start and a reset of the same company; show tells where it is served', async () => {
    const cwd = temporaryFolder()
    const { served, line } = await start(cwd)

    const second = await runJoinery(['practice', 'start'], { cwd })
    const reset = await runJoinery(['practice', 'reset'], { cwd })
    const shown = await runJoinery(['practice', 'show', '--json'], { cwd })

    expect(second).toMatchObject({ code: 5, stdout: '' })
    expect(second.stderr).toContain('practice/already-running')
    expect(reset.code).toBe(5)
    expect(JSON.parse(shown.stdout)).toMatchObject({ ldap: (JSON.parse(line) as Started).ldap })
    await stop(served)
  })

  test('takes the company of a configuration, or of a folder', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'joinery.yaml'), `${practiceYaml('ad')}state: ./kept\n`)

    const configured = await start(cwd)
    await stop(configured.served)
    const named = await start(cwd, '--state', 'elsewhere')
    await stop(named.served)

    expect(existsSync(join(cwd, 'kept', 'practice', 'practice.db'))).toBe(true)
    expect(existsSync(join(cwd, 'elsewhere', 'practice', 'practice.db'))).toBe(true)
  })

  test.each(['--ldap-port', '--graph-port', '--graph-tls-port'])(
    '%s that is taken: 69, with the port',
    async (option) => {
      const other = createServer().listen(0, '127.0.0.1')
      onTestFinished(() => void other.close())
      await once(other, 'listening')
      const port = String((other.address() as { readonly port: number }).port)

      const end = await runJoinery(['practice', 'start', '--people', '20', option, port], { cwd: temporaryFolder() })

      expect(end.code).toBe(69)
      expect(end.stderr).toContain(`Port ${port} on this machine is used by another program`)
    },
  )

  test("killed with SIGKILL it is in nobody's way", async () => {
    const cwd = temporaryFolder()
    const { served } = await start(cwd)
    served.child.kill('SIGKILL')
    await served.end

    const next = await start(cwd)

    expect(await stop(next.served)).toBe(0)
  })
})

describe('joinery practice reset and show', () => {
  test('show founds no company; reset makes it as new', async () => {
    const cwd = folderWithHire()

    const fresh = await runJoinery(['practice', 'show', '--json'], { cwd })
    const filesAfterShow = readdirSync(cwd)
    await runJoinery(['onboard', 'new-hire.yaml', '--practice', '--yes'], { cwd })
    const used = await runJoinery(['practice', 'show', '--json'], { cwd })
    const reset = await runJoinery(['practice', 'reset'], { cwd })
    const asNew = await runJoinery(['practice', 'show', '--json'], { cwd })

    expect(filesAfterShow).toEqual(['joinery.yaml', 'new-hire.yaml'])
    expect(JSON.parse(fresh.stdout)).toMatchObject({ domain: 'corp.contoso.com', adAccounts: expect.any(Number) })
    expect(JSON.parse(used.stdout)).toMatchObject({
      adAccounts: (JSON.parse(fresh.stdout) as { adAccounts: number }).adAccounts + 1,
    })
    expect(reset).toMatchObject({ code: 0, stderr: expect.stringContaining('as new') })
    expect(JSON.parse(asNew.stdout)).toEqual(JSON.parse(fresh.stdout))
    expect(statSync(join(cwd, '.joinery')).mode & 0o777).toBe(0o700)
  })
})

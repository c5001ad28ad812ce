import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startSamba } from '../support/samba.ts'
import { isSambaRequired, sambaMissing } from '../support/shared-samba.ts'

const missing = sambaMissing()

if (missing) {
  test(`no domain controller can be started here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

const listens = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(636, address, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

describe.runIf(!missing)('a domain controller for tests', () => {
  test('runs beside another one, in a domain of its own, and leaves nothing running', {
    timeout: 120_000,
  }, async () => {
    const first = await startSamba({ realm: 'CORP.EXAMPLE.COM', domain: 'CORP' })
    const second = await startSamba({
      realm: 'CORP.EXAMPLE.COM',
      domain: 'CORP',
      recycleBin: true,
      seed: 'dn: OU=Sales,DC=corp,DC=example,DC=com\nobjectClass: organizationalUnit\n',
    })

    expect(first.address).not.toBe(second.address)
    expect((await second.ldapsearch('(ou=Sales)', ['ou'])).map((entry) => entry.dn)).toEqual([
      'OU=Sales,DC=corp,DC=example,DC=com',
    ])
    expect(await first.ldapsearch('(ou=Sales)', ['ou'])).toEqual([])
    const features = (base: string) =>
      `CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration,${base}`
    const [on] = await second.ldapsearch('(objectClass=*)', ['msDS-EnabledFeatureBL'], features(second.base))
    const [off] = await first.ldapsearch('(objectClass=*)', ['msDS-EnabledFeatureBL'], features(first.base))
    expect([on?.attributes['msds-enabledfeaturebl']?.length, off?.attributes['msds-enabledfeaturebl']]).toEqual([
      2,
      undefined,
    ])

    await Promise.all([first.stop(), second.stop()])
    expect(await Promise.all([listens(first.address), listens(second.address)])).toEqual([false, false])
  })

  test('ends by itself when the process that started it is killed', { timeout: 120_000 }, async () => {
    const script = new URL('../../scripts/dev/samba.ts', import.meta.url).pathname
    const child = spawn(process.execPath, [script, 'start'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const { address } = JSON.parse(line.toString()) as { address: string }
    expect(await listens(address)).toBe(true)

    child.kill('SIGKILL')

    await expect.poll(() => listens(address), { timeout: 15_000 }).toBe(false)
  })
})

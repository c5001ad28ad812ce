import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startSamba } from '../../test/support/samba.ts'
import { sambaRoot } from '../../test/support/samba-snapshot.ts'
import { ensureSambaInstalled } from './install-samba.ts'

const HELP = `A real Active Directory domain controller (Samba) on a loopback address, for trying and testing. Needs Linux and root.

  npm run samba -- start [--realm CORP.EXAMPLE.COM] [--domain CORP] [--address 127.0.0.2] [--recycle-bin] [--seed FILE.ldif]
      runs until Ctrl+C or "stop"; prints one line of JSON when it is ready
  npm run samba -- stop       stops what "start" started
  npm run samba -- install    installs Samba (Debian, Ubuntu)
`

const pidFile = (): string => join(sambaRoot(), 'started-by-hand')

const start = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      realm: { type: 'string', default: 'CORP.EXAMPLE.COM' },
      domain: { type: 'string', default: 'CORP' },
      address: { type: 'string' },
      'recycle-bin': { type: 'boolean', default: false },
      seed: { type: 'string' },
    },
  })
  const dc = await startSamba({
    realm: values.realm.toUpperCase(),
    domain: values.domain.toUpperCase(),
    recycleBin: values['recycle-bin'],
    ...(values.address ? { address: values.address } : {}),
    ...(values.seed ? { seed: readFileSync(values.seed, 'utf8') } : {}),
  })
  writeFileSync(pidFile(), String(process.pid))
  process.stdout.write(`${JSON.stringify(dc)}\n`)
  const end = async (): Promise<void> => {
    rmSync(pidFile(), { force: true })
    await dc.stop()
    process.exit(0)
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  // Samba alone does not keep this process alive.
  setInterval(() => {}, 1 << 30)
}

const stop = (): void => {
  if (!existsSync(pidFile())) return
  try {
    process.kill(Number(readFileSync(pidFile(), 'utf8')), 'SIGTERM')
  } catch {
    // It has ended already.
  }
  rmSync(pidFile(), { force: true })
}

const [command, ...rest] = process.argv.slice(2)
if (command === 'start') await start(rest)
else if (command === 'stop') stop()
else if (command === 'install') ensureSambaInstalled()
else process.stdout.write(HELP)

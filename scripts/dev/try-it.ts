import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The newcomer's first minute: onboards the sample new hire on the practice tenant. Where nobody sits at the terminal, nobody is asked. */
const root = join(import.meta.dirname, '..', '..')
const command = [
  'onboard',
  'playbooks/onboard/new-hire.yaml',
  '--practice',
  ...(process.stdin.isTTY ? [] : ['--yes']),
  ...process.argv.slice(2),
]
process.stdout.write(`$ joinery ${command.join(' ')}\n\n`)
const { status } = spawnSync(process.execPath, ['src/main.ts', ...command], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)

import { spawnSync } from 'node:child_process'
import { ensurePostgresInstalled } from './install-postgres.ts'
import { ensureSambaInstalled } from './install-samba.ts'

/** Installs what the tests need on Debian, then runs all of them; without a real Active Directory and PostgreSQL they fail instead of being left out. */
ensureSambaInstalled()
ensurePostgresInstalled()
const { status } = spawnSync('npx', ['vitest', 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, JOINERY_REQUIRE_SAMBA: '1', JOINERY_REQUIRE_POSTGRES: '1' },
})
process.exit(status ?? 1)

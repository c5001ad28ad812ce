import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Debian's names. The package of the server alone, without a cluster that starts with the machine. */
const PACKAGES = ['postgresql', 'openssl']
/** Where Debian and Ubuntu keep the programs of each major version. */
const VERSIONS = '/usr/lib/postgresql'

/**
 * Under a lock, because test files may ask for it at the same moment. A `policy-rc.d` that says no keeps Debian from starting the server; one that was there
 * before is left alone.
 */
const INSTALL = `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
  trap 'rm -f $policy' EXIT
fi
mkdir -p /etc/postgresql-common/createcluster.d
[ -d ${VERSIONS} ] || printf 'create_main_cluster = false\\n' > /etc/postgresql-common/createcluster.d/joinery.conf
export DEBIAN_FRONTEND=noninteractive
install='apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 ${PACKAGES.join(' ')}'
$install || { apt-get update -q; $install; }
`

const hasServer = (folder: string): boolean =>
  ['initdb', 'postgres'].every((program) => existsSync(join(folder, program)))

const onPath = (): readonly string[] => (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '')

/** The folder with `initdb` and `postgres` of the newest version that is installed, or null. */
export const postgresPrograms = (): string | null => {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(VERSIONS, version, 'bin')), ...onPath()]
  return folders.find(hasServer) ?? null
}

/** Why a PostgreSQL server cannot run here, or null. */
export const whyNoPostgres = (): string | null => {
  if (process.platform === 'win32') return 'The PostgreSQL server of the tests runs on Linux and macOS only.'
  if (postgresPrograms()) return null
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) return null
  return `PostgreSQL is not installed, and cannot be installed here without root on Debian or Ubuntu. Install: ${PACKAGES.join(' ')}`
}

/** Installs the PostgreSQL server where it is missing. Throws with the reason where it cannot. */
export const ensurePostgresInstalled = (): void => {
  const reason = whyNoPostgres()
  if (reason) throw new Error(reason)
  if (postgresPrograms()) return
  const done = spawnSync('flock', ['/tmp/joinery-install-postgres.lock', 'sh', '-c', INSTALL], { encoding: 'utf8' })
  if (!postgresPrograms())
    throw new Error(`PostgreSQL could not be installed:\n${done.stdout}\n${done.stderr}`.slice(0, 4000))
}

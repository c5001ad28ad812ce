import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installDebianPackages } from './install-debian-packages.ts'

/** Debian's names. The package of the server alone, without a cluster that starts with the machine. */
const PACKAGES = ['postgresql', 'openssl']
/** Where Debian and Ubuntu keep the programs of each major version. */
const VERSIONS = '/usr/lib/postgresql'

/** Without it, Debian makes a cluster with the packages. */
const NO_CLUSTER = `
mkdir -p /etc/postgresql-common/createcluster.d
[ -d ${VERSIONS} ] || printf 'create_main_cluster = false\\n' > /etc/postgresql-common/createcluster.d/joinery.conf
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
  installDebianPackages({
    what: 'PostgreSQL',
    packages: PACKAGES,
    isInstalled: () => postgresPrograms() !== null,
    first: NO_CLUSTER,
  })
}

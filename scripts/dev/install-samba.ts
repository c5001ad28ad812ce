import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Debian's names; the same on Debian 12 and Ubuntu 24.04. */
const PACKAGES = [
  'samba',
  'samba-ad-dc',
  'samba-ad-provision',
  'samba-dsdb-modules',
  'winbind',
  'ldap-utils',
  'openssl',
]
const PROGRAMS = ['/usr/sbin/samba', '/usr/bin/samba-tool', '/usr/bin/ldapsearch', '/usr/bin/openssl']
const PROVISIONING = '/usr/share/samba/setup/provision.ldif'

/**
 * Under a lock, because test files may ask for it at the same moment. A `policy-rc.d` that says no keeps Debian from starting Samba's
 * services on the machine; one that was there before is left alone.
 */
const INSTALL = `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
  trap 'rm -f $policy' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
install='apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 ${PACKAGES.join(' ')}'
$install || { apt-get update -q; $install; }
`

export const isSambaInstalled = (): boolean => [...PROGRAMS, PROVISIONING].every((path) => existsSync(path))

/** Why a Samba domain controller cannot run here, or null. */
export const whyNoSamba = (): string | null => {
  if (process.platform !== 'linux') return 'A Samba domain controller runs on Linux only.'
  if (process.getuid?.() !== 0) return 'A Samba domain controller needs root, because LDAPS has the fixed port 636.'
  if (!isSambaInstalled() && !existsSync('/usr/bin/apt-get')) {
    return `Samba is not installed, and only Debian and Ubuntu are known here. Install: ${PACKAGES.join(' ')}`
  }
  return null
}

/** Installs Samba's domain controller where it is missing: about 15 s on Debian. Throws with the reason where it cannot. */
export const ensureSambaInstalled = (): void => {
  const reason = whyNoSamba()
  if (reason) throw new Error(reason)
  if (isSambaInstalled()) return
  const done = spawnSync('flock', ['/tmp/joinery-install-samba.lock', 'sh', '-c', INSTALL], { encoding: 'utf8' })
  if (!isSambaInstalled())
    throw new Error(`Samba could not be installed:\n${done.stdout}\n${done.stderr}`.slice(0, 4000))
}

import { existsSync } from 'node:fs'
import { installDebianPackages } from './install-debian-packages.ts'

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
  installDebianPackages({ what: 'Samba', packages: PACKAGES, isInstalled: isSambaInstalled })
}

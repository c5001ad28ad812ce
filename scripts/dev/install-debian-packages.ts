import { spawnSync } from 'node:child_process'

/** What to install, and how to see that it is there. */
export interface DebianPackages {
  /** For messages: what they are for. */
  readonly what: string
  /** Debian's names. */
  readonly packages: readonly string[]
  readonly isInstalled: () => boolean
  /** Lines of shell to run before. */
  readonly first?: string
}

/** A `policy-rc.d` that says no keeps Debian from starting services on the machine; one that was there before is left alone. */
const script = ({ packages, first = '' }: DebianPackages): string => `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
  trap 'rm -f $policy' EXIT
fi
${first}
export DEBIAN_FRONTEND=noninteractive
install='apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 ${packages.join(' ')}'
$install || { apt-get update -q; $install; }
`

const LONGEST_MESSAGE = 4000

/** Under a lock, because test files may ask for the same at the same moment. Throws with what apt-get said where it could not. */
export const installDebianPackages = (wanted: DebianPackages): void => {
  const done = spawnSync('flock', ['/tmp/joinery-install-packages.lock', 'sh', '-c', script(wanted)], {
    encoding: 'utf8',
  })
  if (!wanted.isInstalled())
    throw new Error(`${wanted.what} could not be installed:\n${done.stdout}\n${done.stderr}`.slice(0, LONGEST_MESSAGE))
}

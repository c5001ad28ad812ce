#!/usr/bin/env node
// Nothing is imported before the version is known: an older Node could not even read the rest.
const OLDEST: readonly [number, number] = [22, 18]
const USAGE = 64

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) await import('./main.ts')
else {
  process.stderr.write(
    `Joinery needs Node ${OLDEST.join('.')} or newer, and this is Node ${process.versions.node}. Nothing was done.\n` +
      '  Install a newer one from https://nodejs.org, or with your version manager.\n',
  )
  process.exitCode = USAGE
}

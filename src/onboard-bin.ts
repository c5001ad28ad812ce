#!/usr/bin/env node
// The command `onboard` of the installed package is `joinery onboard`.
process.argv.splice(2, 0, 'onboard')
await import('./bin.ts')

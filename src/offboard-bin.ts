#!/usr/bin/env node
// The command `offboard` of the installed package is `joinery offboard`.
process.argv.splice(2, 0, 'offboard')
await import('./bin.ts')

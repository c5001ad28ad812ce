import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/** Loaded before a program, it writes the address of every module that is loaded into the file that MODULES names. */
const file = process.env['MODULES'] ?? ''

registerHooks({
  load(url, context, next) {
    appendFileSync(file, `${url}\n`)
    return next(url, context)
  },
})
